import { STATUS_CODES } from 'node:http';
import { Agent, type Dispatcher, request } from 'undici';
import { decode, json, serverWords } from './body.js';
import { classFor, FoilEngineError } from './errors.js';

export interface Outgoing {
  readonly url: URL;
  readonly method: Dispatcher.HttpMethod;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What all attempts of a call have in common. */
export interface Limits {
  /** ms */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  readonly secrets: readonly string[];
}

/** Raised by an attempt: the error for the caller, and what it means for another attempt. */
export class AttemptFailed extends Error {
  constructor(
    readonly raised: FoilEngineError,
    readonly retryable: boolean,
    /** ms */
    readonly hint: number | null = null,
  ) {
    super();
  }
}

const longestHint = 60_000;
const headLate = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];

/** What undici raised, as an attempt's failure. */
export function networkFailure(cause: unknown): AttemptFailed {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const late = headLate.includes(code) || (cause instanceof Error && cause.name === 'TimeoutError');
  const message = late ? 'No answer in time' : `Connection failed${code === '' ? '' : `: ${code}`}`;
  // A DOMException cannot be copied to another thread; its words can.
  return new AttemptFailed(new FoilEngineError(message, { cause: late ? new Error(message) : cause }), true);
}

/** ms to wait by a Retry-After header, in seconds or as a date; null where it says nothing usable. */
export function retryHint(header: unknown, now: number): number | null {
  if (typeof header !== 'string') return null;
  const value = header.trim();
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value) * 1000 || null;
  // Without a zone is only the form of asctime, which ends in the year and means GMT.
  const date = /^[A-Z][a-z]{2} .*:\d\d \d{4}$/.test(value) ? `${value} GMT` : value;
  const ahead = /\bGMT$/.test(date) ? Date.parse(date) - now : Number.NaN;
  return ahead > 0 ? ahead : null;
}

async function refusal(response: Dispatcher.ResponseData, { secrets }: Limits): Promise<AttemptFailed> {
  const { statusCode, statusText, headers, body } = response;
  const hint = retryHint(headers['retry-after'], Date.now());
  let words: string | undefined;
  try {
    const text = await decode(await body.arrayBuffer(), headers['content-encoding']);
    words = serverWords(json(text, null), secrets);
  } catch (error) {
    // A body that breaks off says nothing, the status still does; one that never ends has used up the time.
    if (networkFailure(error).raised.message === 'No answer in time') return networkFailure(error);
  }
  const Raised = classFor(statusCode);
  const error = new Raised(words ?? (statusText || STATUS_CODES[statusCode] || `Status ${statusCode}`), {
    statusCode,
    retryAfter: hint === null ? null : hint / 1000,
  });
  const retried = statusCode === 429 || statusCode >= 500;
  return new AttemptFailed(error, retried && (hint ?? 0) <= longestHint, hint);
}

/** HTTP/2 with a server that speaks it. */
const dispatcher = new Agent({ allowH2: true });

/** Sends once and gives a 2xx, its body unread. @throws AttemptFailed */
export async function open(
  { url, ...outgoing }: Outgoing,
  limits: Limits,
  signal: AbortSignal | null,
): Promise<Dispatcher.ResponseData> {
  const { timeout } = limits;
  let response: Dispatcher.ResponseData;
  try {
    response = await request(url, { ...outgoing, signal, dispatcher, headersTimeout: timeout, bodyTimeout: timeout });
  } catch (error) {
    throw networkFailure(error);
  }
  if (response.statusCode >= 200 && response.statusCode < 300) return response;
  throw await refusal(response, limits);
}

function timedOut(): DOMException {
  return new DOMException('The operation was aborted due to timeout', 'TimeoutError');
}

async function bodyOf({ body }: Dispatcher.ResponseData): Promise<ArrayBuffer> {
  try {
    return await body.arrayBuffer();
  } catch (error) {
    throw networkFailure(error);
  }
}

/** Sends once and gives the JSON of the answer; null where it is empty. @throws AttemptFailed */
export async function fetchJson(outgoing: Outgoing, limits: Limits): Promise<unknown> {
  // bodyTimeout starts anew with each piece, so that a body that trickles needs a limit on the whole.
  // AbortSignal.timeout would be lost when it is collected, for AbortSignal.any does not hold it; this one is held by its timer.
  const whole = new AbortController();
  const timer = setTimeout(() => whole.abort(timedOut()), limits.timeout);
  const signal = limits.signal === undefined ? whole.signal : AbortSignal.any([whole.signal, limits.signal]);
  let answer: Dispatcher.ResponseData;
  let bytes: ArrayBuffer;
  try {
    answer = await open(outgoing, limits, signal);
    bytes = await bodyOf(answer);
  } finally {
    clearTimeout(timer);
  }
  const { statusCode, headers } = answer;
  try {
    const text = await decode(bytes, headers['content-encoding']);
    return text === '' ? null : JSON.parse(text);
  } catch (cause) {
    throw new AttemptFailed(new FoilEngineError('The answer is not JSON', { statusCode, cause }), false);
  }
}
