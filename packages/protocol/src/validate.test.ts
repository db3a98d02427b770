import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { generatedFile, generateValidators } from './generate.js';
import { type MessageKind, messageKinds } from './kinds.js';
import { validate } from './validate.js';

const open = {
  protocol: 1,
  sdk: { name: 'foilengine', version: '1.0.0', language: 'typescript', runtime: 'node 20.20.2', variant: '' },
  operations: ['listPersonas'],
  capabilities: ['steps'],
  workers: 4,
};
const call = {
  call: 'c1',
  baseUrl: 'http://127.0.0.1:1',
  clients: [{ id: 'a', options: { maxRetries: 0 }, credentials: { apiKey: 'k' } }],
  steps: [{ id: 's', client: 'a', operation: 'listPersonas', arguments: {}, startAtMs: 0 }],
};
const error = { type: 'E', bases: [], message: '', fields: {}, causeType: null, texts: {}, traits: {} };

const valid: Readonly<Record<MessageKind, readonly unknown[]>> = {
  openSession: [
    open,
    { ...open, protocol: 2 },
    { ...open, without: [{ capability: 'abort', why: 'no signal' }] },
    { ...open, without: [{ capability: 'abort', operation: 'listPersonas', why: 'no signal' }] },
  ],
  sessionOpened: [
    { session: 's', workers: 1 },
    { session: 's', workers: 1, added: 'later' },
  ],
  nextCall: [{ worker: 0 }],
  nextAnswer: [call, { echo: 'e1', texts: ['[1]'] }, { wait: true }, { done: true }],
  callReport: [
    { worker: 0, adapterFailed: 'why' },
    { worker: 0, steps: [], neverSettled: 'nothing is left' },
    { worker: 0, steps: [{ id: 's', outcome: 'raised', error }] },
    {
      worker: 0,
      steps: [{ id: 's', outcome: 'raised', aborted: true, error: { ...error, name: 'N', cut: ['message'] } }],
    },
    {
      worker: 0,
      steps: [{ id: 's', outcome: 'returned', value: null, events: [{ event: 'done', data: [] }] }],
      process: [{ kind: 'warning', text: 'w', suspects: ['c1'] }],
    },
  ],
  echoReport: [{ worker: 0, values: [{ value: null }, { value: [1] }, { failed: 'NaN' }] }],
  refusal: [{ error: { code: 'unknownCall', message: 'no such call' } }],
  ipcRequest: [{ id: 1, path: '/v1/sessions', body: {} }],
  ipcResponse: [{ id: 1, body: null }],
};

describe.each(messageKinds)('%s', (kind) => {
  test('accepts what the protocol allows', () => {
    expect(valid[kind].map((message) => validate(kind, message))).toEqual(valid[kind].map(() => ({ ok: true })));
  });
  test('refuses what is not an object', () => {
    expect(validate(kind, 7)).toEqual({ ok: false, path: '', expected: 'object', got: '7' });
  });
});

const wrong: readonly [MessageKind, unknown, path: string, expected: string, got: string][] = [
  ['openSession', { ...open, workers: 0 }, '/workers', 'a number of at least 1', '0'],
  ['openSession', { ...open, sdk: { ...open.sdk, variant: null } }, '/sdk/variant', 'string', 'null'],
  [
    'openSession',
    { ...open, capabilities: ['fly'] },
    '/capabilities/0',
    'steps or abort or stream or clock or sleep or echo or abortBefore or abortReason or sharedSignal or leave or unset or refusal or wallJump or timeZone or culture',
    '"fly"',
  ],
  ['openSession', { ...open, 'a/b': 1 }, '/a~1b', 'no such key', '1'],
  ['sessionOpened', { session: 's' }, '/workers', 'a value, it is required', 'nothing'],
  ['nextAnswer', { ...call, steps: [] }, '/steps', 'at least 1 entry', '[]'],
  ['nextAnswer', { wait: 'yes' }, '/wait', 'true', '"yes"'],
  ['nextAnswer', { echo: 'e1' }, '/texts', 'a value, it is required', 'nothing'],
  ['nextAnswer', {}, '/call', 'a value, it is required', 'nothing'],
  ['callReport', { worker: 0 }, '/steps', 'a value, it is required', 'nothing'],
  [
    'callReport',
    { worker: 0, steps: [{ id: 's', outcome: 'raised' }] },
    '/steps/0/error',
    'a value, it is required',
    'nothing',
  ],
  [
    'callReport',
    { worker: 0, steps: [{ id: 's', outcome: 'raised', error: { ...error, causeType: 3 } }] },
    '/steps/0/error/causeType',
    'string or null',
    '3',
  ],
  ['callReport', { worker: 0, adapterFailed: 'x', steps: [] }, '/steps', 'no such key', '[]'],
  ['echoReport', { worker: 0, values: [{}] }, '/values/0/value', 'a value, it is required', 'nothing'],
  ['echoReport', { worker: 0, values: [{ failed: 'x', value: 1 }] }, '/values/0/value', 'no such key', '1'],
  ['callReport', { worker: -1, steps: [] }, '/worker', 'a number of at least 0', '-1'],
];

test.each(wrong)('%s with %j is refused at %s', (kind, message, path, expected, got) => {
  expect(validate(kind, message)).toEqual({ ok: false, path, expected, got });
});

test('a long value is shown in part', () => {
  const result = validate('nextCall', { worker: 'x'.repeat(200) });
  expect(result).toEqual({ ok: false, path: '/worker', expected: 'integer', got: `"${'x'.repeat(79)}…` });
});

test('the checked-in validators are what the schema gives, and import nothing', () => {
  const checkedIn = readFileSync(generatedFile, 'utf8');
  expect(checkedIn).toBe(generateValidators());
  expect(checkedIn).not.toMatch(/\bimport\b|\brequire\(/);
});
