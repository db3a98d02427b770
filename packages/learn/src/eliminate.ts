import { judge } from '@sdk-conformance/judge';
import type { JsonValue, Spec } from '@sdk-conformance/model';
import { predict } from '@sdk-conformance/oracle';
import type { Context } from './factor.js';
import { type Learnt, type Line, open } from './line.js';
import type { Play } from './plays.js';

/** Lines that may hold together. */
export interface Hypothesis {
  readonly label: string;
  readonly lines: readonly Line[];
}

/** What a spec forbids of what was seen. */
function broken(
  { language, fixtures }: Context,
  spec: Spec,
  plays: readonly Play[],
  about: RegExp,
): ReadonlySet<string> {
  return new Set(
    plays.flatMap(({ scenario, observation }) => {
      const expectation = predict(spec, language, scenario, fixtures);
      return judge({ spec, language, scenario, fixtures, expectation, observation })
        .filter(({ verdict, requirement }) => verdict === 'fail' && about.test(requirement))
        .map(({ requirement }) => `${scenario.id} ${requirement}`);
    }),
  );
}

/**
 * The hypotheses that the oracle does not find contradicted by a play. What all of them forbid is none of theirs.
 *
 * @param about requirements by which they are told apart: what else an SDK does is not theirs
 */
export function survivors(
  context: Context,
  plays: readonly Play[],
  hypotheses: readonly Hypothesis[],
  about: RegExp,
): readonly Hypothesis[] {
  const weighed = hypotheses.flatMap((hypothesis) => {
    const spec = context.specWith(hypothesis.lines);
    return spec === null ? [] : [{ hypothesis, against: broken(context, spec, plays, about) }];
  });
  const [first] = weighed;
  const shared = new Set([...(first?.against ?? [])].filter((one) => weighed.every(({ against }) => against.has(one))));
  if (weighed.length < 2)
    return weighed.filter(({ against }) => against.size === 0).map(({ hypothesis }) => hypothesis);
  return weighed
    .filter(({ against }) => [...against].every((one) => shared.has(one)))
    .map(({ hypothesis }) => hypothesis);
}

/** Whether plays contradict a hypothesis, also where they contradict all others as well. */
export function isContradicted(
  context: Context,
  plays: readonly Play[],
  { lines }: Hypothesis,
  about: RegExp,
): boolean {
  const spec = context.specWith(lines);
  return spec === null || broken(context, spec, plays, about).size > 0;
}

/** The one value of a line that what was seen allows. */
export function decide(
  context: Context,
  at: readonly string[],
  values: readonly JsonValue[],
  plays: readonly Play[],
  asked: string,
  about: RegExp,
): Learnt {
  if (plays.length === 0) return open(at, `not probed: no play of ${asked}`);
  const evidence = `${asked}: only this fits ${plays.length === 1 ? 'the play' : `the ${plays.length} plays`}`;
  const each = values.map((value): Hypothesis => ({ label: told(value), lines: [{ at, value, evidence }] }));
  const left = survivors(context, plays, each, about);
  const [one, another] = left;
  const none = `${asked}: none of ${values.map(told).join(', ')} fits what was seen`;
  if (one === undefined) return open(at, none);
  // Those that are left are contradicted by the same plays, if by any.
  if (another !== undefined && isContradicted(context, plays, one, about)) return open(at, none);
  if (another !== undefined) return open(at, `${left.map(({ label }) => label).join(' or ')}: no probe tells which`);
  return { lines: one.lines, open: [] };
}

function told(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
