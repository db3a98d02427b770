import type { PolicyAt } from '@sdk-conformance/oracle';
import { describe, expect, test } from 'vitest';
import { stops } from './candidates/count.js';
import { candidatesFor } from './candidates/index.js';
import type { Cause } from './causes.js';
import { contradictionsOf } from './contradictions.js';
import { causesOver, ground, toldUnder } from './testing/model-plays.js';

const asStated = toldUnder((_, policy) => policy);

function cause(own: Pick<Cause, 'name' | 'params' | 'scope'>): Cause {
  return {
    ...own,
    pointer: '/retry',
    at: { file: 'a.yaml', line: 1, column: 1 },
    text: 'behaves like an SDK that …',
    explains: [],
    witnesses: { failing: 'a', passing: null },
  };
}

describe('a cause is contradicted by what passed', () => {
  const after = (value: string) => [{ feature: 'answer', values: [value] }] as const;
  test.each([
    ['where it would have failed', { name: 'doesNotRetry', params: {}, scope: [] }, 1],
    ['where its scope holds there', { name: 'doesNotRetry', params: {}, scope: after('503') }, 1],
    ['and not where its scope holds nowhere', { name: 'doesNotRetry', params: {}, scope: after('418') }, 0],
    ['and not where what was seen may be of either', { name: 'otherJitter', params: { kind: 'full' }, scope: [] }, 0],
    ['and not where it shows in some calls alone', { name: 'doesNotRetry', params: {}, scope: null }, 0],
  ] as const)('%s', (_, told, times) => {
    expect(contradictionsOf(ground, asStated.played, [cause(told)])).toHaveLength(times);
  });

  test('what failed speaks for a cause, and never against it', () => {
    const { played } = toldUnder(stops);
    const none = cause({ name: 'doesNotRetry', params: {}, scope: [] });
    expect(contradictionsOf(ground, played, [none])).toEqual([]);
  });
});

/** Under these a call whose every answer fails never ends. */
const endless = ['retriesWithoutEnd', 'hintedDoNotCount'];

/** What these do shows as no other than what another does, or not at all. */
const toldOtherwise: Readonly<Record<string, string>> = {
  decidesOnce: 'retries',
  doesNotReadHint: 'ignoresHint',
};

describe('of an SDK under a change of policy nothing is told that what passes contradicts, and first the change itself', () => {
  const all = candidatesFor(ground, []);
  // Of several of one name the first.
  const policies = all.filter((own, i) => all.findIndex(({ name }) => name === own.name) === i);
  const ending = policies.filter(({ name }) => !endless.includes(name));
  test.each(ending.map(({ name, change }) => [name, change] as const))('%s', (name, change) => {
    const { played, causes, contradictions } = toldUnder(change);
    expect(contradictions).toEqual([]);
    if (played.every(({ broken }) => broken.size === 0)) return;
    expect(causes[0]?.name).toBe(toldOtherwise[name] ?? name);
  });
});

test.each([[{}], [{ backoff: 'too' }], [{ by: 'class', backoff: 'too' }]])(
  'retries that are not counted are told with what they are counted by: %j',
  (params) => {
    const meant = candidatesFor(ground, []).find(
      (own) => own.name === 'budgetPerFailure' && JSON.stringify(own.params) === JSON.stringify(params),
    );
    expect(toldUnder(meant?.change ?? stops).causes[0]).toMatchObject({ name: 'budgetPerFailure', params });
  },
);

test('a number that not all read speaks for a cause of hints that cannot be read, and never against it', () => {
  // It reads what JavaScript's Number does, and takes all else for 0.
  const byNumber: PolicyAt = ({ answer }, policy) => {
    const headers = policy.headers.map(([name, value]): readonly [string, string] =>
      name.toLowerCase() === answer.hintHeader && answer.hint === 'numberLike' && !Number.isNaN(Number(value))
        ? [name, String(Number(value))]
        : [name, value],
    );
    const isUnread = ['invalid', 'numberLike'].includes(answer.hint) && Number.isNaN(Number(headers.at(-1)?.[1]));
    return { ...policy, headers, ...(isUnread ? { wait: () => ({ fromMs: 0, toMs: 0 }) } : {}) };
  };
  const [first] = causesOver(/^retry\/after\//, byNumber);
  expect([first?.name, first?.scope]).toMatchObject(['retriesAtOnce', [{ feature: 'hint' }]]);
});
