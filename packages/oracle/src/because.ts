import type { RequirementId } from './requirements.js';

/** Why something is expected: the requirement, the spec key, and a clause a person can read. */
export interface Because {
  readonly requirement: RequirementId;
  readonly pointer: string;
  readonly text: string;
  /** The line of the spec says just this, and so gives its level; absent: the requirement's own level goes before it. */
  readonly byLine?: true;
  /** No line of any vendor says this, so that it binds no more than a should; absent: its requirement or its line says how much. */
  readonly atMost?: 'should';
}

/** A reason by its requirement, spec key and clause. */
export function because(requirement: RequirementId, pointer: string, text: string): Because {
  return { requirement, pointer, text };
}

/** A reason to leave a decision open: the spec has not the key that would settle it. The text names the key. */
export function keyMissing(requirement: RequirementId, pointer: string, text: string): Because {
  return because(requirement, pointer, `${text} (no ${pointer.slice(1).replaceAll('/', '.')})`);
}
