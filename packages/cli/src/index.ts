export type { Io } from './io.js';
export { exitCodeOf, main } from './main.js';
export { type OpenRun, type OpenRunOptions, openRun } from './run/open-run.js';
