export type { CallCredentials } from './attribution.js';
export { createMockServer, type MockServer } from './mock-server.js';
export { type CallPlan, maxRequests, type OpenCall } from './open-call.js';
