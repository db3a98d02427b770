import { expect, test } from 'vitest';
import { acting, all, target, told } from '../testing/stage.js';

const well = ['1', '2', '3'].map((n) => acting('hold', n));

test('a call that exits the process is found out, the others are played cleanly', async () => {
  const events = await all({ target: target('adapter.mjs'), scenarios: [...well, acting('exit')] });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/1: returned after 1 requests",
      "act/2: returned after 1 requests",
      "act/3: returned after 1 requests",
      "act/exit: lost (the process exited with code 3) after 0 requests, exit 3",
      "session: fake tier C, 5 workers",
    ]
  `);
  const played = events.find((event) => event.type === 'played' && event.scenario.id === 'act/exit');
  expect(played?.type === 'played' && played.observation.process).toMatchInlineSnapshot(`
    [
      {
        "code": 3,
        "kind": "exit",
        "signal": null,
        "stderr": [],
      },
    ]
  `);
});

test('a call whose process exits after its report is found out too', async () => {
  const scenarios = [acting('well'), acting('exitLater')];
  const deadlines = { lingerMs: 1_500 };
  expect(told(await all({ target: target('adapter.mjs'), scenarios, deadlines }))).toMatchInlineSnapshot(`
    [
      "act/exitLater: returned after 1 requests, exit 4",
      "act/well: returned after 1 requests",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('a process that is killed from outside', async () => {
  const events = await all({ target: target('adapter.mjs'), scenarios: [...well, acting('crash')] });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/1: returned after 1 requests",
      "act/2: returned after 1 requests",
      "act/3: returned after 1 requests",
      "act/crash: lost (the process was ended by SIGKILL) after 0 requests, exit SIGKILL",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('two calls that each end the process', async () => {
  const scenarios = [...well, acting('exit'), acting('crash')];
  expect(told(await all({ target: target('adapter.mjs'), scenarios }))).toMatchInlineSnapshot(`
    [
      "act/1: returned after 1 requests",
      "act/2: returned after 1 requests",
      "act/3: returned after 1 requests",
      "act/crash: lost (the process was ended by SIGKILL) after 0 requests, exit SIGKILL",
      "act/exit: lost (the process exited with code 3) after 0 requests, exit 3",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('one client whose end closes all is the SDK’s: the calls after it are told as they went', async () => {
  const events = await all({ target: target('adapter.mjs', { CLOSES_ALL: 'after' }), scenarios: well });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/1: raised after 0 requests",
      "act/2: raised after 0 requests",
      "act/3: raised after 0 requests",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('clients of which none ever sends a request are the adapter’s', async () => {
  const events = await all({ target: target('adapter.mjs', { CLOSES_ALL: 'before' }), scenarios: well });
  expect(told(events).map((line) => line.replace(/http:\S+/, 'URL'))).toMatchInlineSnapshot(`
    [
      "act/1: not run, the adapter failed: the warm-up call warm-up/ping failed: no request reached URL the operation raised Error: the client is closed",
      "act/2: not run, the adapter failed: the warm-up call warm-up/ping failed: no request reached URL the operation raised Error: the client is closed",
      "act/3: not run, the adapter failed: the warm-up call warm-up/ping failed: no request reached URL the operation raised Error: the client is closed",
      "adapter failed: the warm-up call warm-up/ping failed: no request reached URL the operation raised Error: the client is closed",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('an exit that no call repeats alone is the target’s', async () => {
  const scenarios = [...well, acting('exitBesideOthers')];
  expect(told(await all({ target: target('adapter.mjs'), scenarios }))).toMatchInlineSnapshot(`
    [
      "act/1: returned after 1 requests",
      "act/2: returned after 1 requests",
      "act/3: returned after 1 requests",
      "act/exitBesideOthers: returned after 1 requests",
      "adapter failed: the process exited with code 5, of one of act/1, act/2, act/3, act/exitBesideOthers, none of which does so alone",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('an endless loop is a hang, with the last lines', async () => {
  const events = await all({
    target: target('adapter.mjs'),
    scenarios: [...well, acting('loop')],
    deadlines: { workMs: 400 },
  });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/1: returned after 1 requests",
      "act/2: returned after 1 requests",
      "act/3: returned after 1 requests",
      "act/loop: neverSettled (no sign of life from the process in 0.4 s of its work) after 0 requests, hang",
      "session: fake tier C, 5 workers",
    ]
  `);
  const played = events.find((event) => event.type === 'played' && event.scenario.id === 'act/loop');
  expect(played?.type === 'played' && played.observation.process).toMatchInlineSnapshot(`
    [
      {
        "forMs": 400,
        "kind": "hang",
        "stderr": [
          "about to loop",
        ],
      },
    ]
  `);
});

test('what the clock calls idle never settles; workers that are lost are replaced', async () => {
  const scenarios = ['1', '2', '3', '4', '5', '6', '7', '8'].flatMap((n) => [
    acting('never', `never-${n}`),
    acting('well', n),
  ]);
  const events = await all({ target: target('adapter.mjs', { CLOCK: '1' }), scenarios });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/1: returned after 1 requests",
      "act/2: returned after 1 requests",
      "act/3: returned after 1 requests",
      "act/4: returned after 1 requests",
      "act/5: returned after 1 requests",
      "act/6: returned after 1 requests",
      "act/7: returned after 1 requests",
      "act/8: returned after 1 requests",
      "act/never-1: neverSettled (no timer, nothing in flight and nothing held back) after 0 requests",
      "act/never-2: neverSettled (no timer, nothing in flight and nothing held back) after 0 requests",
      "act/never-3: neverSettled (no timer, nothing in flight and nothing held back) after 0 requests",
      "act/never-4: neverSettled (no timer, nothing in flight and nothing held back) after 0 requests",
      "act/never-5: neverSettled (no timer, nothing in flight and nothing held back) after 0 requests",
      "act/never-6: neverSettled (no timer, nothing in flight and nothing held back) after 0 requests",
      "act/never-7: neverSettled (no timer, nothing in flight and nothing held back) after 0 requests",
      "act/never-8: neverSettled (no timer, nothing in flight and nothing held back) after 0 requests",
      "session: fake tier A, 5 workers",
    ]
  `);
});

test('under a virtual clock, what real time alone calls stuck is played again alone, for longer', async () => {
  const scenarios = [...well, acting('waits')];
  const deadlines = { stallMs: 400 };
  expect(
    told(await all({ target: target('adapter.mjs', { CLOCK: '1' }), scenarios, deadlines })),
  ).toMatchInlineSnapshot(`
    [
      "act/1: returned after 1 requests",
      "act/2: returned after 1 requests",
      "act/3: returned after 1 requests",
      "act/waits: neverSettled (no progress for 1.2 s, though the process answers) after 0 requests, hang",
      "session: fake tier A, 5 workers",
    ]
  `);
});

test('with one worker only', async () => {
  const scenarios = [acting('never'), acting('well'), acting('never', 'again'), acting('exit')];
  const events = await all({ target: target('adapter.mjs', { CLOCK: '1', WORKERS: '1' }), scenarios });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/again: neverSettled (no timer, nothing in flight and nothing held back) after 0 requests",
      "act/exit: lost (the process exited with code 3) after 0 requests, exit 3",
      "act/never: neverSettled (no timer, nothing in flight and nothing held back) after 0 requests",
      "act/well: returned after 1 requests",
      "session: fake tier A, 1 workers",
    ]
  `);
});

test('without a virtual clock, a stuck call is told from a process that hangs by the other workers’ questions', async () => {
  const events = await all({
    target: target('adapter.mjs'),
    scenarios: [...well, acting('never')],
    deadlines: { stallMs: 400 },
  });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/1: returned after 1 requests",
      "act/2: returned after 1 requests",
      "act/3: returned after 1 requests",
      "act/never: neverSettled (no progress for 0.4 s, though the process answers) after 0 requests",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('a body that drips is progress', async () => {
  const plain = acting('well');
  const script = [{ fixture: 'ok', fault: { kind: 'drip', bytes: 1, intervalMs: 200 } }] as const;
  const dripping = { ...plain, steps: plain.steps.map((step) => ({ ...step, script })) };
  const events = await all({ target: target('adapter.mjs'), scenarios: [dripping], deadlines: { stallMs: 400 } });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/well: returned after 1 requests",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('a storm of requests ends its call', async () => {
  const events = await all({ target: target('adapter.mjs'), scenarios: [...well, acting('storm')] });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/1: returned after 1 requests",
      "act/2: returned after 1 requests",
      "act/3: returned after 1 requests",
      "act/storm: neverSettled (request cap reached) after 101 requests",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('a call that goes on for ever', async () => {
  const events = await all({
    target: target('adapter.mjs'),
    scenarios: [...well, acting('never')],
    deadlines: { callMs: 400 },
  });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/1: returned after 1 requests",
      "act/2: returned after 1 requests",
      "act/3: returned after 1 requests",
      "act/never: neverSettled (still going on after 0.4 s) after 0 requests",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('rejections that nobody handled: one call’s own, and one that could be several’s', async () => {
  const scenarios = [...well, acting('rejection'), acting('rejectionOfSome')];
  expect(told(await all({ target: target('adapter.mjs'), scenarios }))).toMatchInlineSnapshot(`
    [
      "act/1: returned after 1 requests",
      "act/2: returned after 1 requests",
      "act/3: returned after 1 requests",
      "act/rejection: returned after 1 requests, unhandledRejection",
      "act/rejectionOfSome: returned after 1 requests, unhandledRejection",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('a warning that is no call’s is a notice', async () => {
  const events = await all({ target: target('adapter.mjs'), scenarios: [acting('lateWarning')] });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/lateWarning: returned after 1 requests",
      "notice: warning: DeprecationWarning: old, with no call open",
      "session: fake tier C, 5 workers",
    ]
  `);
});
