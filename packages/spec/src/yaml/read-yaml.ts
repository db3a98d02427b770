import { codeFrame, type Problem } from '@sdk-conformance/model';
import { LineCounter, parseDocument } from 'yaml';
import { decodeText } from './decode.js';
import { readNodes } from './nodes.js';
import type { Range, Refusal } from './ranges.js';
import { refusedText, syntaxRefusals, tooDeep } from './syntax.js';

/** Where something stands; line and column count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export interface YamlText {
  readonly ok: true;
  /** Maps, lists, texts, numbers, booleans and nulls. */
  readonly value: unknown;
  readonly text: string;
  /** Place of the key that a JSON pointer leads to, or of the item of a list. */
  readonly at: (pointer: string) => Place | undefined;
  /** Place of the value that a JSON pointer leads to. */
  readonly valueAt: (pointer: string) => Place | undefined;
  /** Every JSON pointer of the file but the root's, in the order of the file. */
  readonly pointers: readonly string[];
}

export type ReadYaml = YamlText | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads one YAML 1.2 document into plain JSON with the place of every key. Refused with place and reason: what is not UTF-8, more than
 * 1 MiB, several documents, duplicate keys, anchors and aliases, tags, directives, and numbers that JSON does not have.
 *
 * @example
 * ```ts
 * import { readYaml } from '@sdk-conformance/spec';
 *
 * const read = readYaml('a.yaml', new TextEncoder().encode('retry: { maxRetries: 3 }'));
 * if (read.ok) console.log(read.at('/retry/maxRetries')?.line); // 1
 * ```
 */
export function readYaml(file: string, bytes: Uint8Array): ReadYaml {
  const decoded = decodeText(file, bytes);
  if (!decoded.ok) return { ok: false, problems: [decoded.problem] };
  const { text } = decoded;
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lines.addNewLine(end + 1);
  const place = (range: Range): Place => placeIn(text, lines, range);
  const refused = (refusals: readonly Refusal[]): ReadYaml => ({
    ok: false,
    problems: refusals.map(({ range, message, expected, got = null }) => {
      const { line, column, length } = place(range);
      const frame = codeFrame(text, line, column, length);
      return { file, line, column, message, expected, got, nearest: null, frame };
    }),
  });
  const early = refusedText(text);
  if (early !== null) return refused([early]);
  try {
    const parsed = parseDocument(text, { prettyErrors: false, uniqueKeys: false });
    const { errors } = parsed;
    if (errors.length > 0) return refused(syntaxRefusals(text, errors));
    const { value, keys, values, refusals } = readNodes(parsed.contents);
    if (refusals.length > 0) return refused(refusals);
    const found = (range: Range | undefined) => (range === undefined ? undefined : place(range));
    return {
      ok: true,
      value,
      text,
      at: (pointer) => found(keys.get(pointer)),
      valueAt: (pointer) => found(values.get(pointer)),
      pointers: [...keys.keys()],
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refused([tooDeep({ from: 0, to: 1 })]);
  }
}

function placeIn(text: string, lines: LineCounter, { from, to }: Range): Place {
  const { line, col } = lines.linePos(from);
  const newline = text.indexOf('\n', from);
  const end = Math.min(to, newline < 0 ? text.length : newline);
  return { line, column: col, length: Math.max(1, text.slice(from, end).trimEnd().length) };
}
