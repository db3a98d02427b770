export type { Io } from './io.js';
export { exitCodeOf, main } from './main.js';
