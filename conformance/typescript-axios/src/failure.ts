import { STATUS_CODES } from 'node:http';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type AxiosResponse, isAxiosError, isCancel } from 'axios';
import { errorClass, FoilEngineError } from './errors.js';
import { parseRetryAfter } from './retry.js';

/** What one attempt came to when it did not succeed. */
export interface Failure {
  readonly error: FoilEngineError;
  /** Whether another attempt could help. */
  readonly temporary: boolean;
  /** ms that the server asked to wait; null: it did not say. */
  readonly waitMs: number | null;
}

const longestHintSeconds = 60;
const longestMessageBytes = 4096;

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

/** The server's own words in an error body or event; undefined where it has none. */
function wordsOf(body: unknown): string | undefined {
  const error = at(body, 'error');
  return [at(error, 'message'), at(body, 'message'), at(body, 'detail'), at(body, 'title'), error].find(
    (found): found is string => typeof found === 'string' && found !== '',
  );
}

function parsed(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}

/** Server text as a message may show it: without our keys, at most 4,096 bytes. */
function shown(words: string, secrets: readonly string[]): string {
  const clean = secrets.reduce((left, secret) => left.replaceAll(secret, '***'), words);
  const bytes = Buffer.from(clean);
  if (bytes.length <= longestMessageBytes) return clean;
  return new TextDecoder().decode(bytes.subarray(0, longestMessageBytes), { stream: true });
}

/** Axios' errors hold the request with its keys, so that only what lies below them may become a cause. */
function causeOf(error: Error): Error {
  if (!isAxiosError(error)) return error;
  return error.cause ?? Object.assign(new Error(error.message), { code: error.code });
}

/** Ends a body that came to no end within so many ms. */
export function tooLate(timeout: number): Error {
  return Object.assign(new Error(`nothing came for ${timeout} ms`), { code: 'ETIMEDOUT' });
}

function isLate(error: unknown): boolean {
  // The only signal that can have cancelled is the attempt's own time, since a caller's abort has been looked for before.
  return isCancel(error) || ['ECONNABORTED', 'ETIMEDOUT'].includes(String(at(error, 'code')));
}

/** What a broken connection comes to, or one that was given up. */
export function broken(error: unknown): Failure {
  const cause = error instanceof Error ? causeOf(error) : new Error(String(error));
  const message = isLate(error) ? 'The server did not answer in time' : `The connection failed: ${cause.message}`;
  return { error: new FoilEngineError(message, { cause }), temporary: true, waitMs: null };
}

/** What a response with another status than 2xx comes to; its body has so many ms. */
export async function refused(
  response: AxiosResponse<Readable>,
  timeout: number,
  secrets: readonly string[],
): Promise<Failure> {
  const { status, statusText, headers, data } = response;
  const timer = setTimeout(() => data.destroy(tooLate(timeout)), timeout);
  let body: string | undefined;
  try {
    body = await text(data);
  } catch (error) {
    // A body that breaks off says nothing, the status still does; one that never ends has used up the time.
    if (isLate(error)) return broken(error);
  } finally {
    clearTimeout(timer);
  }
  const retryAfter = parseRetryAfter(headers['retry-after'], Date.now());
  const words = wordsOf(parsed(body)) ?? (statusText || STATUS_CODES[status] || `HTTP ${status}`);
  const Raised = errorClass(status);
  return {
    error: new Raised(shown(words, secrets), { statusCode: status, retryAfter }),
    temporary: (status === 429 || status >= 500) && (retryAfter ?? 0) <= longestHintSeconds,
    waitMs: retryAfter === null ? null : retryAfter * 1000,
  };
}

/** What a 2xx comes to whose body could not be read: bytes that are not what their encoding says will not get better. */
export function unread(status: number, error: unknown): Failure {
  return String(at(error, 'code')).startsWith('Z_') ? undecodable(status, error) : broken(error);
}

/** A success that is not JSON. */
export function undecodable(statusCode: number, cause: unknown): Failure {
  return {
    error: new FoilEngineError('The response is not JSON', { statusCode, cause }),
    temporary: false,
    waitMs: null,
  };
}

/** An `error` event in a stream. */
export function saidInStream(data: unknown, secrets: readonly string[]): FoilEngineError {
  return new FoilEngineError(shown(wordsOf(data) ?? 'The stream ended with an error', secrets));
}
