import type { JsonValue } from '@sdk-conformance/model';
import type { Mask } from './mask.js';
import type { CappedBody } from './records.js';

/** Bytes of a body, and characters of a value, that a log keeps. */
const keptBytes = 2048;

/** The first bytes of a body; masked before it is cut, so that no piece of a credential stays. */
export function cappedBody(body: Uint8Array, cutBefore: boolean, mask: Mask): CappedBody {
  const text = utf8(body);
  const cut = cutBefore || body.length > keptBytes;
  if (text === null) {
    const latin = mask(Buffer.from(body).toString('latin1'));
    return { bytes: body.length, cut, base64: Buffer.from(latin.slice(0, keptBytes), 'latin1').toString('base64') };
  }
  return { bytes: body.length, cut, text: cappedText(mask(text)) };
}

function utf8(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
}

export function cappedText(text: string): string {
  return text.length <= keptBytes ? text : `${text.slice(0, keptBytes)}…`;
}

/** A value whole, or the beginning of its JSON where that is long. */
export function cappedValue(value: JsonValue): JsonValue {
  const text = JSON.stringify(value);
  return text.length <= keptBytes ? value : cappedText(text);
}
