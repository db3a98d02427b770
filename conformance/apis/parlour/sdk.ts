import { below, call, jsonOf, type Met, member, type Outcome, type Rules, textOf } from '../calls.js';

export class ParlourError extends Error {
  constructor(
    message: string,
    readonly code: string | null,
    readonly data: unknown,
    options: ErrorOptions = {},
  ) {
    super(message, options);
  }
}
class PlatformError extends ParlourError {}
class AuthError extends PlatformError {}
class RateLimitError extends PlatformError {}
class RequestError extends ParlourError {}
class HTTPError extends ParlourError {
  constructor(
    message: string,
    readonly statusCode: number,
    data: unknown,
  ) {
    super(message, null, data);
  }
}

/** What the SDK does by rule, and mutants do otherwise. */
export interface ParlourRules {
  readonly tellsOfFailure: (body: unknown) => boolean;
  readonly classOf: (code: string | null) => typeof PlatformError;
  readonly isRetriedCode: (code: string | null) => boolean;
  readonly codeOf: (body: unknown) => string | null;
  /** ms before a retry where the server gave no hint; null: none. */
  readonly withoutHintMs: () => number | null;
}

const classes: Readonly<Record<string, typeof PlatformError>> = {
  invalid_auth: AuthError,
  ratelimited: RateLimitError,
};

export const rules: ParlourRules = {
  tellsOfFailure: (body) => member(body, 'ok') === false,
  classOf: (code) => classes[code ?? ''] ?? PlatformError,
  isRetriedCode: (code) => code === 'ratelimited',
  codeOf: (body) => textOf(member(body, 'error')),
  withoutHintMs: () => null,
};

export interface ParlourOptions {
  readonly baseUrl: string;
  readonly token: string;
  readonly maxRetries?: number | undefined;
  readonly timeoutMs?: number | undefined;
  readonly rules?: ParlourRules;
}

function outcomeBy(own: ParlourRules, met: Met): Outcome {
  if (met.kind !== 'answer')
    return { error: new RequestError('The request failed.', null, null, { cause: met.cause }) };
  const body = jsonOf(met.text);
  if (met.status < 200 || met.status > 299) return { error: new HTTPError(met.statusText, met.status, met.text) };
  if (body === undefined) return { error: new RequestError('The answer is no JSON.', null, null) };
  if (!own.tellsOfFailure(body)) return { value: body };
  const code = own.codeOf(body);
  return { error: new (own.classOf(code))(`The platform says ${code}.`, code, met.text) };
}

function isRetriedBy(own: ParlourRules, met: Met): boolean {
  if (met.kind !== 'answer') return met.kind === 'fault';
  if (met.status === 429 || met.status >= 500) return true;
  const body = jsonOf(met.text);
  return met.status < 300 && own.tellsOfFailure(body) && own.isRetriedCode(own.codeOf(body));
}

function delayBy(own: ParlourRules, met: Met, retry: number): number | null {
  const backoff = 200 * 2 ** retry;
  if (met.kind !== 'answer' || met.status !== 429) return backoff;
  const hint = met.headers.get('retry-after')?.trim() ?? '';
  if (!/^\d+(\.\d+)?$/.test(hint)) return own.withoutHintMs();
  return Number(hint) <= 60 ? Number(hint) * 1000 : null;
}

export class Parlour {
  readonly #options: ParlourOptions;
  readonly #rules: Rules;

  constructor(options: ParlourOptions) {
    const own = options.rules ?? rules;
    this.#options = options;
    this.#rules = {
      maxRetries: options.maxRetries ?? 3,
      timeoutMs: options.timeoutMs ?? 4000,
      outcome: (met) => outcomeBy(own, met),
      isRetried: (met) => isRetriedBy(own, met),
      delayMs: (met, retry) => delayBy(own, met, retry),
    };
  }

  whoAmI(): Promise<unknown> {
    return this.#send('/auth.test', {});
  }

  say(body: { room: string; text: string }): Promise<unknown> {
    return this.#send('/chat.say', body);
  }

  #send(path: string, body: object): Promise<unknown> {
    const { baseUrl, token } = this.#options;
    return call(
      { method: 'POST', url: below(baseUrl, path), headers: { authorization: `Bearer ${token}` }, body },
      this.#rules,
    );
  }
}
