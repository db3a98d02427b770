import { backoff } from './backoff.test.kit.js';
import type { Cell } from './cell.test.kit.js';
import { errors } from './errors.test.kit.js';
import { hints } from './hints.test.kit.js';
import { inLanguages } from './in-languages.test.kit.js';
import { nones } from './none.test.kit.js';
import { policies } from './policies.test.kit.js';
import { raised } from './raised.test.kit.js';
import { requests } from './requests.test.kit.js';
import { requestsAndSuccesses } from './requests-and-successes.test.kit.js';
import { retryCells } from './retries.test.kit.js';
import { streaming } from './streaming.test.kit.js';
import { ownRetries, successes } from './successes.test.kit.js';

/** Every cell, by area. */
export const cells: readonly Cell[] = [
  ...backoff,
  ...errors,
  ...hints,
  ...inLanguages,
  ...nones,
  ...policies,
  ...raised,
  ...ownRetries,
  ...requests,
  ...requestsAndSuccesses,
  ...retryCells,
  ...streaming,
  ...successes,
];
