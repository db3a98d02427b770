export { backoffAfter, backoffAt, backoffRange, windowOf } from './backoff.js';
export { describeExpectation } from './describe.js';
export * from './expectation.js';
export { countsOn } from './hint.js';
export type { AnswerFeatures, BodyKind, Features, HintForm, Policy, PolicyAt, Wait } from './policy-at.js';
export { predict } from './predict.js';
export { type CheckedRecordings, checkRecordings } from './recordings/check.js';
export { type RequirementId, requirementIds, requirementRule } from './requirements.js';
export { eventsBecause } from './stream.js';
