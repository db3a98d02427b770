import { jsonOf, member, textOf } from '../calls.js';

export class VaultError extends Error {
  constructor(
    message: string,
    readonly status: number | null,
    options: ErrorOptions = {},
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}
class UnauthenticatedError extends VaultError {}
class NotFoundError extends VaultError {}
class ResourceExhaustedError extends VaultError {}
class UnavailableError extends VaultError {}
class DeadlineExceededError extends VaultError {}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, number | undefined>>;
  readonly body?: object;
  /** Sent twice it does what it does once. */
  readonly isSafe: boolean;
}

/** What a call has come to so far. */
export interface Progress {
  /** ms since the call began, and thereof in waits. */
  readonly elapsedMs: number;
  readonly waitedMs: number;
}

/** What the SDK does by rule. */
export interface Rules {
  readonly isRetried: (operation: Operation) => boolean;
  readonly refreshes: number;
  /** Whether sending a call again with a fresh token takes one of its retries. */
  readonly refreshCounts: boolean;
  /** Whether a refused token is asked for again before the call is sent again. */
  readonly asksAnew: boolean;
  /** The parameter of the query that has the key of the project. */
  readonly keyName: string;
  /** ms that are left of the call. */
  readonly leftMs: (progress: Progress) => number;
  /** Whether a timeout in the body of an answer is retried like one before it. */
  readonly bodyIsRetried: boolean;
  /** What is drawn on top of the delay before a retry, from 0. */
  readonly jitterMs: (retry: number) => number;
  /** Delay that the body of an error asks for, ms; null where it asks for none. */
  readonly hintMs: (body: unknown) => number | null;
}

const totalMs = 20_000;

export const rules: Rules = {
  isRetried: ({ isSafe }) => isSafe,
  refreshes: 1,
  refreshCounts: false,
  asksAnew: true,
  keyName: 'key',
  leftMs: ({ elapsedMs }) => totalMs - elapsedMs,
  bodyIsRetried: false,
  jitterMs: () => 250 * Math.random(),
  hintMs: (body) => {
    const delay = member(body, 'error', 'retryDelay');
    const seconds = typeof delay === 'string' ? /^(\d+(?:\.\d+)?)s$/.exec(delay)?.[1] : undefined;
    return seconds === undefined || Number(seconds) === 0 ? null : Number(seconds) * 1000;
  },
};

export interface VaultOptions {
  readonly baseUrl: string;
  /** Gives the token to send; asked again when that one is refused. */
  readonly token: () => Promise<string>;
  /** Of the project that pays. */
  readonly key: string;
  readonly maxRetries?: number | undefined;
  readonly timeoutMs?: number | undefined;
  readonly rules?: Rules;
}

interface Failure {
  readonly error: VaultError;
  readonly mayRetry: boolean;
  readonly hintMs?: number | null;
}

export class Vault {
  readonly #options: VaultOptions;
  readonly #rules: Rules;
  #token: Promise<string> | null = null;

  constructor(options: VaultOptions) {
    this.#options = options;
    this.#rules = options.rules ?? rules;
  }

  getObject({ bucket, object }: { bucket: string; object: string }): Promise<unknown> {
    return this.#call({ method: 'GET', path: `/buckets/${part(bucket)}/objects/${part(object)}`, isSafe: true });
  }

  writeObject(object: { bucket: string; name: string; text: string; ifGenerationMatch?: number }): Promise<unknown> {
    const { bucket, ifGenerationMatch, ...body } = object;
    const isSafe = ifGenerationMatch !== undefined;
    return this.#call({
      method: 'POST',
      path: `/buckets/${part(bucket)}/objects`,
      query: { ifGenerationMatch },
      body,
      isSafe,
    });
  }

  deleteObject({ bucket, object }: { bucket: string; object: string }): Promise<unknown> {
    return this.#call({ method: 'DELETE', path: `/buckets/${part(bucket)}/objects/${part(object)}`, isSafe: true });
  }

  async #call(operation: Operation): Promise<unknown> {
    const began = performance.now();
    const { maxRetries = 3, timeoutMs = 5000 } = this.#options;
    let [retries, refreshes, waitedMs] = [0, 0, 0];
    for (;;) {
      const leftMs = this.#rules.leftMs({ elapsedMs: performance.now() - began, waitedMs });
      const answer = await this.#attempt(operation, Math.min(timeoutMs, leftMs));
      if ('value' in answer) return answer.value;
      const { error, mayRetry, hintMs = null } = answer;
      if (error instanceof UnauthenticatedError) {
        if (refreshes >= this.#rules.refreshes || (this.#rules.refreshCounts && retries >= maxRetries)) throw error;
        refreshes += 1;
        if (this.#rules.refreshCounts) retries += 1;
        if (this.#rules.asksAnew) this.#token = null;
        continue;
      }
      const now = this.#rules.leftMs({ elapsedMs: performance.now() - began, waitedMs });
      if (now <= 0) throw new DeadlineExceededError('The call took too long.', null, { cause: error });
      if (!mayRetry || retries >= maxRetries || !this.#rules.isRetried(operation)) throw error;
      const delayMs = hintMs ?? Math.min(1000, 500 * 2 ** retries) + this.#rules.jitterMs(retries);
      if (this.#rules.leftMs({ elapsedMs: performance.now() - began + delayMs, waitedMs: waitedMs + delayMs }) <= 0)
        throw new DeadlineExceededError('The call took too long.', null, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      waitedMs += delayMs;
      retries += 1;
    }
  }

  async #attempt(operation: Operation, timeoutMs: number): Promise<{ readonly value: unknown } | Failure> {
    const timer = new AbortController();
    const timeout = setTimeout(() => timer.abort(), timeoutMs);
    let status: number | null = null;
    try {
      const response = await this.#send(operation, timer.signal);
      status = response.status;
      if (response.ok) return success(await response.text());
      return failure(response, jsonOf(await readError(response)), this.#rules);
    } catch (cause) {
      const isTimeout = timer.signal.aborted;
      const error = isTimeout
        ? new DeadlineExceededError('The attempt took too long.', null, { cause })
        : new UnavailableError('The connection failed.', null, { cause });
      return { error, mayRetry: status === null || (isTimeout && this.#rules.bodyIsRetried) };
    } finally {
      clearTimeout(timeout);
    }
  }

  async #send({ method, path, query = {}, body }: Operation, signal: AbortSignal): Promise<Response> {
    this.#token ??= this.#options.token();
    const url = new URL(`${this.#options.baseUrl.replace(/\/$/, '')}${path}`);
    url.searchParams.set(this.#rules.keyName, this.#options.key);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    return fetch(url, {
      method,
      redirect: 'manual',
      signal,
      headers: {
        authorization: `Bearer ${await this.#token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}

function part(text: string): string {
  return encodeURIComponent(text);
}

/** The text of an error, as far as it came. */
async function readError(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'AbortError') throw cause;
    return '';
  }
}

function success(text: string): { readonly value: unknown } | Failure {
  if (text === '') return { value: null };
  try {
    return { value: JSON.parse(text) };
  } catch (cause) {
    return { error: new VaultError('The answer is no JSON.', null, { cause }), mayRetry: false };
  }
}

const retried = new Set([408, 429, 500, 502, 503, 504]);

function failure({ status, statusText }: Response, body: unknown, { hintMs }: Rules): Failure {
  const Class = classOf(status);
  const message = textOf(member(body, 'error', 'message')) ?? statusText;
  return { error: new Class(message, status), mayRetry: retried.has(status), hintMs: hintMs(body) };
}

function classOf(status: number): typeof VaultError {
  if (status === 401) return UnauthenticatedError;
  if (status === 404) return NotFoundError;
  if (status === 429) return ResourceExhaustedError;
  return status >= 500 && status <= 599 ? UnavailableError : VaultError;
}
