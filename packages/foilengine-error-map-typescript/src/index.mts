export * from './error-for-status.mjs';
export * from './errors.mjs';
export * from './rate-limits.mjs';
export * from './retry.mjs';
export * from './statuses.mjs';
export * from './waits.mjs';
