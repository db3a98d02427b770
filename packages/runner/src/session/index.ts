export { defaultHttpLimits, type HttpLimits, serveHttp } from './http.js';
export { serveIpc } from './ipc.js';
export { outcomesOf, signalsOf } from './outcome.js';
export { createSession, type Session } from './session.js';
