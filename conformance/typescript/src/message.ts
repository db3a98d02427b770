import { STATUS_CODES } from 'node:http';
import { parseLoose } from './body.js';

const longestMessageBytes = 4096;

function property(value: unknown, key: string): unknown {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

/** The server's own words in an error body; undefined where it has none. */
export function serverMessage(body: unknown): string | undefined {
  const error = property(body, 'error');
  const candidates = [
    property(error, 'message'),
    property(body, 'message'),
    property(body, 'detail'),
    property(body, 'title'),
    error,
  ];
  return candidates.find((text): text is string => typeof text === 'string' && text !== '');
}

/** The message of an error response: the server's, else the status phrase; over HTTP/2 no status line brings one. */
export function message(text: string | null, status: number, reason: string): string {
  const words = text === null ? undefined : serverMessage(parseLoose(text));
  return words ?? (reason || STATUS_CODES[status] || `HTTP ${status}`);
}

/** At most 4,096 bytes of UTF-8, cut between characters. */
export function bound(text: string): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= longestMessageBytes) return text;
  // In stream mode the decoder holds back a character that is not complete.
  return new TextDecoder().decode(bytes.subarray(0, longestMessageBytes), { stream: true });
}

/** The text without the client's own secrets. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, '[redacted]'), text);
}
