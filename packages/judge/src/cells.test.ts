import { editedSpec, type SpecInRepository } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import { judge } from './judge.js';
import { drawFrom, simulate } from './testing/model-sdk.js';

// A key that says something is kept by one SDK and broken by another: the suite must tell them apart, by the key's own requirement.

const tides = 'packages/spec/test-data/tides.yaml';
const written = 'kind: linear, initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: none }';
const withBackoff = (backoff: string) => editedSpec(tides, written, backoff);

const writtenHints = `headers:
    - { name: Retry-After-Ms, unit: ms }
    - { name: Retry-After, unit: s, httpDate: true }
  statuses: [503]
  combine: max
`;
const withHints = (hints: string) => editedSpec(tides, `hints:\n  ${writtenHints}`, `hints: ${hints}\n`);

/** What an SDK that keeps one spec breaks of another, by requirement. */
function broken({ spec, fixtures, scenarios }: SpecInRepository, kept: SpecInRepository): readonly string[] {
  const requirements = [...scenarios.values()].flatMap((scenario) => {
    if (!scenario.id.startsWith('retry/') || scenario.clients.length > 40) return [];
    const played = { language: 'ruby', scenario, fixtures };
    const { observation } = simulate({ spec: kept.spec, ...played }, drawFrom(7));
    const judged = judge({ ...simulate({ spec, ...played }, drawFrom(7)), observation });
    return judged.flatMap((f) => (f.verdict === 'fail' ? [f.requirement] : []));
  });
  return [...new Set(requirements)].sort();
}

const plain = 'initialMs: 100, jitter: { kind: none }';
const equal = 'jitter: { kind: equal }';

test.each([
  [
    'kind: polynomial',
    `kind: polynomial, power: 2, ${plain}`,
    `kind: exponential, factor: 4, ${plain}`,
    ['retry.backoff'],
  ],
  ['power', `kind: polynomial, power: 2, ${plain}`, `kind: polynomial, power: 3, ${plain}`, ['retry.backoff']],
  [
    'delaysMs',
    'kind: listed, delaysMs: [100, 700], jitter: { kind: none }',
    `kind: constant, ${plain}`,
    ['retry.backoff'],
  ],
  ['firstRetryMs', `kind: constant, firstRetryMs: 0, ${plain}`, `kind: constant, ${plain}`, ['retry.backoff']],
  [
    'minMs before jitter',
    `kind: constant, initialMs: 100, minMs: 500, floorAfterJitter: false, ${equal}`,
    `kind: constant, initialMs: 100, ${equal}`,
    ['retry.backoff'],
  ],
  [
    'floorAfterJitter',
    `kind: constant, initialMs: 500, minMs: 400, floorAfterJitter: true, ${equal}`,
    `kind: constant, initialMs: 500, ${equal}`,
    ['retry.backoff'],
  ],
  [
    'for: initialMs',
    `kind: constant, ${plain}, for: [{ statuses: [503], initialMs: 900 }]`,
    `kind: constant, ${plain}`,
    ['retry.backoff'],
  ],
  [
    'for: maxMs',
    `kind: linear, factor: 9, ${plain}, for: [{ statuses: [503], maxMs: 300 }]`,
    `kind: linear, factor: 9, ${plain}`,
    ['retry.backoff'],
  ],
])('%s', (_, promised, other, requirements) => {
  const [spec, otherSpec] = [withBackoff(promised), withBackoff(other)];
  expect(broken(spec, spec)).toEqual([]);
  expect(broken(spec, otherSpec)).toEqual(requirements);
});

const replace = 'statuses: [503], combine: replace';
const seconds = 'name: Retry-After, unit: s';

test.each([
  ['headers: none', '{ headers: none }', `{ headers: [{ ${seconds} }], ${replace} }`, ['retry.backoff']],
  [
    'missing: noRetry',
    `{ headers: [{ ${seconds} }], ${replace}, missing: noRetry }`,
    `{ headers: [{ ${seconds} }], ${replace} }`,
    ['retry.status'],
  ],
  [
    'missingMs',
    `{ headers: [{ ${seconds} }], ${replace}, missingMs: 4000 }`,
    `{ headers: [{ ${seconds} }], ${replace} }`,
    ['retry.backoff'],
  ],
  [
    'fractional: truncate',
    `{ headers: [{ ${seconds} }], ${replace}, fractional: truncate, zero: immediate }`,
    `{ headers: [{ ${seconds} }], ${replace}, fractional: accept, zero: immediate }`,
    ['retry.after.fraction', 'retry.after.zero'],
  ],
  [
    'fractional: ceil',
    `{ headers: [{ ${seconds} }], ${replace}, fractional: ceil }`,
    `{ headers: [{ ${seconds} }], ${replace}, fractional: accept }`,
    ['retry.after.fraction'],
  ],
  [
    'when',
    `{ headers: [{ ${seconds}, when: { header: X-Remaining, equals: "0" } }], ${replace} }`,
    `{ headers: [{ ${seconds} }], ${replace} }`,
    ['retry.backoff'],
  ],
  [
    'addMs',
    `{ headers: [{ ${seconds}, addMs: 1000 }], ${replace} }`,
    `{ headers: [{ ${seconds} }], ${replace} }`,
    ['retry.after'],
  ],
  [
    'httpDate: [imf]',
    `{ headers: [{ ${seconds}, httpDate: [imf] }], ${replace}, invalid: backoff }`,
    `{ headers: [{ ${seconds}, httpDate: true }], ${replace}, invalid: backoff }`,
    ['retry.after.invalid'],
  ],
  [
    'invalid: next',
    `{ headers: [{ name: X-Ms, unit: ms }, { ${seconds} }], ${replace}, invalid: next }`,
    `{ headers: [{ name: X-Ms, unit: ms }, { ${seconds} }], ${replace}, invalid: backoff }`,
    ['retry.after'],
  ],
])('%s', (_, promised, other, requirements) => {
  const [spec, otherSpec] = [withHints(promised), withHints(other)];
  expect(broken(spec, spec)).toEqual([]);
  expect(broken(spec, otherSpec)).toEqual(requirements);
});
