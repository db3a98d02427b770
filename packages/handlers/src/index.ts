export { type AnswerPlan, planAnswer, planOf } from './answer-plan.js';
export * from './create-handlers.js';
export { meantOperation, routeOf } from './meant.js';
export * from './parse-fixture.js';
export type { RawMessage } from './prepare.js';
export { basePath, pathPattern } from './route.js';
