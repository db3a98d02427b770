import { type CodePlace, type ErrorCode, type JsonValue, matchesStatus, type Spec } from '@sdk-conformance/model';
import { valueAt } from './body.js';
import { headerOf, type Response, readingOf } from './reading.js';

/** The code by which an error tells what failed. */
export type FoundCode =
  | { readonly kind: 'none' }
  | { readonly kind: 'known'; readonly entry: ErrorCode }
  /** A code that the table does not have. */
  | { readonly kind: 'unknown'; readonly code: string; readonly place: CodePlace }
  /** A code that an SDK may look at, and need not. */
  | { readonly kind: 'open'; readonly entry: ErrorCode; readonly why: string };

function trimmed(text: string, { after, until }: CodePlace): string {
  const from = after === null ? -1 : text.lastIndexOf(after);
  const begun = from < 0 ? text : text.slice(from + (after ?? '').length);
  const to = until === null ? -1 : begun.indexOf(until);
  return (to < 0 ? begun : begun.slice(0, to)).trim();
}

/** The text or number that stands at a place; null where none does. */
function textAt(place: CodePlace, body: JsonValue | undefined, response: Response): string | null {
  const value =
    place.in === 'header'
      ? headerOf(response.headers, place.name)
      : body === undefined
        ? undefined
        : valueAt(body, place.name);
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = trimmed(String(value), place);
  return text === '' ? null : text;
}

/** Places of a code: of a failure in a success its own goes first. */
function placesOf(spec: Spec, inSuccess: boolean): readonly CodePlace[] {
  const { discriminator } = spec.errors;
  const own = inSuccess ? (spec.success.failure?.code ?? null) : null;
  if (own === null) return discriminator;
  const pointer = '/success/failure/code';
  return [{ in: 'body', name: own, after: null, until: null, error: null, pointer }, ...discriminator];
}

/** The code of an error response, or of a success that tells of a failure, by the first place that has one. */
export function codeOf(spec: Spec, response: Response, inSuccess = false): FoundCode {
  const body = readingOf(response);
  const value = body.kind === 'none' ? undefined : body.value;
  for (const place of placesOf(spec, inSuccess)) {
    const code = textAt(place, value, response);
    if (code === null) continue;
    const entry = spec.errors.codes.find((known) => known.code === code);
    if (entry === undefined) return { kind: 'unknown', code, place };
    if (body.kind === 'either' && place.in === 'body')
      return { kind: 'open', entry, why: `an SDK may read ${body.why}, and need not` };
    const { status } = response;
    if (entry.statuses?.some((match) => matchesStatus(match, status)) !== false) return { kind: 'known', entry };
    return { kind: 'open', entry, why: `the spec does not say what ${code} means in a ${status}` };
  }
  return { kind: 'none' };
}
