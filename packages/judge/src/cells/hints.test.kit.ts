import type { RequirementId } from '@sdk-conformance/oracle';
import type { Cell } from './cell.test.kit.js';

const seconds = { name: 'Retry-After', unit: 's' };
const plain = { headers: [seconds], statuses: [503], combine: 'replace' };

type Without = Cell['without'];

const hint = (
  key: string,
  promised: object,
  other: object,
  breaks: readonly RequirementId[],
  without: Without,
): Cell => ({
  key,
  promised: { '/hints': promised },
  other: { '/hints': other },
  breaks,
  without,
});

/** The rule about a header, and the same header without the rule. */
const header = (key: string, more: object, breaks: RequirementId, means: string): Cell =>
  hint(key, { ...plain, headers: [{ ...seconds, ...more }] }, plain, [breaks], { means });

export const hints: readonly Cell[] = [
  hint('/hints', plain, { headers: 'none' }, ['retry.after'], {
    means: 'no header is known that could be played',
  }),
  hint('/hints/headers', { headers: 'none' }, plain, ['retry.backoff'], { means: 'only another header is read' }),
  hint('/hints/statuses', plain, { ...plain, statuses: [500] }, ['retry.after'], {
    means: 'hints count on each status that is retried',
  }),
  {
    key: '/hints/combine',
    promised: { '/hints': plain, '/backoff/initialMs': 20_000, '/backoff/maxMs': 20_000 },
    other: { '/hints/combine': 'max', '/backoff/initialMs': 20_000, '/backoff/maxMs': 20_000 },
    breaks: ['retry.after'],
    without: { means: 'check asks for it' },
  },
  hint('/hints/missing', { ...plain, missing: 'noRetry' }, plain, ['retry.status'], { means: 'backoff' }),
  hint('/hints/missingMs', { ...plain, missingMs: 4000 }, plain, ['retry.backoff'], { means: 'backoff' }),
  hint(
    '/hints/fractional',
    { ...plain, fractional: 'truncate', zero: 'immediate' },
    { ...plain, fractional: 'accept', zero: 'immediate' },
    ['retry.after.fraction', 'retry.after.zero'],
    { unspecified: 'retry.after.fraction', names: '/hints/fractional' },
  ),
  hint(
    '/hints/fractional ceil',
    { ...plain, fractional: 'ceil' },
    { ...plain, fractional: 'accept' },
    ['retry.after.fraction'],
    { unspecified: 'retry.after.fraction', names: '/hints/fractional' },
  ),
  hint(
    '/hints/invalid next',
    { ...plain, headers: [{ name: 'X-Ms', unit: 'ms' }, seconds], invalid: 'next' },
    { ...plain, headers: [{ name: 'X-Ms', unit: 'ms' }, seconds], invalid: 'backoff' },
    ['retry.after'],
    { means: 'open' },
  ),
  header(
    '/hints/headers/*/when',
    { when: { header: 'X-Remaining', equals: '0' } },
    'retry.backoff',
    'it always counts',
  ),
  header('/hints/headers/*/addMs', { addMs: 1000 }, 'retry.after', 'nothing is added'),
  hint(
    '/hints/headers/*/httpDate',
    { ...plain, headers: [{ ...seconds, httpDate: ['imf'] }], invalid: 'backoff' },
    { ...plain, headers: [{ ...seconds, httpDate: true }], invalid: 'backoff' },
    ['retry.after.invalid'],
    { means: 'dates are no hint' },
  ),
  hint(
    '/hints/numbers',
    { ...plain, numbers: 'digits', invalid: 'backoff' },
    { ...plain, numbers: 'float', invalid: 'backoff' },
    ['retry.after.invalid'],
    { means: 'only digits are judged' },
  ),
  hint(
    '/hints/numbers float',
    { ...plain, numbers: 'float', invalid: 'backoff' },
    { ...plain, numbers: 'digits', invalid: 'backoff' },
    ['retry.after'],
    { means: 'only digits are judged' },
  ),
  hint(
    '/hints/numbers leading',
    { ...plain, numbers: 'leading', invalid: 'backoff' },
    { ...plain, numbers: 'digits', invalid: 'backoff' },
    ['retry.after'],
    { means: 'only digits are judged' },
  ),
  hint(
    '/hints/zero',
    { ...plain, combine: 'add', zero: 'backoff' },
    { ...plain, combine: 'add', zero: 'immediate' },
    ['retry.after.zero'],
    { unspecified: 'retry.after.zero', names: '/hints/zero' },
  ),
  hint('/hints/body', { ...plain, body: { pointer: '/retryDelay' } }, plain, ['retry.after'], {
    means: 'no body is read',
  }),
  hint(
    '/hints/body beside headers none',
    { ...plain, headers: 'none', body: { pointer: '/retryDelay' } },
    { headers: 'none' },
    ['retry.after'],
    { means: 'no body is read' },
  ),
  hint(
    '/hints/body/pointer',
    { ...plain, body: { pointer: '/details/0/retryDelay' } },
    { ...plain, body: { pointer: '/details/1/retryDelay' } },
    ['retry.after'],
    { means: 'check asks for it' },
  ),
  hint(
    '/hints/body/unit',
    { ...plain, body: { pointer: '/retryDelay', unit: 'ms' } },
    { ...plain, body: { pointer: '/retryDelay', unit: 's' } },
    ['retry.after'],
    { means: 'a duration' },
  ),
  hint('/hints/clamp', { ...plain, clamp: { from: 'backoff', aboveMs: 5000 } }, plain, ['retry.after'], {
    means: 'a hint is waited as it stands',
  }),
  hint(
    '/hints/clamp/aboveMs',
    { ...plain, clamp: { from: 'backoff', aboveMs: 5000 } },
    { ...plain, clamp: { from: 'backoff', aboveMs: 500 } },
    ['retry.after'],
    { means: 'check asks for it' },
  ),
];
