import type { ScenarioRecord, UnsteadyRecord } from '../records.js';
import type { Collected } from './collected.js';
import { someOf } from './failures.js';
import { groupBy } from './group.js';
import type { Paint } from './paint.js';
import { count, sum } from './words.js';

/** What failed at first and not again, and what there was no time to play again. */
export function unsteady(collected: Collected, paint: Paint): string[] {
  return [...failures(collected, paint), ...notReplayed(collected, paint)];
}

interface Unsteady {
  readonly scenario: ScenarioRecord;
  readonly failure: UnsteadyRecord;
}

function failures({ scenarios, run }: Collected, paint: Paint): string[] {
  const all = scenarios.flatMap((scenario) =>
    (scenario.unsteady ?? []).map((failure): Unsteady => ({ scenario, failure })),
  );
  const groups = groupBy(all, ({ scenario, failure: { requirement, signature } }) =>
    JSON.stringify([scenario.target, requirement, signature]),
  );
  const brush = run.strict ? paint.bad : paint.open;
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { requirement, signature } = first.failure;
    const failed = sum(group, ({ failure }) => failure.failed);
    const plays = sum(group, ({ failure }) => failure.plays);
    const ids = [...new Set(group.map(({ scenario }) => scenario.id))];
    return [
      '',
      `${brush('~')} unsteady: ${requirement}: ${signature}`,
      `    failed in ${failed} of ${count(plays, 'play')}, and not when it was played alone`,
      `    ${first.scenario.target}, ${count(ids.length, 'scenario')}: ${someOf(ids)}`,
    ];
  });
}

function notReplayed({ end }: Collected, paint: Paint): string[] {
  return end.targets.flatMap(({ name, notReplayed }) =>
    notReplayed === 0
      ? []
      : ['', `${paint.open('~')} not replayed, for want of time: ${count(notReplayed, 'failed scenario')} of ${name}`],
  );
}
