export interface ErrorDetails {
  /** HTTP status; null where no response decided. */
  readonly statusCode?: number | null;
  /** Seconds that the server asked to wait; null where it gave no usable hint. */
  readonly retryAfter?: number | null;
  readonly cause?: unknown;
}

/** Every error of this SDK: raised as such for what has no class of its own, network faults and timeouts among it. */
export class FoilEngineError extends Error {
  readonly statusCode: number | null;
  readonly retryAfter: number | null;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.statusCode = details.statusCode ?? null;
    this.retryAfter = details.retryAfter ?? null;
  }

  toJSON(): { name: string; message: string; statusCode: number | null; retryAfter: number | null } {
    return { name: this.name, message: this.message, statusCode: this.statusCode, retryAfter: this.retryAfter };
  }
}

/** 400: the request is not as the API wants it. */
export class BadRequestError extends FoilEngineError {}
/** 401: a key or token is missing or invalid. */
export class AuthenticationError extends FoilEngineError {}
/** 403: the persona is not yours, or not published. */
export class ForbiddenError extends FoilEngineError {}
/** 404: no such persona, session or machine. */
export class NotFoundError extends FoilEngineError {}
/** 429: the rate limit is exceeded. */
export class RateLimitError extends FoilEngineError {}
/** 500 and above. */
export class ServerError extends FoilEngineError {}

export type ErrorConstructor = new (message: string, details?: ErrorDetails) => FoilEngineError;

const classes: ReadonlyMap<number, ErrorConstructor> = new Map([
  [400, BadRequestError],
  [401, AuthenticationError],
  [403, ForbiddenError],
  [404, NotFoundError],
  [429, RateLimitError],
]);

/** The class that a status raises. */
export function errorForStatus(status: number): ErrorConstructor {
  return classes.get(status) ?? (status >= 500 ? ServerError : FoilEngineError);
}
