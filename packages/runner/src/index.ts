export { writeTrust } from './call/index.js';
export { capabilitiesFor, extrasFor, lackFor, type PlayOptions, play, playOrder, usualJobs } from './play/index.js';
export {
  childEnvironment,
  nodeCommand,
  type OutputLimits,
  openFilesLimit,
  runTool,
  startHere,
  type Target,
  type Tool,
  type ToolEnd,
  type Transport,
  whereOnPath,
} from './process/index.js';
export type { MessageLimits } from './session/index.js';
export type { Deadlines, PlayEvent } from './supervision/index.js';
