import type { Cell } from './cell.test.kit.js';

const none = { kind: 'none' };
const constant = { kind: 'constant', initialMs: 100, jitter: none };
const equal = { kind: 'constant', initialMs: 100, jitter: { kind: 'equal' } };

/** Another delay, by the same requirement. */
const delays = (key: string, promised: object, other: object, without: string): Cell => ({
  key,
  promised: { '/backoff': promised },
  other: { '/backoff': other },
  breaks: ['retry.backoff'],
  without: { means: without },
});

export const backoff: readonly Cell[] = [
  {
    key: '/backoff',
    promised: { '/backoff': constant },
    other: { '/backoff': { ...constant, initialMs: 300 } },
    breaks: ['retry.backoff'],
    without: { unspecified: 'retry.backoff', names: '/backoff' },
  },
  delays('/backoff/kind', constant, { ...constant, kind: 'linear', factor: 1 }, 'check asks for it'),
  delays('/backoff/initialMs', constant, { ...constant, initialMs: 200 }, 'check asks for it'),
  delays(
    '/backoff/factor',
    { ...constant, kind: 'exponential', factor: 2 },
    { ...constant, kind: 'exponential', factor: 3 },
    'check asks for it',
  ),
  delays(
    '/backoff/maxMs',
    { ...constant, kind: 'exponential', factor: 9, maxMs: 300, clampAfterJitter: true },
    { ...constant, kind: 'exponential', factor: 9, maxMs: 800, clampAfterJitter: true },
    'no cap',
  ),
  delays(
    '/backoff/clampAfterJitter',
    { ...constant, initialMs: 400, maxMs: 500, jitter: { kind: 'symmetric', ratio: 0.5 }, clampAfterJitter: true },
    { ...constant, initialMs: 400, maxMs: 500, jitter: { kind: 'symmetric', ratio: 0.5 }, clampAfterJitter: false },
    'check asks for it beside maxMs',
  ),
  delays('/backoff/jitter', constant, equal, 'check asks for it'),
  delays('/backoff/jitter/kind', constant, { ...constant, jitter: { kind: 'full' } }, 'check asks for it'),
  delays(
    '/backoff/jitter/ratio',
    { ...constant, jitter: { kind: 'symmetric', ratio: 0.1 } },
    { ...constant, jitter: { kind: 'symmetric', ratio: 0.9 } },
    'check asks for it',
  ),
  delays(
    '/backoff/jitter/ms',
    { ...constant, jitter: { kind: 'add', ms: 20 } },
    { ...constant, jitter: { kind: 'add', ms: 400 } },
    'jitter is a share of the delay',
  ),
  delays(
    '/backoff/kind polynomial',
    { ...constant, kind: 'polynomial', power: 2 },
    { ...constant, kind: 'exponential', factor: 4 },
    'check asks for it',
  ),
  delays(
    '/backoff/power',
    { ...constant, kind: 'polynomial', power: 2 },
    { ...constant, kind: 'polynomial', power: 3 },
    'check asks for it',
  ),
  delays(
    '/backoff/delaysMs',
    { kind: 'listed', delaysMs: [100, 700], jitter: none },
    constant,
    'check asks for it where the kind is listed',
  ),
  delays('/backoff/firstRetryMs', { ...constant, firstRetryMs: 0 }, constant, 'the first retry waits as the kind says'),
  delays('/backoff/minMs', { ...equal, minMs: 500, floorAfterJitter: false }, equal, 'no floor'),
  delays(
    '/backoff/floorAfterJitter',
    { ...equal, initialMs: 500, minMs: 400, floorAfterJitter: true },
    { ...equal, initialMs: 500 },
    'the floor falls before the jitter',
  ),
  delays('/backoff/for', { ...constant, for: [{ statuses: [503], initialMs: 900 }] }, constant, 'one rule for all'),
  delays(
    '/backoff/for/*/statuses',
    { ...constant, for: [{ statuses: [503], initialMs: 900 }] },
    { ...constant, for: [{ statuses: [500], initialMs: 900 }] },
    'check asks for it',
  ),
  delays(
    '/backoff/for/*/initialMs',
    { ...constant, for: [{ statuses: [503], initialMs: 900 }] },
    { ...constant, for: [{ statuses: [503], initialMs: 400 }] },
    'as for all',
  ),
  delays(
    '/backoff/for/*/maxMs',
    { ...constant, kind: 'linear', factor: 9, for: [{ statuses: [503], maxMs: 300 }] },
    { ...constant, kind: 'linear', factor: 9 },
    'as for all',
  ),
];
