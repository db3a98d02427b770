import { expect, test } from 'vitest';
import { acting, all, target, told } from '../testing/stage.js';

test('plays every scenario once and tells what was requested and returned', async () => {
  const scenarios = ['1', '2', '3', '4', '5', '6'].map((n) => acting('well', n));
  const events = await all({ target: target('adapter.mjs'), scenarios });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/1: returned after 1 requests",
      "act/2: returned after 1 requests",
      "act/3: returned after 1 requests",
      "act/4: returned after 1 requests",
      "act/5: returned after 1 requests",
      "act/6: returned after 1 requests",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('a call whose turn comes while other workers have nothing left to do is played', async () => {
  const scenarios = ['1', '2', '3', '4'].map((n) => acting('well', n));
  const events = await all({ target: target('adapter.mjs'), scenarios, deadlines: { staggerMs: 60 } });
  expect(told(events)).toEqual([
    'act/1: returned after 1 requests',
    'act/2: returned after 1 requests',
    'act/3: returned after 1 requests',
    'act/4: returned after 1 requests',
    'session: fake tier C, 5 workers',
  ]);
});
