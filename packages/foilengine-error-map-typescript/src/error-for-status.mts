import { type ErrorClass, AuthenticationError, BadRequestError, FoilEngineError, ForbiddenError, NotFoundError, RateLimitError, ServerError } from './errors.mjs';
import type { StatusCode } from './statuses.mjs';

const byCode = {
  200: null,
  204: null,
  400: BadRequestError,
  401: AuthenticationError,
  403: ForbiddenError,
  404: NotFoundError,
  429: RateLimitError,
  500: ServerError,
  503: ServerError,
} as const;

/** The class that a status of the table raises; null where it is a success. */
export type ErrorForStatus<S extends StatusCode> = (typeof byCode)[S];

/** The class that a status raises; null where it is a success. */
export function errorForStatus<S extends StatusCode>(status: S): ErrorForStatus<S>;
export function errorForStatus(status: number): ErrorClass | null;
export function errorForStatus(status: number): ErrorClass | null {
  if (typeof status !== 'number') return FoilEngineError;
  const named = (byCode as Readonly<Record<number, ErrorClass | null>>)[status];
  if (named !== undefined) return named;
  if (500 <= status && status <= 999) return ServerError;
  if (200 <= status && status <= 299) return null;
  return FoilEngineError;
}
