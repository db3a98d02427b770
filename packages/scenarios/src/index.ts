export { argumentsFor } from './arguments.js';
export { completeFixtures, plainError, statusFixture } from './complete.js';
export { deriveScenarios, unplayedOf, usualPower } from './derive.js';
export { enforcedLimits } from './families/limit.js';
