import { expect, test } from 'vitest';
import type { LogRecord } from '../records.js';
import { endRecord, runRecord, targetRecord } from '../testing/records.js';
import { report } from '../testing/report.js';

test('a target that a filter leaves nothing to play on was not started', () => {
  const idle = { ...targetRecord, name: 'perl', sdk: null, scenarios: 0 };
  expect(report([runRecord, targetRecord, idle, endRecord()]).split('\n')[2]).toBe(
    '  perl        not started: there is nothing to play on it',
  );
});

test('a target whose toolchain is absent is said loudly', () => {
  const absent: LogRecord = {
    ...targetRecord,
    name: 'csharp',
    sdk: null,
    notRun: 'dotnet is not on the PATH',
  } as LogRecord;
  const text = report([runRecord, targetRecord, absent, endRecord()]);
  expect(text.split('\n')[2]).toBe('  csharp      NOT RUN: dotnet is not on the PATH');
  expect(text).toContain('\nCONFORMS: 2 scenarios played, all judged; not run, for want of a toolchain: csharp\n');
});

test('where only sleeps are virtual, that is said', () => {
  const sleeps = { ...targetRecord, clockTier: 'S' } as LogRecord;
  const text = report([runRecord, sleeps, endRecord()]);
  expect(text.split('\n')[1]).toBe(
    '  typescript  foilengine 0.4.0  node 20.20.2  clock tier S (virtual sleep, timeouts in real time, delays judged to ±1 ms)',
  );
});
