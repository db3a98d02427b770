export type { CallCredentials } from './attribution.js';
export { type Authority, createAuthority } from './authority.js';
export { unservable } from './check-scenario.js';
export { createMockServer, type MockServer } from './mock-server.js';
export { type CallPlan, type OpenCall, requestLimit } from './open-call.js';
