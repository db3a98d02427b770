import type { Exchange, Observation, Spec } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { findingRecord, observationRecord } from './observed.js';

const credentials = { client: { apiKey: 'canary_1234', jwt: 'canary_12345' } };
const at = (ms: number) => ({ virtualMs: ms, realMs: ms / 10 });

const exchange: Exchange = {
  index: 0,
  step: 'step',
  client: 'client',
  operation: 'sendMessage',
  answer: 0,
  request: {
    method: 'POST',
    target: '/message?key=canary_1234',
    headers: [
      ['Host', '127.0.0.1:41234'],
      ['X-API-Key', 'canary_1234'],
    ],
    body: new TextEncoder().encode(`${'x'.repeat(2040)}canary_12345`),
    bodyCut: false,
  },
  arrivedAt: at(0),
  served: { label: '429', status: 429, headers: [['Retry-After', '3']], endedAt: at(2), abandonedAt: null },
  late: false,
};

const observation: Observation = {
  tier: 'A',
  credentials,
  exchanges: [exchange],
  steps: [
    {
      step: 'step',
      outcome: {
        kind: 'raised',
        error: {
          type: 'RateLimitError',
          bases: ['Error', 'Keyed_canary_1234'],
          message: 'key canary_12345 at 127.0.0.1:41234',
          fields: { canary_1234: 'canary_1234' },
          causeType: 'canary_1234',
          texts: { stack: 'canary_1234' },
          traits: {},
        },
        events: null,
      },
      startedAt: at(0),
      settledAt: null,
    },
  ],
  process: [{ kind: 'exit', code: 1, signal: null, stderr: ['canary_1234'] }],
  simulatedMs: 2,
  wallMs: 1,
};

const spec = { file: 'spec/a.yaml', positions: {} } as unknown as Spec;
const place = { target: 'typescript', scenario: 'a/b' };
const expectation = {
  scenario: 'a/b',
  language: 'typescript',
  steps: [],
  jitter: null,
  leastMs: 0,
  leastAnswersMs: 0,
  mostMs: 0,
};

test('why a request was rejected', () => {
  const rejected = { in: 'requestLine', why: 'no request line', bytes: 'canary_1234', cut: false } as const;
  const unread = { ...exchange, request: { ...exchange.request, rejected } };
  const record = observationRecord(place, spec, expectation, { ...observation, exchanges: [unread] });
  expect(record.exchanges[0]?.rejected).toEqual({ ...rejected, bytes: '[apiKey of client]' });
});

test('credentials and the port show nowhere, bodies are cut after masking', () => {
  const record = observationRecord(place, spec, expectation, observation);
  expect(JSON.stringify(record)).not.toMatch(/canary|41234/);
  expect(record.exchanges[0]?.target).toBe('/message?key=[apiKey of client]');
  expect(record.exchanges[0]?.body).toEqual({ bytes: 2052, cut: true, text: `${'x'.repeat(2040)}[jwt of …` });
  expect(record.exchanges[0]?.measured).toEqual({
    index: 0,
    arrivedMs: 0,
    endedMs: 2,
    abandonedMs: null,
    requestHeaders: [
      ['Host', '127.0.0.1:PORT'],
      ['X-API-Key', '[apiKey of client]'],
    ],
    servedHeaders: [['Retry-After', '3']],
  });
  expect(record.steps[0]?.outcome).toEqual({
    kind: 'raised',
    type: 'RateLimitError',
    bases: ['Error', 'Keyed_[apiKey of client]'],
    message: 'key [jwt of client] at 127.0.0.1:PORT',
    fields: { '[apiKey of client]': '[apiKey of client]' },
    causeType: '[apiKey of client]',
    traits: {},
    events: null,
  });
  expect(record.measured.process).toEqual([{ kind: 'exit', code: 1, signal: null, stderr: ['[apiKey of client]'] }]);
});

test('exchanges stand step after step, with their place in the call measured', () => {
  const settled = observation.steps.map((step) => ({ ...step, step: 'other' }));
  const exchanges = ['other', null, 'step', 'other'].map((step, index) => ({ ...exchange, step, index }));
  const mixed = { ...observation, exchanges, steps: [...observation.steps, ...settled] };
  const record = observationRecord(place, spec, expectation, mixed);
  expect(record.exchanges.map(({ step, measured }) => [step, measured.index])).toEqual([
    ['step', 2],
    ['other', 0],
    ['other', 3],
    [null, 1],
  ]);
});

test('a body that is not UTF-8 is kept as base64', () => {
  const binary = { ...exchange, request: { ...exchange.request, body: new Uint8Array([0xff, 0x00, 0xfe]) } };
  const record = observationRecord(place, spec, expectation, { ...observation, exchanges: [binary] });
  expect(record.exchanges[0]?.body).toEqual({ bytes: 3, cut: false, base64: '/wD+' });
});

test('what was seen stands under measured, masked', () => {
  const record = findingRecord(
    place,
    {
      requirement: 'error.secrets',
      verdict: 'fail',
      level: 'must',
      at: { file: 'spec/a.yaml', line: 1, column: 1 },
      step: 'step',
      expected: 'no credential shows',
      seen: 'the message is canary_12345',
      measured: { leaks: 1 },
    },
    credentials,
  );
  expect(record).toEqual({
    type: 'finding',
    scope: 'scenario',
    target: 'typescript',
    scenario: 'a/b',
    requirement: 'error.secrets',
    level: 'must',
    verdict: 'fail',
    step: 'step',
    at: { file: 'spec/a.yaml', line: 1, column: 1 },
    expected: 'no credential shows',
    signature: 'the message is [jwt of client]',
    known: false,
    measured: { seen: 'the message is [jwt of client]', figures: { leaks: 1 } },
  });
});
