import type { Spec } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { describeExpectation } from './describe.js';
import { predict } from './predict.js';
import { error, fixtures, scenarios, spec } from './testing/decisions.js';

test('the fields of an error in each language, and of classes that carry fewer', () => {
  const raised = (language: string, status: number) => {
    const scenario = {
      id: 's',
      family: 's',
      about: 's',
      clients: [{ id: 'c', options: { maxRetries: 0 } }],
      steps: [
        {
          id: 's',
          client: 'c',
          operation: 'sendMessage',
          arguments: {},
          script: [error(status, { 'retry-after': '7' })],
        },
      ],
    };
    const end = predict(spec, language, scenario, fixtures).steps[0]?.decisions[0]?.outcome;
    return end?.kind === 'raised'
      ? `${end.type} < ${end.base.type}: ${end.fields.map((f) => `${f.name}=${f.value}`).join(' ')}`
      : end?.kind;
  };
  expect(
    ['typescript', 'python', 'csharp'].flatMap((language) => [raised(language, 429), raised(language, 503)]),
  ).toMatchInlineSnapshot(`
    [
      "RateLimitError < FoilEngineError: statusCode=429 retryAfter=7",
      "ServerError < FoilEngineError: statusCode=503",
      "RateLimitError < FoilEngineError: status_code=429 retry_after=7",
      "ServerError < FoilEngineError: status_code=503",
      "RateLimitException < FoilEngineException: StatusCode=429 RetryAfter=7",
      "ServerException < FoilEngineException: StatusCode=503",
    ]
  `);
});

test('a spec that leaves everything open gives open decisions alone', () => {
  const silent: Spec = {
    ...spec,
    statuses: [],
    errors: {
      ...spec.errors,
      transport: {},
      keepsCause: null,
      body: {
        ...spec.errors.body,
        message: null,
        fallback: null,
        undecodable: null,
        maxMessageBytes: null,
        exactMessage: null,
      },
    },
    success: {
      values: 'typed',
      statuses: null,
      integers: null,
      empty: null,
      undecodable: null,
      cut: null,
      failure: null,
    },
    retry: {
      optionRange: { min: null, max: null },
      maxRetries: null,
      statuses: null,
      transport: null,
      ownRetries: {},
      methods: null,
      unsafe: null,
      runtimeResends: {},
      operations: {},
      quota: null,
      authRefresh: null,
      exhausted: null,
    },
    backoff: null,
    hints: null,
    timeouts: {
      optionRange: { min: null, max: null },
      attemptMs: null,
      totalMs: null,
      coversBackoff: null,
      totalRaises: null,
      coversBody: null,
      perRead: null,
      perStreamEvent: null,
    },
    redirects: null,
    abort: null,
    streaming: null,
  };
  const closed = [...scenarios.values()].flatMap((scenario) =>
    predict(silent, 'typescript', scenario, fixtures).steps.flatMap(({ decisions: all, abort }) => [
      // A success is a success by HTTP, and its value is what the body says.
      ...all
        .filter((d) => d.action !== 'open' && d.outcome.kind !== 'returned')
        .map((d) => `${scenario.id}: ${d.action} after ${d.label}`),
      ...(abort === null || abort.during.length === 0 ? [] : [`${scenario.id}: abort`]),
    ]),
  );
  expect(closed).toEqual([]);
});

test('an expectation in words', () => {
  const words = (id: string) => {
    const scenario = scenarios.get(id);
    if (scenario === undefined) throw new RangeError(`no scenario ${id}`);
    return describeExpectation(spec, predict(spec, 'typescript', scenario, fixtures)).map((line) =>
      line.replace(/yaml:\d+/g, 'yaml:N'),
    );
  };
  expect([
    ...words('retry/after/seconds-30/429/initSession'),
    ...words('transport/timeout-2000/stall-request-200/initSession'),
    ...words('abort/request/initSession'),
  ]).toMatchInlineSnapshot(`
    [
      "step: initSession sends POST /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/init-session",
      "  after 429: retry — 429 is retried (retry.status, page, spec/foilengine.yaml:N)",
      "    wait 30000 ms — Retry-After: 30 s replaces the backoff (retry.after, vendor, spec/foilengine.yaml:N)",
      "  after 200: stop — a success ends the call (retry.status, vendor, spec/foilengine.yaml:N)",
      "    returns {"session_id":"5e8f1d20-94c7-4b3a-8d6e-07c2b9f41a83","user_session_id":"player-1842","persona_name":… — each key of the recorded success keeps its value (success.value, vendor, spec/foilengine.yaml:N)",
      "step: initSession sends POST /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/init-session",
      "  after stalled after the request: retry — a timeout is retried (retry.timeout, ours, spec/foilengine.yaml:N)",
      "    wait 250 to 500 ms, counted from 2000 ms after the request — backoff before retry 1: 250 to 500 ms (retry.backoff, vendor, spec/foilengine.yaml:N)",
      "  after 200: stop — a success ends the call (retry.status, vendor, spec/foilengine.yaml:N)",
      "    returns {"session_id":"5e8f1d20-94c7-4b3a-8d6e-07c2b9f41a83","user_session_id":"player-1842","persona_name":… — each key of the recorded success keeps its value (success.value, vendor, spec/foilengine.yaml:N)",
      "step: initSession sends POST /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/init-session",
      "  after stalled after the request: retry — a timeout is retried (retry.timeout, ours, spec/foilengine.yaml:N)",
      "    wait 250 to 500 ms, counted from 30000 ms after the request — backoff before retry 1: 250 to 500 ms (retry.backoff, vendor, spec/foilengine.yaml:N)",
      "  after stalled after the request: retry — 4 requests at most: one attempt and 3 retries (retry.count, vendor, spec/foilengine.yaml:N)",
      "    wait 500 to 1000 ms, counted from 30000 ms after the request — backoff before retry 2: 500 to 1000 ms (retry.backoff, vendor, spec/foilengine.yaml:N)",
      "  after stalled after the request: retry — 4 requests at most: one attempt and 3 retries (retry.count, vendor, spec/foilengine.yaml:N)",
      "    wait 1000 to 2000 ms, counted from 30000 ms after the request — backoff before retry 3: 1000 to 2000 ms (retry.backoff, vendor, spec/foilengine.yaml:N)",
      "  after stalled after the request: stop — 4 requests at most: one attempt and 3 retries (retry.count, vendor, spec/foilengine.yaml:N)",
      "    raises FoilEngineError (statusCode is null, 0 or absent: no response came; the low-level error stays reachable as the cause) — a timeout raises FoilEngineError (error.class, ours, spec/foilengine.yaml:N)",
      "  aborted after 700 ms: an abort settles the call within 100 ms, and no request follows (abort.settles, ours, spec/foilengine.yaml:N)",
    ]
  `);
});
