import type { Scenario } from '@sdk-conformance/model';
import type { PlayEvent, Trial } from '../supervision/index.js';

/** Hangs in a row after which a target is given up: of one after the other each costs a deadline, and hundreds of them hours. */
const MOST = 3;

/** Counts the plays that ended in a hang, and those that told anything else. */
export interface Hangs {
  readonly heard: (event: PlayEvent) => void;
  /** A process of several calls came to its end by a hang. */
  readonly silent: () => void;
  /** What was counted so far was not of calls alone. */
  readonly afresh: () => void;
  readonly tooMany: () => boolean;
  /** Puts what is of the same family as the last hang behind all else: three of one kind would say little of the others. */
  readonly spread: (suspects: Trial[]) => void;
  /** Why nothing more is played. */
  readonly why: string;
}

export function createHangs(): Hangs {
  let inARow = 0;
  let last: Scenario | null = null;
  return {
    heard: (event) => {
      if (event.type !== 'played') return;
      const hung = event.observation.process.some(({ kind }) => kind === 'hang');
      inARow = hung ? inARow + 1 : 0;
      last = hung ? event.scenario : null;
    },
    silent: () => {
      inARow++;
    },
    afresh: () => {
      inARow = 0;
    },
    tooMany: () => inARow >= MOST,
    spread: (suspects) => {
      const family = last?.family;
      if (family === undefined) return;
      const others = suspects.filter(({ scenario }) => scenario.family !== family);
      const alike = suspects.filter(({ scenario }) => scenario.family === family);
      suspects.splice(0, suspects.length, ...others, ...alike);
    },
    why: `given up: ${MOST} calls in a row hung, each of them alone in its process`,
  };
}
