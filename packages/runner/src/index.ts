export type { Deadlines } from './deadlines.js';
export type { PlayEvent } from './events.js';
export type { HttpLimits } from './http.js';
export type { OutputLimits } from './output.js';
export { type PlayOptions, play } from './play.js';
export { nodeCommand, type Target, type Transport } from './target.js';
