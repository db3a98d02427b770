import { gunzipSync } from 'node:zlib';
import { type Answer, bodyTemplates, type Fixture, fillPartBytes, type HeaderLine } from '@sdk-conformance/model';

/** A served message as the client reads it. */
export interface Head {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly HeaderLine[];
}

/** The answer's fixture with the answer's own status and headers laid over it. */
export function headOf(answer: Answer, fixture: Fixture): Head {
  const over = answer.headers ?? {};
  const replaced = new Set(Object.keys(over).map((name) => name.toLowerCase()));
  const set = Object.entries(over).filter((entry): entry is [string, string] => entry[1] !== null);
  return {
    status: answer.status ?? fixture.status,
    reason: answer.status === undefined ? fixture.reason : '',
    headers: [...fixture.headers.filter(([name]) => !replaced.has(name.toLowerCase())), ...set],
  };
}

/** More of one repeated text than any message may carry: an error body of 50 MB need not be built to know its message. */
const enoughRepeats = 65_536;

/** No body follows these, whatever a recording has. */
const withoutBody: readonly number[] = [204, 304];

/** The body with its templates filled; what a moment's template gives is not known before it is served. */
export function bodyOf(fixture: Fixture, status: number): Uint8Array {
  if (withoutBody.includes(status)) return new Uint8Array();
  const parts = bodyTemplates(fixture);
  if (parts === null) return fixture.body;
  const short = parts.map((part) =>
    part.kind === 'repeat' && status >= 400 ? { ...part, count: Math.min(part.count, enoughRepeats) } : part,
  );
  return fillPartBytes(short, { nowMs: 0 });
}

/** The body's text, with its byte order mark: null where its coding is broken; `utf8` false where its bytes are not UTF-8. */
export function decodeBody(
  body: Uint8Array,
  headers: readonly HeaderLine[],
): { readonly text: string | null; readonly utf8: boolean } {
  let bytes = body;
  const coding = headers.find(([name]) => name.toLowerCase() === 'content-encoding')?.[1];
  if (coding?.toLowerCase() === 'gzip') {
    try {
      bytes = gunzipSync(body);
    } catch {
      return { text: null, utf8: true };
    }
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), utf8: true };
  } catch {
    return { text: new TextDecoder('utf-8').decode(bytes), utf8: false };
  }
}
