import { expect, test } from 'vitest';
import { acting, all, target, told } from '../testing/stage.js';

test('after three hangs in a row, each alone, the target is given up with what was seen', async () => {
  const hanging = ['1', '2', '3', '4'].map((n) => ({ ...acting('loop', n), family: `f${n}` }));
  const hung = { target: target('adapter.mjs'), scenarios: hanging, jobs: 5, deadlines: { workMs: 400 } };
  // Which of them come first hangs on the machine.
  const seen = told(await all(hung)).map((line) => line.replace(/^act\/\d/, 'act'));
  expect(seen.sort()).toMatchInlineSnapshot(`
    [
      "act: neverSettled (no sign of life from the process in 0.4 s of its work) after 0 requests, hang",
      "act: neverSettled (no sign of life from the process in 0.4 s of its work) after 0 requests, hang",
      "act: neverSettled (no sign of life from the process in 0.4 s of its work) after 0 requests, hang",
      "act: not run, given up: 3 calls in a row hung, each of them alone in its process",
      "session: fake tier C, 6 workers",
    ]
  `);
});
