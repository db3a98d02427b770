import { expect, test } from 'vitest';
import type { LogRecord } from '../records.js';
import {
  endRecord,
  findingRecord,
  observationRecord,
  runRecord,
  scenarioRecord,
  targetRecord,
} from '../testing/records.js';
import { report, soundEnd } from '../testing/report.js';

test('what the server rejected stands in the timeline, with the true reason', () => {
  const single = observationRecord('status/a');
  const [exchange] = single.exchanges;
  const of = (more: object) => ({ ...exchange, step: null, operation: null, answer: -1, ...more });
  const tls = { in: 'requestLine', why: 'a TLS handshake', bytes: '\\x16\\x03\\x01', cut: false };
  const flood = { in: 'headers', why: 'over 256 KiB of headers', bytes: '', cut: false };
  const rejecting = {
    ...single,
    exchanges: [
      of({ method: '', target: '', served: '400, rejected: a TLS handshake', rejected: tls }),
      of({ served: '431, rejected: over 256 KiB of headers', rejected: flood }),
    ],
  } as typeof single;
  const records: LogRecord[] = [
    runRecord,
    targetRecord,
    scenarioRecord('status/a', 'fail'),
    findingRecord('status/a', { requirement: 'request.path' }),
    rejecting,
    endRecord({ verdict: 'doesNotConform', exit: 1, targets: [{ ...soundEnd, failed: 1 }] }),
  ];
  expect(report(records).match(/.*rejected.*/g)).toEqual([
    '            0 ms  “\\x16\\x03\\x01”            → 400, rejected: a TLS handshake',
    '            0 ms  GET /api/v1/sdk/personas  → 431, rejected: over 256 KiB of headers',
  ]);
});
