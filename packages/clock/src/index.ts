export type { Advance, ClockDomain, Held, Quiet, SleepDomain, VirtualDomain } from './domain.js';
export { VIRTUAL_EPOCH_MS } from './epoch.js';
export type { ClockListener } from './listener.js';
export type { ClockProcess } from './processes.js';
export { createRealDomain, type RealClock } from './real-domain.js';
export { type ClockServer, startClockServer } from './server.js';
export { createSleepDomain, type SleepDomainOptions } from './sleep-domain.js';
export { createVirtualDomain, type VirtualDomainOptions } from './virtual-domain.js';
