/** A small SDK of CommonJS, as somebody else's repository has it. */

class ApiError extends Error {
  constructor(message, status, options) {
    super(message, options);
    this.name = new.target.name;
    this.status = status;
  }
}
class BadRequestError extends ApiError {}
class AuthenticationError extends ApiError {}
class NotFoundError extends ApiError {}
class RateLimitError extends ApiError {}
class ServerError extends ApiError {}

const classes = { 400: BadRequestError, 401: AuthenticationError, 404: NotFoundError, 429: RateLimitError };

class Shop {
  constructor(options) {
    this.options = options;
  }

  listItems({ limit } = {}, signal) {
    return this.send('GET', limit === undefined ? '/v1/items' : `/v1/items?limit=${limit}`, undefined, signal);
  }

  createItem(item, signal) {
    return this.send('POST', '/v1/items', item, signal);
  }

  async send(method, path, body, signal) {
    const { maxRetries = 2 } = this.options;
    for (let retry = 0; ; retry++) {
      const response = await this.attempt(method, path, body, signal);
      if (response.ok) return decoded(response);
      const retried = response.status === 429 || response.status >= 500;
      if (!retried || retry >= maxRetries) throw await errorOf(response);
      await response.body?.cancel();
      const hint = Number(response.headers.get('retry-after') ?? 'none');
      const ms = Number.isFinite(hint) && hint > 0 ? Math.min(hint * 1000, 60_000) : 500 * 2 ** retry;
      await new Promise((resolve) => setTimeout(resolve, ms));
      signal?.throwIfAborted();
    }
  }

  async attempt(method, path, body, signal) {
    const { baseUrl, apiKey, timeoutMs = 30_000 } = this.options;
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    const onAbort = () => ending.abort(signal.reason);
    signal?.addEventListener('abort', onAbort);
    try {
      return await fetch(`${baseUrl.replace(/\/$/, '')}${path}`, {
        method,
        headers: { authorization: `Bearer ${apiKey}`, ...(body && { 'content-type': 'application/json' }) },
        body: body && JSON.stringify(body),
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

async function decoded(response) {
  try {
    const text = await response.text();
    return text === '' ? null : JSON.parse(text);
  } catch (cause) {
    throw new ApiError('the answer is no JSON', response.status, { cause });
  }
}

async function errorOf(response) {
  const Class = classes[response.status] ?? (response.status >= 500 ? ServerError : ApiError);
  let message = `${response.status} ${response.statusText}`.trim();
  try {
    const said = JSON.parse(await response.text())?.error?.message;
    if (typeof said === 'string') message = said;
  } catch {
    // A body that is no JSON says nothing.
  }
  return new Class(message, response.status);
}

module.exports = {
  Shop,
  ApiError,
  BadRequestError,
  AuthenticationError,
  NotFoundError,
  RateLimitError,
  ServerError,
};
