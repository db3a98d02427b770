import {
  AuthenticationError,
  BadRequestError,
  FoilEngineError,
} from '@sdk-conformance/foilengine-error-map-typescript';
import type { Mutant } from './mutant.js';

class ForbiddenError extends AuthenticationError {}

class RetriesExhaustedError extends FoilEngineError {
  override readonly name = 'RetriesExhaustedError';
}

export const status: readonly Mutant[] = [
  {
    name: 'unavailable-not-retried',
    defect: '503 is not retried',
    breaks: 'retry.status',
    cause: 'doesNotRetry',
    scope: { answer: '503' },
    seams: (sound) => ({ retryableStatus: (code) => code !== 503 && sound.retryableStatus(code) }),
  },
  {
    name: 'rate-limit-not-retried',
    defect: '429 is not retried',
    breaks: 'retry.status',
    cause: 'doesNotRetry',
    scope: { answer: '429' },
    seams: () => ({ retryableStatus: (code) => code >= 500 }),
  },
  {
    name: 'gateway-errors-not-retried',
    defect: 'of the 5xx only 500 and 503 are retried',
    breaks: 'retry.status',
    cause: 'doesNotRetry',
    seams: () => ({ retryableStatus: (code) => [429, 500, 503].includes(code) }),
  },
  {
    name: 'client-errors-retried',
    defect: 'every 4xx is retried',
    breaks: 'retry.status',
    cause: 'retries',
    scope: { class: '4xx' },
    seams: () => ({ retryableStatus: (code) => code >= 400 }),
  },
  {
    name: 'conflict-retried',
    defect: '408 and 409 are retried, as other SDKs do',
    breaks: 'retry.status',
    cause: 'retries',
    scope: { answer: '409' },
    seams: (sound) => ({ retryableStatus: (code) => [408, 409].includes(code) || sound.retryableStatus(code) }),
  },
  {
    name: 'decision-frozen',
    defect: 'once one failure was worth a retry, all that follow are',
    breaks: 'retry.status',
    cause: 'decidesOnce',
    seams: (sound) => {
      let later = false;
      return {
        mayRetry: (retriesDone, maxRetries) => {
          later = retriesDone > 0;
          return sound.mayRetry(retriesDone, maxRetries);
        },
        retryable: (failure, statusIsRetryable) => later || sound.retryable(failure, statusIsRetryable),
      };
    },
  },
  {
    name: 'forbidden-is-base',
    defect: '403 raises the base class',
    breaks: 'error.class',
    cause: 'raisesOther',
    scope: { answer: '403' },
    seams: (sound) => ({ classify: (code) => (code === 403 ? FoilEngineError : sound.classify(code)) }),
  },
  {
    name: 'only-500-is-server-error',
    defect: '5xx other than 500 raise the base class',
    breaks: 'error.class',
    cause: 'raisesOther',
    seams: (sound) => ({ classify: (code) => (code > 500 ? FoilEngineError : sound.classify(code)) }),
  },
  {
    name: 'forbidden-is-authentication-too',
    defect: 'the class of 403 extends AuthenticationError, so that a handler of 401 takes it for its own',
    breaks: 'error.class',
    cause: 'classExtendsOther',
    seams: (sound) => ({ classify: (code) => (code === 403 ? ForbiddenError : sound.classify(code)) }),
  },
  {
    name: 'beyond-599-is-base',
    defect: 'a status above 599 raises the base class',
    breaks: 'error.class',
    cause: 'raisesOther',
    scope: { answer: '600' },
    seams: (sound) => ({ classify: (code) => (code > 599 ? FoilEngineError : sound.classify(code)) }),
  },
  {
    name: 'every-4xx-is-bad-request',
    defect: 'a 4xx outside the table raises BadRequestError',
    breaks: 'error.class',
    cause: 'raisesOther',
    seams: (sound) => ({
      classify: (code) =>
        code >= 400 && code < 500 && sound.classify(code) === FoilEngineError ? BadRequestError : sound.classify(code),
    }),
  },
  {
    name: 'exhausted-wrong-error',
    defect: 'when retries are used up, a wrapper is raised instead of the last error',
    breaks: 'error.class',
    cause: 'raisesOther',
    seams: (sound) => {
      let exhausted = false;
      return {
        mayRetry: (retriesDone, maxRetries) => {
          exhausted = retriesDone > 0 && !sound.mayRetry(retriesDone, maxRetries);
          return !exhausted && sound.mayRetry(retriesDone, maxRetries);
        },
        toError: (failure, config, seams) => {
          const last = sound.toError(failure, config, seams);
          return exhausted ? new RetriesExhaustedError('All retries failed', { cause: last }) : last;
        },
      };
    },
  },
];
