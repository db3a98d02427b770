import type { ErrorOf } from './errors.mjs';

type RaisedByCalls =
  | 'FoilEngineError'
  | 'BadRequestError'
  | 'AuthenticationError'
  | 'ForbiddenError'
  | 'NotFoundError'
  | 'RateLimitError'
  | 'ServerError';

type RaisedByStreams =
  | 'FoilEngineError'
  | 'BadRequestError'
  | 'AuthenticationError'
  | 'ForbiddenError'
  | 'NotFoundError'
  | 'RateLimitError'
  | 'ServerError';

/**
 * Names of the errors that each operation raises by the spec: by any answer, by a fault, and by what a stream
 * tells. A class that nothing raises is none of them.
 */
export interface OperationErrors {
  readonly listPersonas: RaisedByCalls;
  readonly listMachines: RaisedByCalls;
  readonly initSession: RaisedByCalls;
  readonly sendMessage: RaisedByCalls;
  readonly streamMessage: RaisedByStreams;
  readonly getSession: RaisedByCalls;
  readonly getHistory: RaisedByCalls;
  readonly resetSession: RaisedByCalls;
  readonly validateLlmKey: RaisedByCalls;
  readonly revokeApiKey: RaisedByCalls;
}

/** An error of an operation: a switch on its `name` narrows it, and can be seen to miss none. */
export type ErrorOfOperation<O extends keyof OperationErrors = keyof OperationErrors> = {
  [K in O]: ErrorOf<OperationErrors[K]>;
}[O];
