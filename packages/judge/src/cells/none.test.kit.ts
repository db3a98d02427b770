import type { Cell } from './cell.test.kit.js';

/** What a spec says by none. */
export const nones: readonly Cell[] = [
  {
    key: '/retry/statuses none',
    promised: { '/retry/statuses': 'none', '/hints': undefined, '/backoff': undefined },
    other: { '/retry/statuses': [409], '/retry/exhausted': 'lastError', '/hints': undefined, '/backoff': undefined },
    breaks: ['retry.status'],
    without: { unspecified: 'retry.status', names: '/retry/statuses' },
  },
  {
    key: '/retry/transport none',
    promised: { '/retry/transport': 'none' },
    other: { '/retry/transport': ['reset'] },
    breaks: ['retry.transport'],
    without: { unspecified: 'retry.transport', names: '/retry/transport' },
  },
  {
    key: '/timeouts/attemptMs none',
    promised: { '/timeouts': { attemptMs: 'none' } },
    other: { '/timeouts': { attemptMs: 60_000, coversBody: true } },
    breaks: ['timeout.attempt'],
    without: { unspecified: 'timeout.attempt', names: '/timeouts/attemptMs' },
  },
];
