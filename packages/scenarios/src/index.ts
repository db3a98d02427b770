export { completeFixtures, statusFixture } from './complete.js';
export { deriveScenarios, unplayedOf } from './derive.js';
