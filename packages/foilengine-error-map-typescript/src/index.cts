export * from './error-for-status.cjs';
export * from './errors.cjs';
export * from './rate-limits.cjs';
export * from './retry.cjs';
export * from './statuses.cjs';
export * from './waits.cjs';
