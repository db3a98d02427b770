export { type Crew, createCrew, failCall, type Mode } from './crew.js';
export { type Deadlines, defaultDeadlines } from './deadlines.js';
export { dispatch, type Waiting } from './dispatch.js';
export { endEcho, takeEcho } from './echo.js';
export { takeOver } from './ending.js';
export type { PlayEvent } from './events.js';
export { takeReport } from './reported.js';
export type { Run, Trial } from './run.js';
export { createWatchdog, type Hang } from './watchdog.js';
