export { type Case, marksOf } from './assess.js';
export { byStep, delaysOf } from './by-step.js';
export { judge, scenarioVerdict } from './judge.js';
export { likeness } from './likeness.js';
export { needsVirtualClock } from './real-time.js';
export { type Tolerance, tolerances } from './tolerance.js';
