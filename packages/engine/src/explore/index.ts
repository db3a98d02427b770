// A door of its own: what draws scenarios is loaded by the verbs that draw alone.
export { type Explored, type ExploreOptions, explore, type Found } from './explore.js';
export { type Detected, type Detection, exploreMutants } from './mutants.js';
