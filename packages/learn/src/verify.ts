import { judge } from '@sdk-conformance/judge';
import type { Finding, Spec } from '@sdk-conformance/model';
import { predict } from '@sdk-conformance/oracle';
import type { Context } from './factor.js';
import { hintHeaders } from './hint-headers.js';
import { type Learnt, open, together } from './line.js';
import type { Play } from './plays.js';
import { nameOf } from './probe.js';

/** Findings of a kind that are told of; the rest is counted. */
const mostTold = 3;

/** A play that a learnt line does not foretell. */
export interface Doubt {
  readonly play: Play;
  readonly finding: Finding;
}

/** Holds everything that was learnt against what was played. */
export function doubtsOf({ spec, language, fixtures }: Context, plays: readonly Play[]): readonly Doubt[] {
  return plays.filter(isForetold(spec)).flatMap((play): readonly Doubt[] => {
    const { scenario, observation } = play;
    const expectation = predict(spec, language, scenario, fixtures);
    const findings = judge({ spec, language, scenario, fixtures, expectation, observation });
    const broken = findings.filter(({ verdict, level }) => verdict === 'fail' && level === 'kept');
    return broken.map((finding) => ({ play, finding }));
  });
}

/** What a play contradicts is told beside its line, so that nobody takes it for the whole truth. */
export function doubted(learnt: Learnt, doubts: readonly Doubt[]): Learnt {
  const against = new Map<string, { readonly told: string[]; count: number }>();
  for (const { play, finding } of doubts) {
    const known = against.get(finding.requirement) ?? { told: [], count: 0 };
    known.count += 1;
    if (known.told.length < mostTold)
      known.told.push(`${nameOf(play.scenario)}: ${finding.expected}, seen ${finding.seen}`);
    against.set(finding.requirement, known);
  }
  const beside = [...against].map(([requirement, { told, count }]) =>
    open([...sectionOf(requirement), requirement], `does not hold in ${count} plays: ${told.join('; ')}`),
  );
  return together([learnt, ...beside]);
}

/** What a moment as a number comes to is not foretold, nor what hints do of which nothing could be learnt. */
export function isForetold({ hints }: Spec): (play: Play) => boolean {
  // A header that overrides the status says nothing of those that ask for a wait.
  const isKnown = hints !== null && (hints.readsNone || hints.headers.length > 0 || hints.body !== null);
  const isHinted = ({ scenario }: Play) =>
    scenario.family.startsWith('learn/hint') ||
    scenario.steps.some(({ script }) => script.some(({ headers = {} }) => Object.keys(headers).some(isHintHeader)));
  return (play) => !/\/epoch/.test(nameOf(play.scenario)) && (isKnown || !isHinted(play));
}

function isHintHeader(name: string): boolean {
  return hintHeaders.some((header) => header.toLowerCase() === name.toLowerCase());
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
