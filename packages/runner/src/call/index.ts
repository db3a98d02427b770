export { callName, canaries } from './credentials.js';
export { type EchoText, echoLosses, echoTexts } from './echo.js';
export { createSleepClaim, type SleepClaim } from './sleep-claim.js';
export { openStage, type Stage } from './stage.js';
export { type StagedCall, stageCall } from './staged-call.js';
export { writeTrust } from './trust.js';
export { warmUp } from './warm-up.js';
