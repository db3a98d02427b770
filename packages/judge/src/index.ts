export type { Case } from './assess.js';
export { judge, scenarioVerdict } from './judge.js';
export { needsVirtualClock } from './real-time.js';
export { type Tolerance, tolerances } from './tolerance.js';
