import type { ErrorName } from './errors.mjs';

/** A row of the status table. */
export interface StatusInfo {
  readonly meaning: string | null;
  readonly causes: readonly string[];
  readonly resolution: string | null;
  /** The name of the class that the status raises; null for a success. */
  readonly error: ErrorName | null;
  /** Null: the API leaves it open. */
  readonly retryable: boolean | null;
}

const table = {
  /**
   * 200 OK.
   *
   * Common causes: Request succeeded.
   */
  200: {
    meaning: 'OK',
    causes: ['Request succeeded'],
    resolution: null,
    error: null,
    retryable: false,
  },
  /**
   * 204 No Content.
   *
   * Common causes: Successful delete operation.
   */
  204: {
    meaning: 'No Content',
    causes: ['Successful delete operation'],
    resolution: null,
    error: null,
    retryable: false,
  },
  /**
   * 400 Bad Request.
   *
   * Common causes: Invalid UUID format, missing required fields, invalid player_gender value, malformed JSON
   * body.
   *
   * Resolution: Check the request body matches the expected schema. Verify UUID format for persona and machine
   * IDs.
   */
  400: {
    meaning: 'Bad Request',
    causes: ['Invalid UUID format', 'missing required fields', 'invalid player_gender value', 'malformed JSON body'],
    resolution: 'Check the request body matches the expected schema. Verify UUID format for persona and machine IDs.',
    error: 'BadRequestError',
    retryable: false,
  },
  /**
   * 401 Unauthorized.
   *
   * Common causes: Missing or invalid JWT token, missing or invalid API key, invalid LLM API key.
   *
   * Resolution: For web API: check Authorization: Bearer header. For SDK: check X-API-Key and X-LLM-API-Key
   * headers.
   */
  401: {
    meaning: 'Unauthorized',
    causes: ['Missing or invalid JWT token', 'missing or invalid API key', 'invalid LLM API key'],
    resolution: 'For web API: check Authorization: Bearer header. For SDK: check X-API-Key and X-LLM-API-Key headers.',
    error: 'AuthenticationError',
    retryable: false,
  },
  /**
   * 403 Forbidden.
   *
   * Common causes: Accessing another user's persona via SDK, accessing an unpublished persona, non-admin
   * accessing admin endpoints.
   *
   * Resolution: Ensure you own the persona and it is published. Use personas.list() to see accessible personas.
   */
  403: {
    meaning: 'Forbidden',
    causes: ['Accessing another user\'s persona via SDK', 'accessing an unpublished persona', 'non-admin accessing admin endpoints'],
    resolution: 'Ensure you own the persona and it is published. Use personas.list() to see accessible personas.',
    error: 'ForbiddenError',
    retryable: false,
  },
  /**
   * 404 Not Found.
   *
   * Common causes: Persona ID doesn't exist, session not found, machine ID doesn't exist.
   *
   * Resolution: Verify the ID exists. For sessions, use get_session() to check before sending messages.
   */
  404: {
    meaning: 'Not Found',
    causes: ['Persona ID doesn\'t exist', 'session not found', 'machine ID doesn\'t exist'],
    resolution: 'Verify the ID exists. For sessions, use get_session() to check before sending messages.',
    error: 'NotFoundError',
    retryable: false,
  },
  /**
   * 429 Too Many Requests.
   *
   * Common causes: Rate limit exceeded.
   *
   * Resolution: Wait for the Retry-After header duration. SDKs auto-retry with exponential backoff.
   */
  429: {
    meaning: 'Too Many Requests',
    causes: ['Rate limit exceeded'],
    resolution: 'Wait for the Retry-After header duration. SDKs auto-retry with exponential backoff.',
    error: 'RateLimitError',
    retryable: true,
  },
  /**
   * 500 Internal Server Error.
   *
   * Common causes: Unexpected server error, LLM provider outage, database error.
   *
   * Resolution: Retry the request. If persistent, check your LLM provider's status page. SDKs auto-retry on 5xx
   * errors.
   */
  500: {
    meaning: 'Internal Server Error',
    causes: ['Unexpected server error', 'LLM provider outage', 'database error'],
    resolution: 'Retry the request. If persistent, check your LLM provider\'s status page. SDKs auto-retry on 5xx errors.',
    error: 'ServerError',
    retryable: true,
  },
  /**
   * 503 Service Unavailable.
   *
   * Common causes: Server is temporarily overloaded or under maintenance.
   *
   * Resolution: Retry after a short delay. SDKs handle this automatically.
   */
  503: {
    meaning: 'Service Unavailable',
    causes: ['Server is temporarily overloaded or under maintenance'],
    resolution: 'Retry after a short delay. SDKs handle this automatically.',
    error: 'ServerError',
    retryable: true,
  },
} as const;

/** The status table: rows by their codes, and undefined for whatever other status a response may have. */
export type StatusTable = typeof table & { readonly [status: number]: StatusInfo | undefined };

/** The status table, by code. */
export const STATUSES: StatusTable = table;

/** Ranges of the status table, for codes that have no row of their own; the first that fits counts. */
export const STATUS_RANGES = [
  { from: 500, to: 999, error: 'ServerError' },
] as const;

/** Codes of the status table. */
export type StatusCode = keyof typeof table;
