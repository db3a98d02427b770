import { FoilEngineError, RateLimitError, ServerError } from '@sdk-conformance/foilengine-error-map-typescript';
import type { Failure } from '../src/failure.js';
import type { Seams } from '../src/seams.js';
import type { Mutant } from './mutant.js';

/** The sound error, changed. */
function changed(change: (error: Error, failure: Failure, secrets: readonly string[]) => Error): Mutant['seams'] {
  return (sound: Seams) => ({
    toError: (failure, config, seams) => change(sound.toError(failure, config, seams), failure, config.secrets),
  });
}

function raw(failure: Failure): Error | undefined {
  return 'cause' in failure && failure.cause instanceof Error ? failure.cause : undefined;
}

class UnreachableError extends ServerError {}

export const error: readonly Mutant[] = [
  {
    name: 'raw-transport-error',
    defect: 'a broken connection raises fetch’s own TypeError',
    breaks: 'error.base',
    cause: 'outsideHierarchy',
    scope: { class: 'network fault' },
    seams: changed((sound, failure) => (failure.kind === 'network' ? (raw(failure) ?? sound) : sound)),
  },
  {
    name: 'raw-timeout',
    defect: 'a timeout raises the abort’s own error',
    breaks: 'error.base',
    cause: 'outsideHierarchy',
    seams: changed((sound, failure) => (failure.kind === 'timeout' ? (raw(failure) ?? sound) : sound)),
  },
  {
    name: 'raw-parse-error',
    defect: 'a success that is not JSON raises a SyntaxError',
    breaks: 'error.base',
    cause: 'outsideHierarchy',
    seams: changed((sound, failure) => (failure.kind === 'decode' ? (raw(failure) ?? sound) : sound)),
  },
  {
    name: 'outside-hierarchy',
    defect: 'RateLimitError does not extend the base class',
    breaks: 'error.base',
    cause: 'outsideHierarchy',
    seams: changed((sound) => {
      if (!(sound instanceof RateLimitError)) return sound;
      const { statusCode, retryAfter } = sound;
      const Outside = { RateLimitError: class extends Error {} }.RateLimitError;
      return Object.assign(new Outside(sound.message), { name: 'RateLimitError', statusCode, retryAfter });
    }),
  },
  {
    name: 'network-is-server-error',
    defect: 'a broken connection raises a subclass of ServerError, though no server answered',
    breaks: 'error.class',
    cause: 'raisesOther',
    seams: changed((sound, { kind }) =>
      kind === 'network' ? new UnreachableError(sound.message, { cause: sound.cause }) : sound,
    ),
  },
  {
    name: 'cause-lost',
    defect: 'the low-level error is dropped',
    breaks: 'error.cause',
    cause: 'causeLost',
    seams: changed((sound, failure) => (failure.kind === 'status' ? sound : new FoilEngineError(sound.message))),
  },
  {
    name: 'status-lost',
    defect: 'errors do not carry the status',
    breaks: 'error.status',
    cause: 'fieldNotSet',
    seams: changed((sound) => Object.assign(sound, { statusCode: null })),
  },
  {
    name: 'network-as-status',
    defect: 'a broken connection is reported as status 503',
    breaks: 'error.status',
    cause: 'fieldSetWithoutValue',
    scope: { class: 'network fault' },
    seams: changed((sound, failure) =>
      failure.kind === 'network' ? Object.assign(sound, { statusCode: 503 }) : sound,
    ),
  },
  {
    name: 'retry-after-lost',
    defect: 'errors do not carry retryAfter',
    breaks: 'error.retryAfter',
    cause: 'fieldNotSet',
    seams: changed((sound) => Object.assign(sound, { retryAfter: null })),
  },
  {
    name: 'retry-after-field-in-ms',
    defect: 'retryAfter on the error is in milliseconds',
    breaks: 'error.retryAfter',
    cause: 'fieldInOtherUnit',
    seams: changed((sound, failure) =>
      failure.kind === 'status' && failure.retryAfter !== null
        ? Object.assign(sound, { retryAfter: failure.retryAfter * 1000 })
        : sound,
    ),
  },
  {
    name: 'key-in-message',
    defect: 'a 401 names the rejected key',
    breaks: 'error.secrets',
    cause: 'leaksSecrets',
    seams: changed((sound, failure, [key = '']) => {
      if (failure.kind === 'status' && failure.status === 401) sound.message += ` (${key})`;
      return sound;
    }),
  },
  {
    name: 'request-on-error',
    defect: 'the error carries the request with its headers, for debugging',
    breaks: 'error.secrets',
    cause: 'leaksSecrets',
    seams: changed((sound, _failure, [key = '']) =>
      Object.assign(sound, { request: { headers: { 'X-API-Key': key } } }),
    ),
  },
  {
    name: 'key-in-cause',
    defect: 'the cause of a broken connection tells the request’s headers',
    breaks: 'error.secrets',
    cause: 'leaksSecrets',
    seams: changed((sound, failure, [key = '']) => {
      if (failure.kind === 'network') sound.cause = new Error(`fetch failed with headers {"x-api-key":"${key}"}`);
      return sound;
    }),
  },
  {
    name: 'name-is-error',
    defect: 'the name of every error is Error',
    breaks: 'error.name',
    cause: 'nameOther',
    seams: changed((sound) => Object.assign(sound, { name: 'Error' })),
  },
  {
    name: 'not-serializable',
    defect: 'serialising an error raises: it refers back to itself',
    breaks: 'error.serializable',
    cause: 'notSerializable',
    seams: changed((sound) => {
      const json: Record<string, unknown> = { name: sound.name };
      json['error'] = json;
      return Object.assign(sound, { toJSON: () => json });
    }),
  },
];
