import { isDeepStrictEqual } from 'node:util';
import type { Accepted, KnownDeviation, KnownUpdate } from '@sdk-conformance/engine';
import { type Document, isMap, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';

/** What is written of entries that are accepted anew. */
export interface Acceptance {
  readonly reason: string;
  readonly owner: string | null;
  readonly issue: string | null;
  readonly expires: string | null;
}

const header = ` Failures of the SDKs under test that are accepted for now. They are played, and fail a run when they change or pass.
 Rewritten by \`conformance run --update-known --reason TEXT\`, which keeps comments.`;

/**
 * The file of known deviations as an update makes it, its comments kept.
 *
 * @param text null where there is no file yet
 * @param entries as read from the text, in its order
 * @param acceptance null where nothing is accepted anew
 */
export function rewritten(
  text: string | null,
  entries: readonly KnownDeviation[],
  update: KnownUpdate,
  acceptance: Acceptance | null,
): string {
  const document = parseDocument(text ?? 'known: []\n');
  if (text === null) document.commentBefore = header;
  const list = listIn(document);
  for (const { entry, to, anew } of update.change) {
    const node = list.items[entries.indexOf(entry)];
    if (!isMap(node)) continue;
    // What stays as it is keeps its comments.
    if (!isDeepStrictEqual(to.scenarios, entry.scenarios)) node.set('scenario', oneOrMore(document, to.scenarios));
    if (!isDeepStrictEqual(to.signatures, entry.signatures)) node.set('signature', oneOrMore(document, to.signatures));
    if (!anew || acceptance === null) continue;
    node.set('reason', acceptance.reason);
    for (const key of ['owner', 'issue', 'expires'] as const) {
      if (acceptance[key] !== null) node.set(key, acceptance[key]);
      // A day that is over would make it expired again.
      else if (key === 'expires') node.delete(key);
    }
  }
  // A comment goes with its entry, but for what stands before the first one: that may be about all.
  const removed = update.remove.map((entry) => entries.indexOf(entry));
  for (const place of [...removed].sort((a, b) => b - a)) list.items.splice(place, 1);
  if (acceptance !== null) for (const accepted of update.add) list.add(created(document, accepted, acceptance));
  // An empty list is written `[]`, one with entries in lines.
  list.flow = list.items.length === 0;
  const written = document.toString({ lineWidth: 0, flowCollectionPadding: false });
  return text?.includes('\r\n') === true ? written.replace(/\r?\n/g, '\r\n') : written;
}

function listIn(document: Document): YAMLSeq {
  const list = isMap(document.contents) ? document.contents.get('known') : undefined;
  if (!isSeq(list)) throw new Error('a file of known deviations was read and has no list');
  return list;
}

function created(
  document: Document,
  { target, requirement, scenarios, signatures }: Accepted,
  acceptance: Acceptance,
): YAMLMap {
  const node = document.createNode({ target, requirement }) as unknown as YAMLMap;
  node.set('scenario', oneOrMore(document, scenarios));
  node.set('signature', oneOrMore(document, signatures));
  for (const [key, value] of Object.entries(acceptance)) if (value !== null) node.set(key, value);
  return node;
}

/** A text, or a list of several. */
function oneOrMore(document: Document, values: readonly string[]): unknown {
  return document.createNode(values.length === 1 ? values[0] : values);
}
