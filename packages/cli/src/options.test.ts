import { expect, test } from 'vitest';
import {
  assignments,
  clockOf,
  durationsOf,
  jobsOf,
  portOf,
  powerOf,
  realClockOf,
  repeatOf,
  reporterChoices,
  seedOf,
  shardOf,
  timeoutOf,
  versionRange,
} from './options.js';

test.each<[() => unknown, string]>([
  [() => seedOf('x'), '--seed: a whole number of at least 0 is expected, got "x"'],
  [() => seedOf('-1'), '--seed: a whole number of at least 0 is expected, got "-1"'],
  [() => seedOf('1e3'), '--seed: a whole number of at least 0 is expected, got "1e3"'],
  [() => jobsOf('0'), '--jobs: a whole number of at least 1 is expected, got "0"'],
  [() => repeatOf('1.5'), '--repeat: a whole number of at least 1 is expected, got "1.5"'],
  [() => durationsOf('0'), '--durations: a whole number of at least 1 is expected, got "0"'],
  [() => powerOf('8'), '--power: a whole number of at least 64 is expected, got "8"'],
  [() => timeoutOf('90s'), '--timeout: a whole number of minutes, at least 1, is expected, got "90s"'],
  [() => portOf('0'), '--port: a whole number of at least 1 is expected, got "0"'],
  [() => portOf('65536'), '--port: a port is at most 65535, got 65536'],
  [() => realClockOf('virtual'), '--clock: serve supports only --clock real, got "virtual"'],
  [() => shardOf('4'), '--shard: K/N is expected, the K-th of N parts, like 1/4, got "4"'],
  [() => shardOf('0/4'), '--shard: K/N is expected, the K-th of N parts, like 1/4, got "0/4"'],
  [() => shardOf('5/4'), '--shard: K/N is expected, the K-th of N parts, like 1/4, got "5/4"'],
  [() => assignments('=x'), '--env: NAME=VALUE is expected, got "=x"'],
  [() => versionRange('1.0.0'), '--sdk-version: two versions are expected, like 1.2.0..2.0.0, got "1.0.0"'],
  [() => versionRange('1..1'), '--sdk-version: two versions are expected, like 1.2.0..2.0.0, got "1..1"'],
  [() => clockOf('fast'), '--clock: virtual or real is expected, got "fast"'],
  [
    () => reporterChoices(['pdf']),
    '--reporter: there is no reporter "pdf"; there are terminal, jsonl, html, junit, markdown, github, gitlab, badge, shields, ctrf, sarif',
  ],
  [() => reporterChoices(['jsonl=']), '--reporter: a file is missing after "jsonl="'],
  [
    () => reporterChoices(['jsonl', 'terminal']),
    '--reporter: jsonl and terminal would both go to standard output; give one a file: --reporter terminal=FILE',
  ],
])('a wrong value is refused: %#', (read, message) => expect(read).toThrow(new Error(message)));

test('the terminal report goes to standard output unless something else does', () => {
  const terminal = { name: 'terminal', file: null };
  expect(reporterChoices([])).toEqual([terminal]);
  expect(reporterChoices(['jsonl=a.jsonl'])).toEqual([terminal, { name: 'jsonl', file: 'a.jsonl' }]);
  expect(reporterChoices(['jsonl'])).toEqual([{ name: 'jsonl', file: null }]);
  expect(reporterChoices(['terminal=report.txt'])).toEqual([{ name: 'terminal', file: 'report.txt' }]);
});
