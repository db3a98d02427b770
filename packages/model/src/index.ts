export * from './finding.js';
export * from './fixture.js';
export * from './json.js';
export * from './lookup.js';
export * from './observation.js';
export * from './problem.js';
export * from './scenario.js';
export * from './spec.js';
