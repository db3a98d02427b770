export { completeFixtures, statusFixture } from './complete.js';
export { deriveScenarios } from './derive.js';
