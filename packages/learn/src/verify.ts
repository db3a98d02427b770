import { judge } from '@sdk-conformance/judge';
import type { Spec } from '@sdk-conformance/model';
import { predict } from '@sdk-conformance/oracle';
import type { Context } from './factor.js';
import { type Learnt, open, together } from './line.js';
import type { Play } from './plays.js';
import { nameOf } from './probe.js';

/** Findings of a kind that are told of; the rest is counted. */
const mostTold = 3;

/**
 * Holds everything that was learnt against everything that was played: what a play contradicts is told beside its line, so that nobody takes it
 * for the whole truth.
 */
export function verified({ spec, language, fixtures }: Context, learnt: Learnt, plays: readonly Play[]): Learnt {
  const against = new Map<string, { readonly told: string[]; count: number }>();
  for (const { scenario, observation } of plays.filter(isForetold(spec))) {
    const expectation = predict(spec, language, scenario, fixtures);
    for (const finding of judge({ spec, language, scenario, fixtures, expectation, observation })) {
      if (finding.verdict !== 'fail' || finding.level !== 'kept') continue;
      const known = against.get(finding.requirement) ?? { told: [], count: 0 };
      known.count += 1;
      if (known.told.length < mostTold)
        known.told.push(`${nameOf(scenario)}: ${finding.expected}, seen ${finding.seen}`);
      against.set(finding.requirement, known);
    }
  }
  const doubts = [...against].map(([requirement, { told, count }]) =>
    open([...sectionOf(requirement), requirement], `does not hold in ${count} plays: ${told.join('; ')}`),
  );
  return together([learnt, ...doubts]);
}

/** What a moment as a number comes to is not foretold, nor what hints do of which nothing could be learnt. */
export function isForetold({ hints }: Spec): (play: Play) => boolean {
  // A header that overrides the status says nothing of those that ask for a wait.
  const isKnown = hints !== null && (hints.readsNone || hints.headers.length > 0 || hints.body !== null);
  return ({ scenario }) => !/\/epoch/.test(nameOf(scenario)) && (isKnown || !scenario.family.startsWith('learn/hint'));
}

function sectionOf(requirement: string): readonly string[] {
  const [family = ''] = requirement.split('.');
  const sections: Readonly<Record<string, string>> = {
    error: 'errors',
    success: 'success',
    stream: 'streaming',
    timeout: 'timeouts',
  };
  return [sections[family] ?? 'retry'];
}
