import type { KnownRecord } from '../records.js';
import type { Collected } from './collected.js';
import { someOf } from './failures.js';
import type { Paint } from './paint.js';
import { count } from './words.js';

/** Known deviations: those that hold, briefly, then those that have to be changed, with what to do. */
export function known({ end }: Collected, paint: Paint): string[] {
  const holding = end.known.filter(({ state }) => state === 'holds');
  const stale = end.known.filter(isStale);
  return [
    ...(holding.length === 0 ? [] : ['', ...holding.flatMap((record) => accepted(record, paint))]),
    ...stale.flatMap((record) => ['', ...toChange(record, paint)]),
  ];
}

/** True for what has to be changed before a run is green. */
export function isStale({ state }: KnownRecord): boolean {
  return state !== 'holds' && state !== 'unsaid';
}

function accepted(record: KnownRecord, paint: Paint): string[] {
  const { target, requirement, scenarios, reason, expires } = record;
  const until = expires === null ? '' : `, until ${expires}`;
  return [
    `${paint.open('~')} known in ${target}: ${requirement} in ${count(scenarios.length, 'scenario')}${until}`,
    `    ${[reason, ...whose(record)].join(' · ')}`,
  ];
}

function whose({ owner, issue }: KnownRecord): readonly string[] {
  return [owner, issue].filter((text) => text !== null);
}

function toChange(record: KnownRecord, paint: Paint): string[] {
  const { target, requirement, claims, at, listed, seen } = record;
  const field = (name: string, text: string) => `    ${paint.dim(name.padEnd(10))}${text}`;
  const [what, mend] = staleWords(record);
  return [
    `${paint.bad('~')} ${paint.bold(`${at}: a known deviation ${what}`)}`,
    field('in', `${target}, ${requirement}: ${someOf(claims)}`),
    ...(record.state === 'differs' ? [field('listed', listed.join('; ')), field('seen', seen.join('; '))] : []),
    field('mend', mend),
  ];
}

function staleWords({ state, expires, reason, scenarios }: KnownRecord): readonly [what: string, mend: string] {
  switch (state) {
    case 'expired':
      return [
        `expired on ${expires}`,
        scenarios.length === 0
          ? 'remove it: nothing fails so any more'
          : 'mend the SDK, or decide anew and give it another day',
      ];
    case 'noReason':
      return [`has no reason but ${JSON.stringify(reason)}`, 'say why it is accepted'];
    case 'passes':
      return ['passes now', 'remove it, so that it cannot come back unseen'];
    case 'differs':
      return ['fails otherwise than listed', 'look at it anew, and list what is seen where it is accepted'];
    default:
      return [
        'matches nothing',
        'remove it, or name scenarios that judge the requirement; conformance list shows all ids',
      ];
  }
}
