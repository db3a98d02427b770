import type { Because } from './expectation.js';
import type { RequirementId } from './requirements.js';

/** A reason by its requirement, spec key and clause. */
export function because(requirement: RequirementId, pointer: string, text: string): Because {
  return { requirement, pointer, text };
}

/** A reason to leave a decision open: the spec has not the key that would settle it. The text names the key. */
export function keyMissing(requirement: RequirementId, pointer: string, text: string): Because {
  return because(requirement, pointer, `${text} (no ${pointer.slice(1).replaceAll('/', '.')})`);
}
