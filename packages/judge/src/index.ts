export { type Case, marksOf, walkOf } from './assess.js';
export { byStep, delaysOf } from './by-step.js';
export { judge, scenarioVerdict } from './judge.js';
export { likeness } from './likeness.js';
export type { Aspect, Mark } from './mark.js';
export { type OtherDelay, otherDelays } from './other-delays.js';
export { needsVirtualClock } from './real-time.js';
export { type Tolerance, toleranceOf } from './tolerance.js';
