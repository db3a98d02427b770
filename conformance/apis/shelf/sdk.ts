export class ShelfError extends Error {
  constructor(
    message: string,
    readonly status: number | null,
    options: ErrorOptions = {},
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}
class ClientError extends ShelfError {}
class NotFoundError extends ClientError {}
class ThrottlingError extends ShelfError {}
class ServiceError extends ShelfError {}
class NetworkError extends ShelfError {}

/** A failure that may be tried again. */
export interface Failure {
  readonly error: ShelfError;
  readonly code: string | null;
  /** ms that the server asks for; null where it does not. */
  readonly askedMs: number | null;
}

export interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly body?: object;
}

/** What the SDK does by rule. */
export interface Rules {
  readonly retries: (operation: string) => number;
  readonly timeoutMs: (operation: string) => number;
  readonly isRetried: (failure: Failure, operation: string) => boolean;
  /** The delay without jitter before a retry, from 0. */
  readonly delayMs: (failure: Failure, retry: number) => number;
  /** The delay that the server asks for, beside that of the backoff. */
  readonly clampMs: (askedMs: number, backoffMs: number) => number;
  readonly capacity: number;
  readonly cost: (failure: Failure) => number;
  /** Tokens that a success gives back whose last retry took so many. */
  readonly refund: (last: number) => number;
  readonly codeOf: (headers: Headers, body: unknown) => string | null;
}

const codes: Readonly<Record<string, boolean>> = { Throttled: true, QuotaExceeded: false };
const statuses = new Set([429, 500, 502, 503, 504]);

export const rules: Rules = {
  retries: (operation) => (operation === 'writeBatch' ? 4 : 2),
  timeoutMs: (operation) => (operation === 'writeBatch' ? 9000 : 3000),
  isRetried: ({ error, code }, operation) => {
    if (error instanceof NetworkError) return error.status === null;
    const byCode = code === null ? undefined : codes[code];
    if (byCode !== undefined) return byCode;
    const { status } = error;
    return status !== null && (statuses.has(status) || (operation === 'writeBatch' && status === 423));
  },
  delayMs: ({ error }, retry) => Math.min(20_000, (error.status === 429 ? 1000 : 50) * 2 ** retry),
  clampMs: (askedMs, backoffMs) => Math.min(Math.max(askedMs, backoffMs), backoffMs + 5000),
  capacity: 100,
  cost: ({ error, code }) => (error.status === 429 || code === 'Throttled' ? 5 : error.status === null ? 10 : 14),
  refund: (last) => (last === 0 ? 2 : last),
  codeOf: (headers, body) => {
    const header = headers.get('x-shelf-error')?.split(':')[0]?.trim();
    if (header !== undefined && header !== '') return header;
    const code = typeof body === 'object' && body !== null ? Reflect.get(body, 'code') : null;
    return typeof code === 'string' && code !== '' ? code : null;
  },
};

export interface ShelfOptions {
  readonly baseUrl: string;
  readonly key: string;
  readonly maxRetries?: number | undefined;
  readonly timeoutMs?: number | undefined;
  readonly rules?: Rules;
}

export class Shelf {
  readonly #options: ShelfOptions;
  readonly #rules: Rules;
  #tokens: number;

  constructor(options: ShelfOptions) {
    this.#options = options;
    this.#rules = options.rules ?? rules;
    this.#tokens = this.#rules.capacity;
  }

  getItem({ table, key }: { table: string; key: string }): Promise<unknown> {
    return this.#call({ name: 'getItem', method: 'GET', path: `/tables/${part(table)}/items/${part(key)}` });
  }

  putItem({ table, key, ...body }: { table: string; key: string; value: object }): Promise<unknown> {
    return this.#call({ name: 'putItem', method: 'PUT', path: `/tables/${part(table)}/items/${part(key)}`, body });
  }

  writeBatch({ table, ...body }: { table: string; items: readonly unknown[] }): Promise<unknown> {
    return this.#call({ name: 'writeBatch', method: 'POST', path: `/tables/${part(table)}/batches`, body });
  }

  async #call(operation: Operation): Promise<unknown> {
    const retries = this.#options.maxRetries ?? this.#rules.retries(operation.name);
    let last = 0;
    for (let retry = 0; ; retry++) {
      const answer = await this.#attempt(operation);
      if ('value' in answer) {
        this.#tokens = Math.min(this.#rules.capacity, this.#tokens + this.#rules.refund(last));
        return answer.value;
      }
      const cost = this.#rules.cost(answer);
      const isDue = retry < retries && this.#rules.isRetried(answer, operation.name);
      if (!isDue || this.#tokens < cost) throw answer.error;
      this.#tokens -= cost;
      last = cost;
      const backoffMs = Math.random() * this.#rules.delayMs(answer, retry);
      await sleep(answer.askedMs === null ? backoffMs : this.#rules.clampMs(answer.askedMs, backoffMs));
    }
  }

  async #attempt({ name, method, path, body }: Operation): Promise<{ readonly value: unknown } | Failure> {
    const { baseUrl, key } = this.#options;
    const timer = new AbortController();
    const timeout = setTimeout(() => timer.abort(), this.#options.timeoutMs ?? this.#rules.timeoutMs(name));
    let status: number | null = null;
    try {
      const response = await fetch(`${baseUrl}${path}`, {
        method,
        redirect: 'manual',
        signal: timer.signal,
        headers: { 'x-shelf-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      status = response.status;
      if (response.ok) return success(await response.text(), status);
      return this.#failure(response, await readError(response));
    } catch (cause) {
      // A success that is cut is not tried again, a timeout is.
      const error = new NetworkError('The connection failed.', timer.signal.aborted ? null : status, { cause });
      return { error, code: null, askedMs: null };
    } finally {
      clearTimeout(timeout);
    }
  }

  #failure({ status, statusText, headers }: Response, text: string): Failure {
    const body = jsonOf(text);
    const code = this.#rules.codeOf(headers, body);
    const said = typeof body === 'object' && body !== null ? Reflect.get(body, 'message') : null;
    const message = typeof said === 'string' ? said : statusText;
    const Class = classOf(status, code);
    return { error: new Class(message, status), code, askedMs: asked(headers.get('x-shelf-retry-after')) };
  }
}

function part(text: string): string {
  return encodeURIComponent(text);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
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

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function success(text: string, status: number): { readonly value: unknown } | Failure {
  if (text === '') return { value: null };
  try {
    return { value: JSON.parse(text) };
  } catch (cause) {
    return { error: new ServiceError('The answer is no JSON.', null, { cause }), code: String(status), askedMs: null };
  }
}

function classOf(status: number, code: string | null): typeof ShelfError {
  if (code === 'Throttled' || code === 'QuotaExceeded' || status === 429) return ThrottlingError;
  if (status === 404) return NotFoundError;
  return status >= 500 && status <= 599 ? ServiceError : ClientError;
}

/** Whole ms above 0; anything else is no hint. */
function asked(value: string | null): number | null {
  const ms = value !== null && /^\d+$/.test(value.trim()) ? Number(value) : 0;
  return ms > 0 ? ms : null;
}
