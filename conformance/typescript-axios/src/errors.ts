export interface ErrorDetails {
  readonly statusCode?: number;
  /** Seconds. */
  readonly retryAfter?: number | null;
  readonly cause?: unknown;
}

/** Every error of this SDK; network faults, timeouts and what has no class of its own are raised as such. */
export class FoilEngineError extends Error {
  /** HTTP status; null where no response decided. */
  readonly statusCode: number | null;
  /** Seconds that the server asked to wait; null where it gave no usable hint. */
  readonly retryAfter: number | null;

  constructor(message: string, { statusCode, retryAfter, cause }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.statusCode = statusCode ?? null;
    this.retryAfter = retryAfter ?? null;
  }

  toJSON(): object {
    const { name, message, statusCode, retryAfter } = this;
    return { name, message, statusCode, retryAfter };
  }
}

export class BadRequestError extends FoilEngineError {}
export class AuthenticationError extends FoilEngineError {}
export class ForbiddenError extends FoilEngineError {}
export class NotFoundError extends FoilEngineError {}
export class RateLimitError extends FoilEngineError {}
export class ServerError extends FoilEngineError {}

/** The class that a status raises. */
export function errorClass(status: number): typeof FoilEngineError {
  switch (status) {
    case 400:
      return BadRequestError;
    case 401:
      return AuthenticationError;
    case 403:
      return ForbiddenError;
    case 404:
      return NotFoundError;
    case 429:
      return RateLimitError;
    default:
      return status >= 500 ? ServerError : FoilEngineError;
  }
}
