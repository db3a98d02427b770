export { type Cause, causesOf, type Explained } from './causes.js';
export { type Contradiction, contradictionsOf } from './contradictions.js';
export type { Ground, Played } from './play.js';
export type { Literal, Scope } from './scope.js';
