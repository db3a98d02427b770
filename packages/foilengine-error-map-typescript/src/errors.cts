/** What an error is made with, beside its message. A class takes what it has a field for. */
export interface ErrorDetails {
  /** HTTP status of the response; null where no response decided. */
  readonly statusCode?: number | null | undefined;
  /** Seconds that the server asked to wait; null where it gave no usable hint. */
  readonly retryAfter?: number | null | undefined;
  /** The error behind this one. */
  readonly cause?: unknown;
}

// Copies of this package in one process (ESM and CJS, or two versions) have classes of their own: the brand, shared by
// all copies, lets `instanceof` of one know the errors of another.
function brand(type: ErrorClass, id: string, name: string): void {
  const key = Symbol.for(`@sdk-conformance/foilengine-error-map-typescript/${id}`);
  Object.defineProperty(type.prototype, key, { value: true });
  Object.defineProperty(type.prototype, 'name', { value: name, configurable: true, writable: true });
  Object.defineProperty(type, Symbol.hasInstance, {
    value(this: unknown, thing: unknown): boolean {
      // A class below inherits this method, and is asked as any class is.
      if (this !== type) return Function.prototype[Symbol.hasInstance].call(this, thing);
      return typeof thing === 'object' && thing !== null && key in thing;
    },
  });
}

/** Base class of every error of the Foil Engine API; raised as such where no class of its own fits. */
export class FoilEngineError extends Error {
  declare readonly name: string;
  /** HTTP status of the response; null where no response decided. */
  readonly statusCode: number | null;

  static {
    brand(this, 'FoilEngine', 'FoilEngineError');
  }

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.statusCode = details.statusCode ?? null;
  }

  /** What a log shows of the error. */
  toJSON(): Readonly<Record<string, unknown>> {
    return { name: this.name, message: this.message, statusCode: this.statusCode };
  }
}

/**
 * 400 Bad Request.
 *
 * Common causes: Invalid UUID format, missing required fields, invalid player_gender value, malformed JSON body.
 *
 * Resolution: Check the request body matches the expected schema. Verify UUID format for persona and machine
 * IDs.
 */
export class BadRequestError extends FoilEngineError {
  declare readonly name: 'BadRequestError';

  static {
    brand(this, 'BadRequest', 'BadRequestError');
  }
}

/**
 * 401 Unauthorized.
 *
 * Common causes: Missing or invalid JWT token, missing or invalid API key, invalid LLM API key.
 *
 * Resolution: For web API: check Authorization: Bearer header. For SDK: check X-API-Key and X-LLM-API-Key
 * headers.
 */
export class AuthenticationError extends FoilEngineError {
  declare readonly name: 'AuthenticationError';

  static {
    brand(this, 'Authentication', 'AuthenticationError');
  }
}

/**
 * 403 Forbidden.
 *
 * Common causes: Accessing another user's persona via SDK, accessing an unpublished persona, non-admin accessing
 * admin endpoints.
 *
 * Resolution: Ensure you own the persona and it is published. Use personas.list() to see accessible personas.
 */
export class ForbiddenError extends FoilEngineError {
  declare readonly name: 'ForbiddenError';

  static {
    brand(this, 'Forbidden', 'ForbiddenError');
  }
}

/**
 * 404 Not Found.
 *
 * Common causes: Persona ID doesn't exist, session not found, machine ID doesn't exist.
 *
 * Resolution: Verify the ID exists. For sessions, use get_session() to check before sending messages.
 */
export class NotFoundError extends FoilEngineError {
  declare readonly name: 'NotFoundError';

  static {
    brand(this, 'NotFound', 'NotFoundError');
  }
}

/**
 * 429 Too Many Requests.
 *
 * Common causes: Rate limit exceeded.
 *
 * Resolution: Wait for the Retry-After header duration. SDKs auto-retry with exponential backoff.
 */
export class RateLimitError extends FoilEngineError {
  declare readonly name: 'RateLimitError';
  /** Seconds that the server asked to wait; null where it gave no usable hint. */
  readonly retryAfter: number | null;

  static {
    brand(this, 'RateLimit', 'RateLimitError');
  }

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details);
    this.retryAfter = details.retryAfter ?? null;
  }

  /** What a log shows of the error. */
  toJSON(): Readonly<Record<string, unknown>> {
    return { name: this.name, message: this.message, statusCode: this.statusCode, retryAfter: this.retryAfter };
  }
}

/**
 * 500 Internal Server Error; 503 Service Unavailable; 500+.
 *
 * 500 Internal Server Error. Common causes: Unexpected server error, LLM provider outage, database error.
 * Resolution: Retry the request. If persistent, check your LLM provider's status page. SDKs auto-retry on 5xx
 * errors.
 *
 * 503 Service Unavailable. Common causes: Server is temporarily overloaded or under maintenance. Resolution:
 * Retry after a short delay. SDKs handle this automatically.
 */
export class ServerError extends FoilEngineError {
  declare readonly name: 'ServerError';

  static {
    brand(this, 'Server', 'ServerError');
  }
}

/** Names of all error classes. */
export type ErrorName =
  | 'FoilEngineError'
  | 'BadRequestError'
  | 'AuthenticationError'
  | 'ForbiddenError'
  | 'NotFoundError'
  | 'RateLimitError'
  | 'ServerError';

/** The error classes by their names. */
export const ERROR_CLASSES = {
  FoilEngineError,
  BadRequestError,
  AuthenticationError,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  ServerError,
} as const;

/**
 * An error of a class, and of none below it. As a union of all: a switch on `name` narrows it, and can be seen
 * to miss none.
 */
export type ErrorOf<N extends ErrorName = ErrorName> = {
  [K in N]: InstanceType<(typeof ERROR_CLASSES)[K]> & { readonly name: K };
}[N];

/** Whether it is an error of the API, of whichever copy of this package; a class of your own is none. */
export function isErrorOf(thing: unknown): thing is ErrorOf;
export function isErrorOf<N extends ErrorName>(thing: unknown, name: N): thing is ErrorOf<N>;
export function isErrorOf(thing: unknown, name?: ErrorName): thing is ErrorOf {
  if (!(thing instanceof FoilEngineError)) return false;
  return name === undefined ? Object.prototype.hasOwnProperty.call(ERROR_CLASSES, thing.name) : thing.name === name;
}

/** Any of the error classes. */
export type ErrorClass = new (message: string, details?: ErrorDetails) => FoilEngineError;
