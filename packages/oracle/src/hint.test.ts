import type { HeaderLine, HintPolicy, JsonValue } from '@sdk-conformance/model';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { describe, expect, test } from 'vitest';
import type { Gap } from './expectation.js';
import { readHint } from './hint.js';
import { hintRule } from './hint-rule.js';

const { spec } = specInRepository('spec/foilengine.yaml', new Map());

const header = { dateForms: [], when: null, addMs: 0 };

const policy: HintPolicy = {
  headers: [
    { ...header, name: 'Retry-After-Ms', unit: 'ms', pointer: '/hints/headers/0' },
    { ...header, name: 'Retry-After', unit: 's', dateForms: ['imf', 'rfc850', 'asctime'], pointer: '/hints/headers/1' },
    { ...header, name: 'X-Reset', unit: 'epochS', pointer: '/hints/headers/2' },
  ],
  readsNone: false,
  body: null,
  numbers: null,
  clampAboveMs: null,
  missing: 'backoff',
  statuses: 'retried',
  combine: 'replace',
  zero: null,
  negative: null,
  fractional: null,
  invalid: null,
  pastDate: null,
  capMs: 60_000,
  overCap: null,
  shouldRetryHeader: null,
};

function shown(gap: Gap): string {
  const where = `${gap.because.requirement}, ${gap.because.pointer}`;
  return gap.kind === 'window' ? `${gap.fromMs}..${gap.toMs} (${where})` : `open (${where})`;
}

/** The rule on the second retry, whose backoff is 500 to 1000 ms. */
function rule(
  headers: readonly HeaderLine[],
  change: Partial<HintPolicy> = {},
  status = 503,
  body?: JsonValue,
): string {
  const hints = { ...policy, ...change };
  const found = hintRule({ ...spec, hints }, readHint(hints, headers, body), status);
  if ('gap' in found) return shown(found.gap(1));
  const [kind, { requirement, pointer }] =
    'stop' in found
      ? ['stop', found.stop]
      : 'undecided' in found
        ? ['undecided', found.undecided]
        : ['open', found.open];
  return `${kind} (${requirement}, ${pointer})`;
}

test('a header in several lines may be read by each of them, or joined', () => {
  const lines = (...values: readonly string[]) => values.map((value): HeaderLine => ['Retry-After', value]);
  const digits = { numbers: 'digits', invalid: 'backoff' } as const;
  expect([
    rule(lines('7', '7'), digits),
    rule(lines('7', '9'), digits),
    rule(lines('7', '7'), { ...digits, numbers: 'leading' }),
    rule(lines('7', '7')),
    rule(lines('7', '90'), { ...digits, overCap: 'noRetry' }),
    rule(lines('7', '7'), { ...digits, invalid: 'noRetry' }),
    rule(lines('90', '91'), { ...digits, overCap: 'noRetry', invalid: 'noRetry' }),
  ]).toEqual([
    '500..7000 (retry.after.invalid, /hints/invalid)',
    '500..9000 (retry.after.invalid, /hints/invalid)',
    '7000..7000 (retry.after, /hints/headers/1)',
    'open (retry.after.invalid, /hints/invalid)',
    'undecided (retry.after.invalid, /hints/invalid)',
    'undecided (retry.after.invalid, /hints/invalid)',
    'stop (retry.after.cap, /hints/overCap)',
  ]);
});

const after = (value: string): readonly HeaderLine[] => [['retry-after', value]];

describe('what is read', () => {
  test.each([
    ['seconds', after('2'), '2000..2000 (retry.after, /hints/headers/1)'],
    ['milliseconds', [['RETRY-AFTER-MS', '250']], '250..250 (retry.after, /hints/headers/0)'],
    ['a date', after('{{httpdate +3s}}'), '2000..3000 (retry.after.date, /hints/headers/1/httpDate)'],
    ['a date of asctime', after('{{asctime +3s}}'), '2000..3000 (retry.after.dateForm, /hints/headers/1/httpDate)'],
    ['a date of RFC 850', after('{{rfc850date +3s}}'), '2000..3000 (retry.after.dateForm, /hints/headers/1/httpDate)'],
    ['an epoch', [['x-reset', '{{epoch +9s}}']], '8000..9000 (retry.after.date, /hints/headers/2/httpDate)'],
    ['blanks around it', after('  2 '), '2000..2000 (retry.after, /hints/headers/1)'],
    ['none', [['x-other', '2']], '500..1000 (retry.backoff, /backoff)'],
    [
      'the first of several, whatever their order',
      [...after('9'), ['retry-after-ms', '100']],
      '100..100 (retry.after, /hints/headers/0)',
    ],
    ['an epoch long gone', [['x-reset', '1']], 'open (retry.after.past, /hints/pastDate)'],
    ['an epoch far away', [['x-reset', '99999999999']], 'open (retry.after.cap, /hints/overCap)'],
    [
      'a date where none is read',
      [['retry-after-ms', '{{httpdate +3s}}']],
      'open (retry.after.invalid, /hints/invalid)',
    ],
  ] as readonly [string, readonly HeaderLine[], string][])('%s', (_, headers, expected) => {
    expect(rule(headers)).toBe(expected);
  });

  test('not on a status that the policy leaves out', () => {
    const statuses = [{ kind: 'code', code: 429 }] as const;
    expect([rule(after('2'), { statuses }, 429), rule(after('2'), { statuses }, 503)]).toEqual([
      '2000..2000 (retry.after, /hints/headers/1)',
      '500..1000 (retry.backoff, /backoff)',
    ]);
  });
});

test('beside the backoff', () => {
  expect([
    rule(after('0.75'), { fractional: 'accept', combine: 'max' }),
    rule(after('2'), { combine: 'max' }),
    rule(after('2'), { combine: 'add' }),
    rule(after('{{httpdate +3s}}'), { combine: 'max' }),
    rule(after('{{httpdate +3s}}'), { combine: 'add' }),
  ]).toEqual([
    '750..1000 (retry.after.fraction, /hints/combine)',
    '2000..2000 (retry.after, /hints/combine)',
    '2500..3000 (retry.after, /hints/combine)',
    '2000..3000 (retry.after.date, /hints/combine)',
    '2500..4000 (retry.after.date, /hints/combine)',
  ]);
});

describe('headers', () => {
  const [ms, seconds, epoch] = policy.headers;
  if (ms === undefined || seconds === undefined || epoch === undefined) throw new Error('there are three');

  test('none is read, on purpose', () => {
    expect(rule(after('9'), { headers: [], readsNone: true })).toBe('500..1000 (retry.backoff, /hints/headers)');
  });

  test('none is read, and a body is', () => {
    const change: Partial<HintPolicy> = { headers: [], readsNone: true, body: { pointer: '/wait', unit: 'duration' } };
    expect(rule(after('9'), change, 503, { wait: '2s' })).toBe('2000..2000 (retry.after, /hints/body)');
    expect(rule(after('9'), change, 503, {})).toBe('500..1000 (retry.backoff, /hints/headers)');
    expect(rule(after('9'), { ...change, missing: 'noRetry' }, 503, {})).toBe('stop (retry.status, /hints/missing)');
  });

  test('one that counts only beside another', () => {
    const headers = [{ ...seconds, when: { header: 'X-Remaining', equals: '0' } }];
    const with9 = (more: readonly HeaderLine[]) => rule([...after('9'), ...more], { headers });
    expect([with9([['x-remaining', '0']]), with9([['x-remaining', '1']]), with9([])]).toEqual([
      '9000..9000 (retry.after, /hints/headers/1)',
      '500..1000 (retry.backoff, /backoff)',
      '500..1000 (retry.backoff, /backoff)',
    ]);
  });

  test('so many ms are added', () => {
    const headers = [{ ...seconds, addMs: 1500 }];
    expect([rule(after('2'), { headers }), rule(after('{{httpdate +3s}}'), { headers })]).toEqual([
      '3500..3500 (retry.after, /hints/headers/1)',
      '3500..4500 (retry.after.date, /hints/headers/1/httpDate)',
    ]);
  });

  test('forms of a date that are not read', () => {
    const headers = [{ ...seconds, dateForms: ['imf'] as const }];
    const of = (value: string) => rule(after(value), { headers, invalid: 'backoff' });
    expect([of('{{httpdate +3s}}'), of('{{asctime +3s}}')]).toEqual([
      '2000..3000 (retry.after.date, /hints/headers/1/httpDate)',
      '500..1000 (retry.after.invalid, /hints/invalid)',
    ]);
  });

  test('they are told as dates, not as what stands in the script', () => {
    const headers = [{ ...seconds, dateForms: [] }];
    const told = (value: string) => {
      const open = hintRule(
        { ...spec, hints: { ...policy, headers } },
        readHint({ ...policy, headers }, after(value)),
        429,
      );
      return 'open' in open ? open.open.text : '';
    };
    const means = (what: string) => `the spec does not say what retry-after: ${what} means (no hints.invalid)`;
    expect([told('{{httpdate +3s}}'), told('{{rfc850date -10s}}'), told('{{asctime +20s}}')]).toEqual([
      means('an HTTP-date 3 s ahead'),
      means('a date of RFC 850 10 s past'),
      means('a date of asctime 20 s ahead'),
    ]);
  });

  test('one that cannot be read leaves the word to the next', () => {
    const said: readonly HeaderLine[] = [['retry-after-ms', 'soon'], ...after('4')];
    expect([rule(said), rule(said, { invalid: 'next' }), rule(after('soon'), { invalid: 'next' })]).toEqual([
      'open (retry.after.invalid, /hints/invalid)',
      '4000..4000 (retry.after, /hints/headers/1)',
      '500..1000 (retry.after.invalid, /hints/invalid)',
    ]);
  });
});

test('a fraction of the unit that is cut off or rounded up', () => {
  expect(rule([['retry-after-ms', '250.5']], { fractional: 'truncate' })).toBe(
    '250..250 (retry.after.fraction, /hints/fractional)',
  );
  const of = (value: string, fractional: 'truncate' | 'ceil') => rule(after(value), { fractional, zero: 'immediate' });
  expect([of('1.5', 'truncate'), of('1.5', 'ceil'), of('0.25', 'truncate'), of('0.25', 'ceil')]).toEqual([
    '1000..1000 (retry.after.fraction, /hints/fractional)',
    '2000..2000 (retry.after.fraction, /hints/fractional)',
    '0..0 (retry.after.zero, /hints/zero)',
    '1000..1000 (retry.after.fraction, /hints/fractional)',
  ]);
});

test('an answer without a hint, where one counts', () => {
  const statuses = [{ kind: 'code', code: 429 }] as const;
  const without = (missing: HintPolicy['missing'], status: number) => rule([], { missing, statuses }, status);
  expect([without('noRetry', 429), without(60_000, 429), without('noRetry', 503)]).toEqual([
    'stop (retry.status, /hints/missing)',
    '60000..60000 (retry.backoff, /hints/missingMs)',
    '500..1000 (retry.backoff, /backoff)',
  ]);
});

test.each([
  ['zero', '0', ['backoff', 'immediate'], 'retry.after.zero'],
  ['negative', '-1', ['backoff', 'noRetry'], 'retry.after.negative'],
  ['invalid', 'soon', ['backoff', 'noRetry'], 'retry.after.invalid'],
  ['invalid', '', ['backoff', 'noRetry'], 'retry.after.invalid'],
  ['invalid', '1 s', ['backoff', 'noRetry'], 'retry.after.invalid'],
  ['pastDate', '{{httpdate -9s}}', ['backoff', 'immediate'], 'retry.after.past'],
  ['fractional', '1.5', ['backoff', 'accept'], 'retry.after.fraction'],
  ['overCap', '61', ['noRetry', 'clamp', 'backoff', 'honour'], 'retry.after.cap'],
] as const)('%s: %s', (key, value, rules, requirement) => {
  const results: Readonly<Record<string, string>> = {
    backoff: `500..1000 (${requirement}, /hints/${key})`,
    immediate: `0..0 (${requirement}, /hints/${key})`,
    noRetry: `stop (${requirement}, /hints/${key})`,
    accept: `1500..1500 (${requirement}, /hints/${key})`,
    clamp: `60000..60000 (${requirement}, /hints/${key})`,
    honour: `61000..61000 (${requirement}, /hints/${key})`,
  };
  expect(rule(after(value))).toBe(`open (${requirement}, /hints/${key})`);
  for (const choice of rules) expect(rule(after(value), { [key]: choice })).toBe(results[choice]);
});

test('at the cap is not over it', () => {
  expect(rule(after('60'))).toBe('60000..60000 (retry.after, /hints/headers/1)');
});
