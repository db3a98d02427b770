import { signatureOf } from '@sdk-conformance/model';
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
  const key = (s: (typeof left)[number]) => JSON.stringify([s.target, s.verdict, alike(s.why ?? '')]);
  return [...groupBy(left, key).values()].flatMap((group) => {
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

/** One block for one fault, whatever call or port it names. */
function failed({ end, scenarios }: Collected, paint: Paint): string[] {
  return end.targets.flatMap(({ name, failures }) => {
    const ids = new Set(scenarios.filter(({ target }) => target === name).map(({ id }) => id));
    const told = failures.map(({ side, why }) => {
      const at = why.indexOf(': ');
      const id = ids.has(why.slice(0, at)) ? why.slice(0, at) : null;
      return { side, why, id, alike: alike(id === null ? why : why.slice(at)) };
    });
    return [...groupBy(told, (one) => JSON.stringify([one.side, one.alike])).values()].flatMap(([first, ...more]) => {
      if (first === undefined) return [];
      const others = more.flatMap(({ id }) => (id === null ? [] : [id]));
      return [
        '',
        `${paint.bad('!')} ${paint.bold(`${name}: ${blame[first.side]}`)}`,
        ...first.why.split('\n').map((line) => `    ${line}`),
        ...(more.length === 0
          ? []
          : [
              `    and so ${more.length === 1 ? 'once more' : `${more.length} more times`}${others.length === 0 ? '' : `: ${someOf(others)}`}`,
            ]),
      ];
    });
  });
}

const alike = (text: string) => signatureOf({ expected: '', seen: text });
