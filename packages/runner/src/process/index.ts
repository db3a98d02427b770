export type { ChildEnd } from './child.js';
export { type Host, type HostDeadlines, type HostListener, startHost, whyGone } from './host.js';
export { type Load, ownBusyMs } from './load.js';
export {
  type DescriptorWatch,
  jobsWithin,
  machineFault,
  machineFaultIn,
  openFilesLimit,
  watchDescriptors,
} from './machine.js';
export { defaultOutputLimits, type OutputLimits } from './output.js';
export { startHere, whereOnPath, whyNoClock } from './platform.js';
export { childEnvironment, nodeCommand, type Target, type Transport, takesClock, withPreload } from './target.js';
export { runTool, type Tool, type ToolEnd } from './tool.js';
