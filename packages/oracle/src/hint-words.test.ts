import type { HeaderLine, HintPolicy } from '@sdk-conformance/model';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import { readHint } from './hint.js';
import { hintRule } from './hint-rule.js';

const { spec } = specInRepository('spec/foilengine.yaml', new Map());

const policy: HintPolicy = {
  headers: [
    {
      name: 'Retry-After',
      unit: 's',
      dateForms: ['imf', 'asctime'],
      when: null,
      addMs: 0,
      pointer: '/hints/headers/0',
    },
    { name: 'X-Reset', unit: 'epochS', dateForms: [], when: null, addMs: 0, pointer: '/hints/headers/1' },
  ],
  readsNone: false,
  body: null,
  numbers: null,
  clampAboveMs: null,
  missing: 'backoff',
  statuses: 'retried',
  combine: 'replace',
  zero: 'immediate',
  negative: 'backoff',
  fractional: 'backoff',
  invalid: 'next',
  pastDate: 'immediate',
  capMs: 60_000,
  overCap: 'clamp',
  shouldRetryHeader: null,
};

/** What is decided of a hint on the first retry, and why, in words. */
function said(headers: readonly HeaderLine[], change: Partial<HintPolicy> = {}): string {
  const hints = { ...policy, ...change };
  const found = hintRule({ ...spec, hints }, readHint(hints, headers, undefined), 503);
  if ('stop' in found) return `stop: ${found.stop.text}`;
  if ('open' in found) return `open: ${found.open.text}`;
  if ('undecided' in found) return `undecided: ${found.undecided.text}`;
  const gap = found.gap(0);
  return `${gap.kind === 'window' ? `${gap.fromMs} to ${gap.toMs}` : 'open'}: ${gap.because.text}`;
}
const after = (value: string): readonly HeaderLine[] => [['Retry-After', value]];
const reset = (value: string): readonly HeaderLine[] => [['X-Reset', value]];

test('what is said of each kind of hint', () => {
  expect({
    delay: said(after('3')),
    date: said(after('{{httpdate +3s}}')),
    obsolete: said(after('{{asctime +3s}}')),
    combined: said(after('3'), { combine: 'max' }),
    zero: said(after('0')),
    negative: said(after('-2')),
    fraction: said(after('1.5')),
    invalid: said(after('soon')),
    past: said(after('{{httpdate -3s}}')),
    'this very moment': said(after('{{httpdate +0s}}')),
    capped: said(after('90')),
    'at the cap': said(after('60')),
    'over it, honoured': said(after('90'), { overCap: 'honour' }),
    'not over it': said(after('90'), { capMs: null, overCap: null }),
    'no header': said([], { headers: [], readsNone: true }),
  }).toMatchInlineSnapshot(`
    {
      "at the cap": "60000 to 60000: Retry-After: 60 s replaces the backoff",
      "capped": "60000 to 60000: Retry-After of 90 s, over the cap of 60 s: the cap is waited",
      "combined": "3000 to 3000: Retry-After: 3 s, max with the backoff; backoff before retry 1: 250 to 500 ms",
      "date": "2000 to 3000: Retry-After: an HTTP-date 3 s ahead",
      "delay": "3000 to 3000: Retry-After: 3 s replaces the backoff",
      "fraction": "250 to 500: Retry-After: 1.5 falls back to backoff; backoff before retry 1: 250 to 500 ms",
      "invalid": "250 to 500: Retry-After: soon falls back to backoff; backoff before retry 1: 250 to 500 ms",
      "negative": "250 to 500: Retry-After: -2 falls back to backoff; backoff before retry 1: 250 to 500 ms",
      "no header": "250 to 500: no hint is read; backoff before retry 1: 250 to 500 ms",
      "not over it": "90000 to 90000: Retry-After: 90 s replaces the backoff",
      "obsolete": "2000 to 3000: Retry-After: an HTTP-date in an obsolete form 3 s ahead",
      "over it, honoured": "90000 to 90000: Retry-After of 90 s, over the cap of 60 s: waited in full",
      "past": "0 to 0: Retry-After with a date in the past: retried at once",
      "this very moment": "0 to 0: Retry-After with a date in the past: retried at once",
      "zero": "0 to 0: Retry-After: 0: retried at once",
    }
  `);
});

test('of a date of its own it is known only whether it is past or far away', () => {
  const far = '32503680000';
  expect({
    'over the cap': said(reset(far)),
    'without a cap': said(reset(far), { capMs: null, overCap: null }),
    honoured: said(reset(far), { overCap: 'honour' }),
    past: said(reset('1000000000')),
  }).toMatchInlineSnapshot(`
    {
      "honoured": "open: X-Reset with a date of its own",
      "over the cap": "60000 to 60000: X-Reset of 30767990400 s, over the cap of 60 s: the cap is waited",
      "past": "0 to 0: X-Reset with a date in the past: retried at once",
      "without a cap": "open: X-Reset with a date of its own",
    }
  `);
});
