export { completeFixtures, statusFixture } from './complete.js';
export { deriveScenarios, unplayedOf, usualPower } from './derive.js';
