import { below, call, jsonOf, type Met, member, type Outcome, type Rules, textOf } from '../calls.js';

export interface Carried {
  readonly statusCode?: number;
  readonly requestId?: string | null;
  readonly code?: string | null;
  readonly details?: { readonly param: unknown };
  readonly raw?: string;
  readonly detail?: unknown;
}

export class TillError extends Error {
  readonly statusCode: number | null;
  readonly requestId: string | null;
  readonly code: string | null;
  readonly details: { readonly param: unknown };
  readonly raw: string | null;
  readonly detail: unknown;

  constructor(message: string, type: string | null, carried: Carried) {
    super(message);
    this.name = type ?? 'till_error';
    this.statusCode = carried.statusCode ?? null;
    this.requestId = carried.requestId ?? null;
    this.code = carried.code ?? null;
    this.details = carried.details ?? { param: null };
    this.raw = carried.raw ?? null;
    this.detail = carried.detail ?? null;
  }
}
class InvalidRequestError extends TillError {}
class AuthenticationError extends TillError {}
class CardError extends TillError {}
class RateLimitError extends TillError {}
class APIError extends TillError {}
class OAuthError extends TillError {}
class ConnectionError extends TillError {}

type Answer = Extract<Met, { kind: 'answer' }>;
type ErrorClass = typeof TillError;

/** What the SDK does by rule, and mutants do otherwise. */
export interface TillRules {
  readonly codeOf: (body: unknown) => string | null;
  readonly classOf: (status: number, code: string | null, body: unknown) => ErrorClass;
  readonly retriedByCode: (code: string | null) => boolean | null;
  readonly ofCut: ErrorClass;
  readonly ofNoJson: (status: number) => ErrorClass;
  readonly carried: (answer: Answer, body: unknown, code: string | null) => Carried;
  readonly typeOf: (body: unknown) => string | null;
  readonly isFailure: (status: number) => boolean;
  readonly retriesFault: (cause: unknown) => boolean;
  readonly written: (body: Fields) => object | string;
  /** A header value for each attempt of a call. */
  readonly idempotencyKey: () => () => string;
  readonly delayMs: (retry: number) => number;
  /** User and password of Basic authentication. */
  readonly user: (key: string) => string;
  /** Sets whom it trusts, before each call. */
  readonly trust: () => void;
}

/** What a body holds. */
export type Fields = Readonly<Record<string, unknown>>;

/** A body as a form: what is inside of objects in brackets, and a list by its name again and again. */
export function formOf(
  body: Fields,
  inside = (name: string, key: string) => `${name}[${key}]`,
  entry = (name: string, _place: number) => name,
): string {
  const pairs = (name: string, value: unknown): [string, string][] => {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value.flatMap((inner, place) => pairs(entry(name, place), inner));
    if (typeof value !== 'object' || value === null) return [[name, String(value)]];
    return Object.entries(value).flatMap(([key, inner]) => pairs(inside(name, key), inner));
  };
  return new URLSearchParams(Object.entries(body).flatMap(([name, value]) => pairs(name, value))).toString();
}

/** What the system calls the fault of a connection. */
export function codeOf(cause: unknown): string {
  return textOf(member(cause, 'cause', 'code')) ?? '';
}

const byCode: Readonly<Record<string, ErrorClass>> = {
  card_declined: CardError,
  rate_limit: RateLimitError,
  lock_timeout: APIError,
};
const retried: Readonly<Record<string, boolean>> = {
  card_declined: false,
  rate_limit: true,
  lock_timeout: true,
  idempotency_key_in_use: true,
};
const byStatus: Readonly<Record<number, ErrorClass>> = {
  400: InvalidRequestError,
  401: AuthenticationError,
  402: CardError,
  404: InvalidRequestError,
  429: RateLimitError,
};

export function ofStatus(status: number): ErrorClass {
  return byStatus[status] ?? APIError;
}

export const rules: TillRules = {
  codeOf: (body) => textOf(member(body, 'error', 'code')) ?? textOf(member(body, 'error')),
  classOf: (status, code, body) =>
    byCode[code ?? ''] ??
    (typeof member(body, 'error') === 'string' && retried[code ?? ''] === undefined ? OAuthError : ofStatus(status)),
  retriedByCode: (code) => retried[code ?? ''] ?? null,
  ofCut: ConnectionError,
  ofNoJson: () => APIError,
  carried: ({ status, headers, text }, body, code) => ({
    statusCode: status,
    requestId: headers.get('request-id') ?? headers.get('x-trace-id'),
    code,
    details: { param: member(body, 'error', 'param') ?? null },
    raw: text,
  }),
  typeOf: (body) => textOf(member(body, 'error', 'type')),
  isFailure: (status) => status < 200 || status > 299,
  // A certificate is no better the next time.
  retriesFault: (cause) => !/CERT|SSL|TLS/.test(codeOf(cause)),
  written: (body) => formOf(body),
  idempotencyKey: () => {
    const key = crypto.randomUUID();
    return () => key;
  },
  delayMs: (retry) => Math.max(150, Math.min(1000, 100 * 2 ** retry)),
  user: (key) => `${key}:`,
  trust: () => {},
};

export interface TillOptions {
  readonly baseUrl: string;
  readonly key: string;
  readonly maxRetries?: number | undefined;
  readonly timeoutMs?: number | undefined;
  readonly rules?: TillRules;
}

function outcomeBy(own: TillRules, met: Met): Outcome {
  if (met.kind === 'fault')
    return { error: new ConnectionError('The connection failed.', null, { detail: met.cause }) };
  if (met.kind === 'cut') return { error: new own.ofCut('The answer broke off.', null, { detail: met.cause }) };
  const { status, statusText, text } = met;
  const body = jsonOf(text);
  if (!own.isFailure(status))
    return body === undefined ? { error: new APIError('The answer is no JSON.', null, {}) } : { value: body };
  if (body === undefined) return { error: new (own.ofNoJson(status))('The answer is no JSON.', null, {}) };
  const code = own.codeOf(body);
  const Class = own.classOf(status, code, body);
  const message = textOf(member(body, 'error', 'message')) ?? statusText;
  return { error: new Class(message, own.typeOf(body), own.carried(met, body, code)) };
}

function isRetriedBy(own: TillRules, met: Met): boolean {
  if (met.kind === 'fault') return own.retriesFault(met.cause);
  if (!own.isFailure(met.status)) return false;
  const code = met.kind === 'answer' ? own.codeOf(jsonOf(met.text)) : null;
  return own.retriedByCode(code) ?? (met.status === 409 || met.status === 429 || met.status >= 500);
}

export class Till {
  readonly #options: TillOptions;
  readonly #rules: Rules;

  constructor(options: TillOptions) {
    const own = options.rules ?? rules;
    this.#options = options;
    this.#rules = {
      maxRetries: options.maxRetries ?? 2,
      timeoutMs: options.timeoutMs ?? 5000,
      outcome: (met) => outcomeBy(own, met),
      isRetried: (met) => isRetriedBy(own, met),
      delayMs: (_, retry) => own.delayMs(retry),
    };
  }

  retrieveCharge({ charge }: { charge: string }): Promise<unknown> {
    return this.#send('GET', `/v1/charges/${encodeURIComponent(charge)}`);
  }

  createCharge(body: { amount: number; card: string; metadata?: object; tags?: readonly string[] }): Promise<unknown> {
    return this.#send('POST', '/v1/charges', body);
  }

  #send(method: string, path: string, body?: Fields): Promise<unknown> {
    const { baseUrl, key } = this.#options;
    const own = this.#options.rules ?? rules;
    const authorization = `Basic ${btoa(own.user(key))}`;
    const sent = { method, url: below(baseUrl, path), headers: { authorization } };
    own.trust();
    if (body === undefined) return call(sent, this.#rules);
    const keyOf = own.idempotencyKey();
    // Each attempt reads the headers anew.
    const headers = {
      authorization,
      get 'idempotency-key'() {
        return keyOf();
      },
    };
    return call({ ...sent, headers, body: own.written(body) }, this.#rules);
  }
}
