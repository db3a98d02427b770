import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const inflate = promisify(gunzip);
const longestMessage = 4096;

/** The text of a body. undici leaves compression to its user. Rejects where the bytes are not what the encoding says. */
export async function decode(bytes: ArrayBuffer, encoding: unknown): Promise<string> {
  const plain = encoding === 'gzip' ? await inflate(bytes) : bytes;
  return new TextDecoder().decode(plain);
}

/** A value of JSON; `otherwise` where the text is not JSON. */
export function json(text: string, otherwise: unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}

function* candidates(body: unknown): Generator<unknown> {
  if (typeof body !== 'object' || body === null) return;
  const { error, message, detail, title }: Record<string, unknown> = { ...body };
  if (typeof error === 'object' && error !== null && 'message' in error) yield error.message;
  yield* [message, detail, title, error];
}

/** The server's own words, without our keys and of at most 4,096 bytes; undefined where it has none. */
export function serverWords(body: unknown, secrets: readonly string[]): string | undefined {
  for (const words of candidates(body)) {
    if (typeof words !== 'string' || words === '') continue;
    let clean = words;
    for (const secret of secrets) clean = clean.split(secret).join('[key]');
    let cut = Math.min(clean.length, longestMessage);
    while (Buffer.byteLength(clean.slice(0, cut)) > longestMessage) cut--;
    return clean.slice(0, cut).replace(/[\ud800-\udbff]$/, '');
  }
  return undefined;
}
