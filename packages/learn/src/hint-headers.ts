/** Statuses with which hints are probed. */
export const hinted: readonly number[] = [429, 500, 502, 503];

/** Headers by which servers say when to come back. */
export const hintHeaders: readonly string[] = [
  'Retry-After',
  'Retry-After-Ms',
  'X-Retry-After',
  'RateLimit-Reset',
  'X-RateLimit-Reset',
  'X-Ms-Retry-After-Ms',
];
