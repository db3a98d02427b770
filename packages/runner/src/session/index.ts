export { serveHttp } from './http.js';
export { serveIpc } from './ipc.js';
export { defaultMessageLimits, type MessageLimits } from './message.js';
export { outcomesOf, signalsOf } from './outcome.js';
export { createSession, type Session } from './session.js';
