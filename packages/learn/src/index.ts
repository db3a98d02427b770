export { type Against, against, type Departure } from './against.js';
export type { Difference } from './compare.js';
export { type Drift, drift, type Policied } from './drift.js';
export { probeFixtures } from './fixtures.js';
export { blankSpec, factorNames, type Learned, type Lesson, learn } from './learn.js';
export type { Learnt, Line, OpenLine } from './line.js';
export type { Ask, Play } from './plays.js';
export { isTree, type Tree } from './skeleton.js';
export { itemsIn } from './words.js';
