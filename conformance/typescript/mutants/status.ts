import { FoilEngineError } from '../src/errors.js';
import type { Mutant } from './mutant.js';

export const unavailableNotRetried: Mutant = {
  name: 'unavailable-not-retried',
  defect: '503 is not retried',
  breaks: 'retry.status',
  seams: (sound) => ({ retryableStatus: (status) => status !== 503 && sound.retryableStatus(status) }),
};

export const forbiddenIsBase: Mutant = {
  name: 'forbidden-is-base',
  defect: '403 raises the base class',
  breaks: 'error.class',
  seams: (sound) => ({ classify: (status) => (status === 403 ? FoilEngineError : sound.classify(status)) }),
};
