import { type ErrorClass, FoilEngineError } from '@sdk-conformance/foilengine-error-map-typescript';
import type { Config } from './config.js';
import type { Failure } from './failure.js';
import { serverMessage } from './message.js';

function code(cause: unknown): string {
  for (let at: unknown = cause; at instanceof Error; at = at.cause) {
    const found: unknown = Reflect.get(at, 'code');
    if (typeof found === 'string') return ` (${found})`;
  }
  return '';
}

/** The parts of the SDK that an error is made with. */
export interface ErrorParts {
  /** The class that a status raises; null where it is a success. */
  classify(status: number): ErrorClass | null;
  message(text: string | null, status: number, reason: string): string;
  bound(text: string): string;
  redact(text: string, secrets: readonly string[]): string;
}

/** The error that a failure raises. */
export function toError(failure: Failure, config: Config, parts: ErrorParts): Error {
  const words = (text: string): string => parts.bound(parts.redact(text, config.secrets));
  switch (failure.kind) {
    case 'status': {
      const { status, reason, retryAfter, text } = failure;
      const Raised = parts.classify(status) ?? FoilEngineError;
      return new Raised(words(parts.message(text, status, reason)), { statusCode: status, retryAfter });
    }
    case 'network':
      return new FoilEngineError(`The server could not be reached${code(failure.cause)}`, { cause: failure.cause });
    case 'timeout':
      return new FoilEngineError(`The server did not answer within ${config.timeoutMs} ms`, { cause: failure.cause });
    case 'cut':
      return new FoilEngineError(`The response broke off${code(failure.cause)}`, { cause: failure.cause });
    case 'decode':
      return new FoilEngineError('The response is not JSON', { statusCode: failure.status, cause: failure.cause });
    case 'errorEvent':
      return new FoilEngineError(words(serverMessage(failure.data) ?? 'The stream ended with an error'));
    case 'unfinished':
      return new FoilEngineError('The stream ended before it was complete');
  }
}

/** The error that an abort raises. */
export function abortError(reason: unknown): Error {
  return new FoilEngineError('The call was aborted', { cause: reason });
}
