export { jsonlReporter } from './jsonl.js';
export { junitReporter } from './junit.js';
export { findingRecord, maskedSignature, observationRecord, type Place } from './observed.js';
export * from './records.js';
export { groupBy } from './terminal/group.js';
export { createPaint, type Paint } from './terminal/paint.js';
export { type TerminalOptions, terminalReporter } from './terminal/terminal.js';
export { count, duration, listed, percent, quoted, table, visibleWidth } from './terminal/words.js';
