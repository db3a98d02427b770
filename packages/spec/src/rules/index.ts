import { backoffRules } from './backoff.js';
import { classRules } from './classes.js';
import { codeRules } from './codes.js';
import { conditionRules } from './conditions.js';
import { credentialRules } from './credentials.js';
import { fieldRules } from './fields.js';
import { hintRules } from './hints.js';
import { nameRules } from './names.js';
import { operationRules } from './operations.js';
import { ownRetryRules } from './own-retries.js';
import { policyRules } from './policies.js';
import { retryRules } from './retries.js';
import type { Rule } from './rule.js';
import { sourceRules } from './sources.js';
import { statusRules } from './statuses.js';
import { successRules } from './successes.js';
import { timeoutRules } from './timeouts.js';
import { unjudgedRules } from './unjudged.js';

/** All that must hold between the parts of a spec. */
export const rules: readonly Rule[] = [
  ...sourceRules,
  ...nameRules,
  ...classRules,
  ...codeRules,
  ...fieldRules,
  ...conditionRules,
  ...credentialRules,
  ...statusRules,
  ...successRules,
  ...retryRules,
  ...ownRetryRules,
  ...backoffRules,
  ...hintRules,
  ...timeoutRules,
  ...policyRules,
  ...operationRules,
  ...unjudgedRules,
];
