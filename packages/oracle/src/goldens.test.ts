import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { describe, expect, test } from 'vitest';
import type { Decision } from './expectation.js';
import type { OutcomeExpectation } from './outcome-expectation.js';
import { predict } from './predict.js';

// Written by hand from the error codes page and the vendor's documentation, so that oracle and judge cannot be wrong together.

const { spec, fixtures, scenarios } = specInRepository('spec/foilengine.yaml');

function outcomeLine(outcome: OutcomeExpectation): string {
  if (outcome.kind === 'open') return 'open';
  if (outcome.kind === 'returned')
    return `returns ${outcome.events === null ? (outcome.value === null ? 'null' : 'a value') : `${outcome.events.length} events`}`;
  const fields = outcome.fields.map((f) => `${f.name}=${f.value}`).join(' ');
  return `raises ${outcome.type} < ${outcome.base.type}${fields === '' ? '' : ` ${fields}`}${outcome.cause === null ? '' : ' with cause'}`;
}

function line(decision: Decision): string {
  const { action, because, gap } = decision;
  if (action !== 'retry')
    return `${decision.label}: ${action} (${because.requirement}) ${outcomeLine(decision.outcome)}`;
  const wait = gap?.kind === 'window' ? `${gap.fromMs}..${gap.toMs} (${gap.because.requirement})` : 'open';
  return `${decision.label}: retry (${because.requirement}) after ${wait}`;
}

function golden(id: string, language = 'typescript'): readonly string[] {
  const scenario = scenarios.get(id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  const step = predict(spec, language, scenario, fixtures).steps[0];
  const decisions = step?.decisions ?? [];
  const stop = decisions.findIndex((d) => d.action !== 'retry');
  return decisions.slice(0, stop < 0 ? undefined : stop + 1).map(line);
}

describe('the page’s mapping table', () => {
  const table = [
    [400, 'BadRequestError', 'BadRequestError', 'BadRequestException'],
    [401, 'AuthenticationError', 'AuthenticationError', 'AuthenticationException'],
    [403, 'ForbiddenError', 'ForbiddenError', 'ForbiddenException'],
    [404, 'NotFoundError', 'NotFoundError', 'NotFoundException'],
    [429, 'RateLimitError', 'RateLimitError', 'RateLimitException'],
    [500, 'ServerError', 'ServerError', 'ServerException'],
    [503, 'ServerError', 'ServerError', 'ServerException'],
  ] as const;
  test.each(table)('%i', (status, python, typescript, csharp) => {
    const raisedIn = (language: string): string | undefined =>
      /raises (\w+)/.exec(golden(`status/${status}/sendMessage`, language).at(-1) ?? '')?.[1];
    expect([raisedIn('python'), raisedIn('typescript'), raisedIn('csharp')]).toEqual([python, typescript, csharp]);
  });
});

const backoff429 = [
  '429: retry (retry.status) after 250..500 (retry.backoff)',
  '429: retry (retry.count) after 500..1000 (retry.backoff)',
  '429: retry (retry.count) after 1000..2000 (retry.backoff)',
];
const rateLimit = 'raises RateLimitError < FoilEngineError statusCode=429 retryAfter=null';

describe('whole expectations', () => {
  const goldens: Readonly<Record<string, readonly string[]>> = {
    'status/200/sendMessage': ['200: stop (retry.status) returns a value'],
    'status/204/revokeApiKey': ['204: stop (retry.status) returns null'],
    'status/400/sendMessage': ['400: stop (retry.status) raises BadRequestError < FoilEngineError statusCode=400'],
    'status/429/sendMessage': [...backoff429, `429: stop (retry.count) ${rateLimit}`],
    'status/unlisted/418/initSession': [
      '418: stop (retry.status) raises FoilEngineError < FoilEngineError statusCode=418',
    ],
    'status/redirect/302/initSession': [
      '302: stop (redirect.notFollowed) raises FoilEngineError < FoilEngineError statusCode=302',
    ],
    'retry/count/max-0/429/initSession': [`429: stop (retry.count) ${rateLimit}`],
    'retry/count/max-1/500/initSession': [
      '500: retry (retry.count) after 250..500 (retry.backoff)',
      '500: stop (retry.count) raises ServerError < FoilEngineError statusCode=500',
    ],
    'retry/mixed/503-400/initSession': [
      '503: retry (retry.status) after 250..500 (retry.backoff)',
      '400: stop (retry.status) raises BadRequestError < FoilEngineError statusCode=400',
    ],
    'retry/after/seconds-30/429/initSession': [
      '429: retry (retry.status) after 30000..30000 (retry.after)',
      '200: stop (retry.status) returns a value',
    ],
    'retry/after/fraction-1.5/503/initSession': [
      '503: retry (retry.status) after 1500..1500 (retry.after.fraction)',
      '200: stop (retry.status) returns a value',
    ],
    'retry/after/date-3/429/initSession': [
      '429: retry (retry.status) after 2000..3000 (retry.after.date)',
      '200: stop (retry.status) returns a value',
    ],
    'retry/after/zero/429/initSession': [
      '429: retry (retry.status) after 250..500 (retry.after.zero)',
      '200: stop (retry.status) returns a value',
    ],
    'retry/after/garbage/503/initSession': [
      '503: retry (retry.status) after 250..500 (retry.after.invalid)',
      '200: stop (retry.status) returns a value',
    ],
    'retry/after/over-cap/429/initSession': [
      '429: stop (retry.after.cap) raises RateLimitError < FoilEngineError statusCode=429 retryAfter=61',
    ],
    'retry/after/date-past/429/initSession': [
      '429: retry (retry.status) after 250..500 (retry.after.past)',
      '200: stop (retry.status) returns a value',
    ],
    'body/html/500/initSession': [
      '500: retry (retry.status) after 250..500 (retry.backoff)',
      '500: retry (retry.count) after 500..1000 (retry.backoff)',
      '500: retry (retry.count) after 1000..2000 (retry.backoff)',
      '500: stop (retry.count) raises ServerError < FoilEngineError statusCode=500',
    ],
    'retry/after/two-lines/429/initSession': [
      '429: retry (retry.status) after 250..7000 (retry.after.invalid)',
      '200: stop (retry.status) returns a value',
    ],
    'retry/after/date-lenient/429/initSession': [
      '429: retry (retry.status) after 250..500 (retry.after.invalid)',
      '200: stop (retry.status) returns a value',
    ],
    'body/type-problem/400/initSession': [
      '400: stop (retry.status) raises BadRequestError < FoilEngineError statusCode=400',
    ],
    'success/type-case/initSession': ['200: stop (retry.status) returns a value'],
    'status/102-103-199-200/initSession': ['200: stop (retry.status) returns a value'],
    'success/html/initSession': ['200: stop (success.decode) raises FoilEngineError < FoilEngineError'],
    'success/cut/initSession': [
      '200 cut in its body: retry (success.cut) after 250..500 (retry.backoff)',
      '200: stop (retry.status) returns a value',
    ],
    'transport/reset-200/initSession': [
      'connection reset: retry (retry.transport) after 250..500 (retry.backoff)',
      '200: stop (retry.status) returns a value',
    ],
    'transport/max-0/reset/initSession': [
      'connection reset: stop (retry.count) raises FoilEngineError < FoilEngineError statusCode=null with cause',
    ],
    'transport/timeout-2000/stall-request-200/initSession': [
      'stalled after the request: retry (retry.timeout) after 250..500 (retry.backoff)',
      '200: stop (retry.status) returns a value',
    ],
    'stream/good/streamMessage': ['200: stop (stream.noReplay) returns 6 events'],
    'stream/cr/streamMessage': ['200: stop (stream.noReplay) returns 6 events'],
    'stream/crlf-cut/streamMessage': ['200: stop (stream.noReplay) returns 6 events'],
    'stream/timeout-2000/kept-open/streamMessage': [
      '200 kept open behind its stream: stop (stream.noReplay) returns 6 events',
    ],
    'stream/left-after-1/streamMessage': ['200 stalled in its stream: stop (stream.events) returns 1 events'],
    'stream/error-middle/streamMessage': ['200: stop (stream.noReplay) raises FoilEngineError < FoilEngineError'],
    'stream/cut-before-first/streamMessage': [
      '200 cut in its body: retry (stream.retry) after 250..500 (retry.backoff)',
      '200: stop (stream.noReplay) returns 6 events',
    ],
  };
  test.each(Object.entries(goldens))('%s', (id, expected) => {
    expect(golden(id)).toEqual(expected);
  });
});

test('names come from the spec for each language', () => {
  expect(golden('retry/after/over-cap/429/initSession', 'csharp')).toEqual([
    '429: stop (retry.after.cap) raises RateLimitException < FoilEngineException StatusCode=429 RetryAfter=61',
  ]);
  expect(golden('status/403/getSession', 'python')).toEqual([
    '403: stop (retry.status) raises ForbiddenError < FoilEngineError status_code=403',
  ]);
});

test('every scenario can be predicted in every language', () => {
  for (const scenario of scenarios.values()) {
    for (const language of spec.languages)
      expect(predict(spec, language, scenario, fixtures).steps).toHaveLength(scenario.steps.length);
  }
});
