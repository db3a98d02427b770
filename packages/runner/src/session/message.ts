import { keepLargeIntegers } from '@sdk-conformance/model';

export interface MessageLimits {
  /** Bytes of one message. */
  readonly messageBytes: number;
  /** Over HTTP: real ms for which a message that has begun may pause. */
  readonly messageMs: number;
  /** Arrays and objects within each other. What reads them later, in the judge or for the log, reads them recursively. */
  readonly messageDepth: number;
}

export const defaultMessageLimits: MessageLimits = {
  messageBytes: 16 * 1024 * 1024,
  messageMs: 10_000,
  messageDepth: 500,
};

type Sized = Pick<MessageLimits, 'messageBytes' | 'messageDepth'>;

export type ReadMessage =
  | { readonly ok: true; readonly message: unknown }
  | { readonly ok: false; readonly why: string };

/** Reads the bytes of one message as JSON, within limits. */
export function readMessage(bytes: Uint8Array, limits: Sized): ReadMessage {
  if (bytes.length > limits.messageBytes) return tooLong(limits);
  if (isDeeper(bytes, limits.messageDepth)) {
    return { ok: false, why: `the message has more than ${limits.messageDepth} arrays and objects within each other` };
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, why: 'the message is not UTF-8' };
  }
  try {
    return { ok: true, message: JSON.parse(text) };
  } catch {
    return { ok: false, why: 'the message is not JSON' };
  }
}

/** As {@link readMessage}, for senders whose whole numbers may be larger than a double holds to the digit. */
export function readExactMessage(bytes: Uint8Array, limits: Sized): ReadMessage {
  const read = readMessage(bytes, limits);
  if (!read.ok) return read;
  const text = new TextDecoder().decode(bytes);
  const kept = keepLargeIntegers(text);
  return kept === text ? read : { ok: true, message: JSON.parse(kept) };
}

export function tooLong({ messageBytes }: Pick<Sized, 'messageBytes'>): ReadMessage & { readonly ok: false } {
  return { ok: false, why: `the message is longer than ${messageBytes} bytes` };
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Before parsing, by the brackets outside of texts: what is made of a deep message could not be walked. */
function isDeeper(bytes: Uint8Array, most: number): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (inText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (CLOSING.has(byte)) depth--;
    else if (OPENING.has(byte)) {
      depth++;
      if (depth > most) return true;
    }
  }
  return false;
}
