import { recordedIn, specInRepository } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import { predict } from './predict.js';

// Written by hand from the npm package's README and source: what a spec says that Foil Engine's does not.

const { spec, fixtures, scenarios } = specInRepository(
  'conformance/vendors/openai/openai.yaml',
  recordedIn('conformance/vendors/openai/fixtures'),
);

function stepOf(id: string) {
  const scenario = scenarios.get(id);
  const step = scenario && predict(spec, 'typescript', scenario, fixtures).steps[0];
  if (step === undefined) throw new Error(`no scenario ${id}`);
  return step;
}

function lines(id: string): readonly string[] {
  const { decisions } = stepOf(id);
  const stop = decisions.findIndex((d) => d.action !== 'retry');
  return decisions.slice(0, stop + 1).map(({ action, because, gap, outcome }) => {
    if (action === 'retry') return `retry after ${gap?.kind === 'window' ? `${gap.fromMs}..${gap.toMs}` : 'open'}`;
    const comesTo =
      outcome.kind === 'raised'
        ? `raises ${outcome.type}, ${outcome.events?.length ?? 'no'} events`
        : outcome.kind === 'returned'
          ? `returns ${outcome.events?.length ?? 'no'} events`
          : 'open';
    return `${action} (${because.requirement}, ${because.pointer}): ${comesTo}`;
  });
}

test('the data that ends a stream is kept from the caller', () => {
  expect(lines('stream/good/streamChatCompletion')).toEqual([
    'stop (stream.noReplay, /streaming/retryAfterFirstEvent): returns 5 events',
  ]);
});

test('an error is told by the data of an event', () => {
  expect(lines('stream/error-middle/streamChatCompletion')).toEqual([
    'stop (stream.noReplay, /streaming/retryAfterFirstEvent): raises APIError, 2 events',
  ]);
});

test('a stream that breaks before its first event is a success that is cut', () => {
  expect(lines('stream/cut-in-first/streamChatCompletion')).toEqual([
    'stop (stream.retry, /success/cut): raises APIError, 0 events',
  ]);
});

test('the backoff is capped before its jitter; the server says when and whether', () => {
  expect(lines('retry/backoff/max-5/408/retrieveModel').slice(0, 5)).toEqual([
    'retry after 375..500',
    'retry after 750..1000',
    'retry after 1500..2000',
    'retry after 3000..4000',
    'retry after 6000..8000',
  ]);
  expect(lines('retry/after/zero/429/createChatCompletion')[0]).toBe('retry after 0..0');
  expect(lines('retry/after/over-cap/429/createChatCompletion')[0]).toBe('retry after 375..500');
});

test('a timeout is told by the line that says what it covers', () => {
  const pointer = (id: string) => {
    const { gapStart } = stepOf(id).decisions[0] ?? {};
    return gapStart?.kind === 'arrivalPlus' ? gapStart.pointer : gapStart?.kind;
  };
  expect([
    pointer('transport/timeout-2000/stall-request/retrieveModel'),
    pointer('transport/timeout-2000/stall-head/retrieveModel'),
    pointer('stream/timeout-2000/stall-before-first/streamChatCompletion'),
  ]).toEqual(['/timeouts/attemptMs', '/timeouts/coversBody', '/timeouts/perStreamEvent']);
});

test('an abort may end a stream, and no other call', () => {
  const mayEnd = (id: string) => stepOf(id).abort?.mayEnd;
  expect([mayEnd('abort/body/streamChatCompletion'), mayEnd('abort/body/retrieveModel')]).toEqual([true, false]);
});

test('the path has the base URL’s own before it; constants are sent; the id of the request is due on the error', () => {
  const { request, decisions } = stepOf('errors/max-0/401/streamChatCompletion');
  expect(request.segments).toEqual(['', 'v1', 'chat', 'completions']);
  expect(request.body).toEqual({ model: 'conformance', messages: ['conformance'], stream: true });
  const outcome = decisions[0]?.outcome;
  expect(outcome?.kind === 'raised' && outcome.fields.map((f) => [f.name, f.value])).toEqual([
    ['status', 401],
    ['request_id', 'req_6a1f0c5d2e'],
  ]);
});

test('the id of a request is that of its response', () => {
  const { outcome } = stepOf('errors/max-0/429/retrieveModel').decisions[0] ?? {};
  if (outcome?.kind !== 'raised') throw new Error('a 429 raises');
  const promised = outcome.fields.filter((field) => field.because.requirement === 'error.requestId');
  expect(promised.map(({ name, value }) => [name, value])).toEqual([['request_id', 'req_6a1f0c5d2e']]);
});
