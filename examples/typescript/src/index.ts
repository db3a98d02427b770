/** A small SDK, as somebody else's repository has it. */

export class ApiError extends Error {
  readonly status: number | null;
  constructor(message: string, status: number | null, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.status = status;
  }
}
export class BadRequestError extends ApiError {}
export class AuthenticationError extends ApiError {}
export class NotFoundError extends ApiError {}
export class RateLimitError extends ApiError {}
export class ServerError extends ApiError {}

export interface ShopOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly maxRetries?: number;
  readonly timeoutMs?: number;
}

interface Item {
  readonly id: string;
  readonly name: string;
}

type Send = { readonly method: string; readonly path: string; readonly body?: unknown; readonly signal?: AbortSignal };

export class Shop {
  readonly #options: ShopOptions;
  constructor(options: ShopOptions) {
    this.#options = options;
  }

  listItems({ limit }: { limit?: number } = {}, signal?: AbortSignal): Promise<{ items: Item[] }> {
    const query = limit === undefined ? '' : `?limit=${limit}`;
    return this.#send({ method: 'GET', path: `/v1/items${query}`, ...(signal && { signal }) });
  }

  createItem(item: { name: string }, signal?: AbortSignal): Promise<Item> {
    return this.#send({ method: 'POST', path: '/v1/items', body: item, ...(signal && { signal }) });
  }

  async #send<T>(request: Send): Promise<T> {
    const { maxRetries = 2 } = this.#options;
    for (let retry = 0; ; retry++) {
      const response = await this.#attempt(request);
      if (response.ok) return decoded<T>(response);
      if (retry >= maxRetries || !isRetried(response.status)) throw await errorOf(response);
      await response.body?.cancel();
      await wait(hintOf(response) ?? 500 * 2 ** retry, request.signal);
    }
  }

  async #attempt({ method, path, body, signal }: Send): Promise<Response> {
    const { baseUrl, apiKey, timeoutMs = 30_000 } = this.#options;
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    const onAbort = () => ending.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) onAbort();
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    try {
      return await fetch(`${baseUrl.replace(/\/$/, '')}${path}`, {
        method,
        headers: { authorization: `Bearer ${apiKey}`, ...json },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'manual',
        signal: ending.signal,
      });
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw new ApiError('the API could not be reached', null, { cause });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }
}

function isRetried(status: number): boolean {
  return status === 429 || (status >= 500 && status < 600);
}

/** Milliseconds. */
function hintOf(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? 'none');
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, 60_000) : null;
}

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

async function decoded<T>(response: Response): Promise<T> {
  try {
    const text = await response.text();
    return text === '' ? (null as T) : JSON.parse(text);
  } catch (cause) {
    throw new ApiError('the answer is no JSON', response.status, { cause });
  }
}

const classes: Readonly<Record<number, typeof ApiError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  404: NotFoundError,
  429: RateLimitError,
};

async function errorOf(response: Response): Promise<ApiError> {
  const Class = classes[response.status] ?? (response.status >= 500 && response.status < 600 ? ServerError : ApiError);
  const text = await response.text().catch(() => '');
  return new Class(messageIn(text) ?? `${response.status} ${response.statusText}`.trim(), response.status);
}

function messageIn(text: string): string | null {
  try {
    const message: unknown = JSON.parse(text)?.error?.message;
    return typeof message === 'string' ? message : null;
  } catch {
    return null;
  }
}
