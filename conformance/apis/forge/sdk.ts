import { below, call, jsonOf, type Met, member, type Outcome, type Rules, textOf } from '../calls.js';

export class HttpError extends Error {
  readonly documentationUrl: string | null;
  readonly response: { readonly headers: Readonly<Record<string, string>> };

  constructor(
    message: string,
    readonly status: number | null,
    headers: Headers | null,
    body: unknown,
    options: ErrorOptions = {},
  ) {
    super(message, options);
    this.name = 'HttpError';
    this.documentationUrl = textOf(member(body, 'documentation_url'));
    this.response = { headers: Object.fromEntries(headers ?? []) };
  }
}
class RateLimitError extends HttpError {}
class SecondaryLimitError extends HttpError {}
class ForbiddenError extends HttpError {}
class NotFoundError extends HttpError {}
class ServerError extends HttpError {}

type Answer = Extract<Met, { kind: 'answer' }>;

/** What the SDK does by rule, and mutants do otherwise. */
export interface ForgeRules {
  readonly class403: (headers: Headers) => typeof HttpError;
  readonly isRetried403: (headers: Headers) => boolean;
  readonly isRetried409: (body: unknown) => boolean;
  readonly defaultTimeoutMs: number;
  readonly versionOf: (given: string | undefined) => string | undefined;
  readonly backoffMs: (retry: number) => number;
  readonly name: string;
  readonly timeoutError: (cause: unknown) => Error;
  readonly kept: (headers: Headers) => Headers | null;
}

export const forbidden: typeof HttpError = ForbiddenError;
export const limited: typeof HttpError = RateLimitError;

export const rules: ForgeRules = {
  class403: (headers) => {
    if (headers.get('x-ratelimit-remaining') === '0') return RateLimitError;
    return headers.has('retry-after') ? SecondaryLimitError : ForbiddenError;
  },
  isRetried403: (headers) => headers.has('retry-after'),
  isRetried409: (body) => member(body, 'locked') === true,
  defaultTimeoutMs: Number.POSITIVE_INFINITY,
  versionOf: (given) => given ?? '2022-11-28',
  backoffMs: (retry) => 1000 * (retry + 1) ** 2,
  name: 'HttpError',
  timeoutError: (cause) => new DOMException('The request took too long.', { name: 'TimeoutError', cause }),
  kept: (headers) => headers,
};

export interface ForgeOptions {
  readonly baseUrl: string;
  readonly token: string;
  /** Of the API; the one that this SDK was written for where none is given. */
  readonly version?: string | undefined;
  readonly maxRetries?: number | undefined;
  readonly timeoutMs?: number | undefined;
  readonly rules?: ForgeRules;
}

function classOf(own: ForgeRules, { status, headers }: Answer): typeof HttpError {
  if (status === 403) return own.class403(headers);
  if (status === 404) return NotFoundError;
  if (status === 429) return RateLimitError;
  return status >= 500 ? ServerError : HttpError;
}

function outcomeBy(own: ForgeRules, met: Met): Outcome {
  if (met.kind === 'fault') {
    const error = met.timedOut
      ? own.timeoutError(met.cause)
      : new HttpError('The connection failed.', null, null, null, { cause: met.cause });
    return { error };
  }
  if (met.kind === 'cut')
    return { error: new HttpError('The answer broke off.', met.status, null, null, { cause: met.cause }) };
  const body = jsonOf(met.text);
  if (met.status < 200 || met.status > 299) {
    const message = textOf(member(body, 'message')) ?? (met.text.trim() === '' ? met.statusText : met.text);
    const error = new (classOf(own, met))(message, met.status, own.kept(met.headers), body);
    error.name = own.name;
    return { error };
  }
  if (met.text === '') return { value: null };
  return body === undefined ? { error: new HttpError('No JSON.', met.status, met.headers, null) } : { value: body };
}

function isRetriedBy(own: ForgeRules, met: Met): boolean {
  if (met.kind === 'fault') return !met.timedOut;
  if (met.kind === 'cut') return false;
  if (met.status === 409) return own.isRetried409(jsonOf(met.text));
  return met.status === 403 ? own.isRetried403(met.headers) : met.status === 429 || met.status >= 500;
}

export class Forge {
  readonly #options: ForgeOptions;
  readonly #rules: Rules;

  constructor(options: ForgeOptions) {
    const own = options.rules ?? rules;
    this.#options = options;
    this.#rules = {
      maxRetries: options.maxRetries ?? 2,
      timeoutMs: options.timeoutMs ?? own.defaultTimeoutMs,
      outcome: (met) => outcomeBy(own, met),
      isRetried: (met) => isRetriedBy(own, met),
      delayMs: (met, retry) => {
        const hinted = met.kind === 'answer' && (met.status === 403 || met.status === 429);
        const hint = hinted ? (met.headers.get('retry-after')?.trim() ?? '') : '';
        return /^[1-9]\d*$/.test(hint) && Number(hint) <= 60 ? Number(hint) * 1000 : own.backoffMs(retry);
      },
    };
  }

  getRepo({ owner, repo }: { owner: string; repo: string }): Promise<unknown> {
    return this.#send('GET', `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`);
  }

  createIssue({ owner, repo, ...body }: { owner: string; repo: string; title: string }): Promise<unknown> {
    return this.#send('POST', `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}/issues`, body);
  }

  #send(method: string, path: string, body?: object): Promise<unknown> {
    const { baseUrl, token, version, rules: own = rules } = this.#options;
    const used = own.versionOf(version);
    const headers = { authorization: `token ${token}`, ...(used === undefined ? {} : { 'x-forge-version': used }) };
    const sent = { method, url: below(baseUrl, path), headers };
    return call(body === undefined ? sent : { ...sent, body }, this.#rules);
  }
}
