export {
  AuthenticationError,
  BadRequestError,
  FoilEngineError,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  ServerError,
} from '@sdk-conformance/foilengine-error-map-typescript';
export { FoilEngine } from './client.js';
export type { FoilEngineOptions, RequestOptions } from './options.js';
export type { ApiKeys } from './resources/apiKeys.js';
export type { Chat } from './resources/chat.js';
export type { Personas } from './resources/personas.js';
export type { StreamEvent } from './sse.js';
export type * from './types.js';
