import type { Answer } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { type Change, decisions, error, ok } from './testing/decisions.js';

const timeouts = { attemptMs: 30_000, totalMs: 10_000, coversBackoff: true, totalRaises: 'timeout' } as const;
const slow = (ms: number): Answer => ({ ...error(503), fault: { kind: 'delay', ms } });
const asks = (seconds: number): Answer => ({ ...error(503), headers: { 'Retry-After': String(seconds) } });
const stalled: Answer = { ...ok, fault: { kind: 'stall', after: 'request' } };

test('a wait that would pass the time of a call is not begun', () => {
  const told = (seconds: number, change: Change = { timeouts }) => decisions(change, [asks(seconds), ok])[0];
  expect({
    'within it': told(9),
    'behind it': told(11),
    'raised as the last error': told(11, { timeouts: { ...timeouts, totalRaises: 'lastError' } }),
    'raised as nobody says': told(11, { timeouts: { ...timeouts, totalRaises: null } }),
    'waits that do not count': told(11, { timeouts: { ...timeouts, coversBackoff: false } }),
    'waits of which nobody says whether they count': told(11, { timeouts: { ...timeouts, coversBackoff: null } }),
  }).toMatchInlineSnapshot(`
    {
      "behind it": "stop (timeout.total, /timeouts/totalMs), raises FoilEngineError (error.class, /timeouts/totalRaises)",
      "raised as nobody says": "stop (timeout.total, /timeouts/totalMs), open (error.class, /timeouts/totalRaises)",
      "raised as the last error": "stop (timeout.total, /timeouts/totalMs), raises ServerError (error.class, /statuses/503)",
      "waits of which nobody says whether they count": "open (timeout.total, /timeouts/coversBackoff), open (timeout.total, /timeouts/coversBackoff)",
      "waits that do not count": "retry (retry.status, /retry/statuses), 11000..11000",
      "within it": "retry (retry.status, /retry/statuses), 9000..9000",
    }
  `);
});

test('an attempt is cut when the time of a call is used up, and no other one follows', () => {
  expect({
    'slow answers': decisions({ timeouts }, [slow(4000)]),
    'one answer that never comes': decisions({ timeouts }, [stalled]),
    'after which the jitter decides': decisions({ timeouts }, [slow(9_600), ok]),
  }).toMatchInlineSnapshot(`
    {
      "after which the jitter decides": [
        "open (timeout.total, /timeouts/totalMs), open (timeout.total, /timeouts/totalMs)",
      ],
      "one answer that never comes": [
        "stop (timeout.total, /timeouts/totalMs), raises FoilEngineError (error.class, /timeouts/totalRaises)",
      ],
      "slow answers": [
        "retry (retry.status, /retry/statuses), 250..500",
        "retry (retry.count, /retry/maxRetries), 500..1000",
        "stop (timeout.total, /timeouts/totalMs), raises FoilEngineError (error.class, /timeouts/totalRaises)",
      ],
    }
  `);
});
