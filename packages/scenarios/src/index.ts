export { completeFixtures } from './complete.js';
export { deriveScenarios } from './derive.js';
