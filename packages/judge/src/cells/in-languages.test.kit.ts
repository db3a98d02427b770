import type { RequirementId } from '@sdk-conformance/oracle';
import type { Edits } from '@sdk-conformance/scenarios/testing';
import type { Cell } from './cell.test.kit.js';

/** A section of the language that is played, in place of the spec's. */
const section = (name: string, own: object, breaks: readonly RequirementId[], rest: Edits = {}): Cell => ({
  key: `/inLanguages/*/${name}`,
  promised: { ...rest, '/inLanguages': { ruby: { [name]: own } } },
  other: rest,
  breaks,
  without: { means: `${name} holds for each language` },
});

export const inLanguages: readonly Cell[] = [
  section('retry', { maxRetries: 1, statuses: [409, '500-504'], methods: 'all' }, ['retry.count']),
  section('backoff', { kind: 'constant', initialMs: 50, jitter: { kind: 'none' } }, ['retry.backoff']),
  section('hints', { headers: 'none' }, ['retry.backoff']),
  section('timeouts', { attemptMs: 5000 }, ['timeout.attempt'], {
    '/timeouts': { attemptMs: 9000 },
    '/retry/transport': ['timeout'],
  }),
];
