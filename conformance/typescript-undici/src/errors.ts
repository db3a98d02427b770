interface Details {
  readonly statusCode?: number | undefined;
  readonly retryAfter?: number | null | undefined;
  readonly cause?: unknown;
}

/** Every error of this SDK. Raised as such where no class below fits: network faults, timeouts, other statuses. */
export class FoilEngineError extends Error {
  override readonly name: string = 'FoilEngineError';
  /** HTTP status; null without one. */
  readonly statusCode: number | null;
  /** Seconds the server asked to wait; null where it gave no usable hint. */
  readonly retryAfter: number | null;

  constructor(message: string, details: Details = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.statusCode = details.statusCode ?? null;
    this.retryAfter = details.retryAfter ?? null;
  }
}

export class BadRequestError extends FoilEngineError {
  override readonly name = 'BadRequestError';
}

export class AuthenticationError extends FoilEngineError {
  override readonly name = 'AuthenticationError';
}

export class ForbiddenError extends FoilEngineError {
  override readonly name = 'ForbiddenError';
}

export class NotFoundError extends FoilEngineError {
  override readonly name = 'NotFoundError';
}

export class RateLimitError extends FoilEngineError {
  override readonly name = 'RateLimitError';
}

export class ServerError extends FoilEngineError {
  override readonly name = 'ServerError';
}

const byStatus: Readonly<Record<number, typeof FoilEngineError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: ForbiddenError,
  404: NotFoundError,
  429: RateLimitError,
};

/** The class that a status raises. */
export function classFor(status: number): typeof FoilEngineError {
  return byStatus[status] ?? (status >= 500 ? ServerError : FoilEngineError);
}
