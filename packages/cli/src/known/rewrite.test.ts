import type { KnownDeviation, KnownUpdate } from '@sdk-conformance/engine';
import { expect, test } from 'vitest';
import { type Acceptance, rewritten } from './rewrite.js';

const nothing: KnownUpdate = { remove: [], change: [], add: [] };
const acceptance: Acceptance = { reason: 'mended in 2.0', owner: null, issue: null, expires: null };

const text = `# What we live with.

known:
  # Asked Kim, 12 October.
  - target: python # and no other
    requirement: error.message
    scenario: body/html/400/initSession
    signature: the message is ""
    reason: a page is not parsed
    owner: kim
  # Seen since 1.3.
  - target: python
    requirement: retry.backoff
    scenario: [retry/count/**, retry/mixed/**]
    signature: "retry <n> came after <too soon>" # by chance
    reason: the backoff is reworked
    expires: 2026-10-31
`;

function entry(place: number, more: Partial<KnownDeviation>): KnownDeviation {
  return {
    target: 'python',
    requirement: place === 0 ? 'error.message' : 'retry.backoff',
    scenarios: place === 0 ? ['body/html/400/initSession'] : ['retry/count/**', 'retry/mixed/**'],
    signatures: place === 0 ? ['the message is ""'] : ['retry <n> came after <too soon>'],
    reason: '',
    owner: null,
    issue: null,
    expires: null,
    at: '',
    ...more,
  };
}

const entries = [entry(0, {}), entry(1, {})];
const [first, second] = entries as [KnownDeviation, KnownDeviation];
const fresh = {
  target: 'python',
  requirement: 'error.class',
  scenarios: ['a/1', 'a/2'],
  signatures: ['raised "E": x'],
};

test('a new file says what it is for', () => {
  const update = { ...nothing, add: [fresh] };
  const full = { ...acceptance, owner: 'kim', issue: 'https://issues.example/1', expires: '2026-12-31' };
  expect(rewritten(null, [], update, full)).toMatchInlineSnapshot(`
    "# Failures of the SDKs under test that are accepted for now. They are played, and fail a run when they change or pass.
    # Rewritten by \`conformance run --update-known --reason TEXT\`, which keeps comments.

    known:
      - target: python
        requirement: error.class
        scenario:
          - a/1
          - a/2
        signature: 'raised "E": x'
        reason: mended in 2.0
        owner: kim
        issue: https://issues.example/1
        expires: 2026-12-31
    "
  `);
});

test('an update of nothing leaves every character', () => {
  expect(rewritten(text, entries, nothing, null)).toBe(text);
});

test('line ends of Windows stay', () => {
  const windows = text.replaceAll('\n', '\r\n');
  expect(rewritten(windows, entries, nothing, null)).toBe(windows);
  const added = rewritten(windows, entries, { ...nothing, add: [fresh] }, acceptance);
  expect(added).toBe(rewritten(text, entries, { ...nothing, add: [fresh] }, acceptance).replaceAll('\n', '\r\n'));
});

test('what is added stands at the end, and comments stay', () => {
  expect(rewritten(text, entries, { ...nothing, add: [fresh] }, acceptance)).toMatchInlineSnapshot(`
    "# What we live with.

    known:
      # Asked Kim, 12 October.
      - target: python # and no other
        requirement: error.message
        scenario: body/html/400/initSession
        signature: the message is ""
        reason: a page is not parsed
        owner: kim
      # Seen since 1.3.
      - target: python
        requirement: retry.backoff
        scenario: [retry/count/**, retry/mixed/**]
        signature: "retry <n> came after <too soon>" # by chance
        reason: the backoff is reworked
        expires: 2026-10-31
      - target: python
        requirement: error.class
        scenario:
          - a/1
          - a/2
        signature: 'raised "E": x'
        reason: mended in 2.0
    "
  `);
});

test('an entry is removed with its comments', () => {
  expect(rewritten(text, entries, { ...nothing, remove: [second] }, null)).toMatchInlineSnapshot(`
    "# What we live with.

    known:
      # Asked Kim, 12 October.
      - target: python # and no other
        requirement: error.message
        scenario: body/html/400/initSession
        signature: the message is ""
        reason: a page is not parsed
        owner: kim
    "
  `);
  expect(rewritten(text, entries, { ...nothing, remove: [first] }, null)).toMatchInlineSnapshot(`
    "# What we live with.

    known:
      # Asked Kim, 12 October.
      # Seen since 1.3.
      - target: python
        requirement: retry.backoff
        scenario: [retry/count/**, retry/mixed/**]
        signature: "retry <n> came after <too soon>" # by chance
        reason: the backoff is reworked
        expires: 2026-10-31
    "
  `);
});

test('a list that becomes empty is still a list', () => {
  expect(rewritten(text, entries, { ...nothing, remove: entries }, null)).toMatchInlineSnapshot(`
    "# What we live with.

    known:
      # Asked Kim, 12 October.
      []
    "
  `);
});

test('an entry that is changed keeps what it says besides; accepted anew, it has the new reason and no day that is over', () => {
  const to = { ...second, scenarios: ['retry/count/**'], signatures: ['x', 'y'] };
  const change = (anew: boolean) => ({ ...nothing, change: [{ entry: second, to, anew }] });
  const longer = { entry: second, to: second, anew: true };
  expect(rewritten(text, entries, { ...nothing, change: [longer] }, acceptance)).toContain(
    '    signature: "retry <n> came after <too soon>" # by chance\n    reason: mended in 2.0\n',
  );
  expect(rewritten(text, entries, change(false), null).split('\n').slice(10)).toMatchInlineSnapshot(`
    [
      "  # Seen since 1.3.",
      "  - target: python",
      "    requirement: retry.backoff",
      "    scenario: retry/count/**",
      "    signature:",
      "      - x",
      "      - y",
      "    reason: the backoff is reworked",
      "    expires: 2026-10-31",
      "",
    ]
  `);
  expect(rewritten(text, entries, change(true), acceptance).split('\n').slice(10)).toMatchInlineSnapshot(`
    [
      "  # Seen since 1.3.",
      "  - target: python",
      "    requirement: retry.backoff",
      "    scenario: retry/count/**",
      "    signature:",
      "      - x",
      "      - y",
      "    reason: mended in 2.0",
      "",
    ]
  `);
});
