import type { Collected } from './collected.js';
import { someOf } from './failures.js';
import { groupBy } from './group.js';
import type { Paint } from './paint.js';
import { placeOf } from './place.js';
import { count, inOneLine } from './words.js';

/** What was not judged, and why: unspecified, unsupported, not run, and failures that are not the SDK's. */
export function open(collected: Collected, paint: Paint): string[] {
  return [
    ...unspecified(collected, paint),
    ...off(collected, paint),
    ...lacking(collected, paint),
    ...unjudged(collected, paint),
    ...failed(collected, paint),
  ];
}

function unspecified({ findings }: Collected, paint: Paint): string[] {
  const groups = groupBy(
    findings.filter((f) => f.verdict === 'unspecified'),
    (f) => JSON.stringify([f.requirement, f.expected]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const ids = [...new Set(group.map((f) => f.scenario))];
    return [
      '',
      `${paint.open('?')} unspecified: ${inOneLine(first.expected)}`,
      `    ${first.requirement}${placeOf(first)}, ${count(ids.length, 'scenario')}: ${someOf(ids)}`,
    ];
  });
}

/** Requirements that the configuration takes from the judge. */
function off({ run }: Collected, paint: Paint): string[] {
  return run.off.flatMap(({ id, reason }) => [
    '',
    `${paint.open('–')} not judged: ${id}, as configured`,
    `    ${reason}`,
  ]);
}

/** Operations that are not played because the configuration declares that an SDK lacks them. */
function lacking({ targets }: Collected, paint: Paint): string[] {
  return targets.flatMap(({ name, notRun, lacks }) =>
    notRun !== null
      ? []
      : [...groupBy(lacks.operations, ({ reason }) => reason)].flatMap(([reason, group]) => [
          '',
          `${paint.open('–')} not in ${name}: ${reason}`,
          `    ${count(group.length, 'operation')}: ${group.map(({ id }) => id).join(', ')}`,
        ]),
  );
}

const words = { unsupported: 'unsupported', notRun: 'not run', adapterFailed: 'not judged' } as const;

function unjudged({ scenarios }: Collected, paint: Paint): string[] {
  const left = scenarios.flatMap((s) =>
    s.verdict in words ? [{ ...s, word: words[s.verdict as keyof typeof words] }] : [],
  );
  return [...groupBy(left, (s) => JSON.stringify([s.target, s.verdict, s.why])).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const brush = first.verdict === 'unsupported' ? paint.open : paint.bad;
    return [
      '',
      `${brush('–')} ${first.word}: ${first.why ?? 'no reason given'}`,
      `    ${first.target}, ${count(group.length, 'scenario')}: ${someOf(group.map((s) => s.id))}`,
    ];
  });
}

const blame = {
  adapter: 'the adapter failed, not the SDK',
  harness: 'the harness failed: our bug',
  machine: 'this machine failed, neither the SDK nor its adapter',
  configuration: 'what is left out is not declared as it is',
  unspecified: 'less was judged than the configuration requires',
} as const;

function failed({ end }: Collected, paint: Paint): string[] {
  return end.targets.flatMap((target) =>
    target.failures.flatMap(({ side, why }) => [
      '',
      `${paint.bad('!')} ${paint.bold(`${target.name}: ${blame[side]}`)}`,
      ...why.split('\n').map((line) => `    ${line}`),
    ]),
  );
}
