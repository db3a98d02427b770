import { expect, test } from 'vitest';
import { clockOf, jobsOf, repeatOf, reporterChoices, seedOf, shardOf } from './options.js';

test.each<[() => unknown, string]>([
  [() => seedOf('x'), '--seed: a whole number of at least 0 is expected, got "x"'],
  [() => seedOf('-1'), '--seed: a whole number of at least 0 is expected, got "-1"'],
  [() => seedOf('1e3'), '--seed: a whole number of at least 0 is expected, got "1e3"'],
  [() => jobsOf('0'), '--jobs: a whole number of at least 1 is expected, got "0"'],
  [() => repeatOf('1.5'), '--repeat: a whole number of at least 1 is expected, got "1.5"'],
  [() => shardOf('4'), '--shard: a part of so many is expected, like 1/4, got "4"'],
  [() => shardOf('0/4'), '--shard: a part of so many is expected, like 1/4, got "0/4"'],
  [() => shardOf('5/4'), '--shard: a part of so many is expected, like 1/4, got "5/4"'],
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
