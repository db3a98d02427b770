import { readFileSync } from 'node:fs';
import { levelOf, type Operation, sourceOf } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import { loadSpec } from './load-spec.js';
import { policyPointers } from './policy-pointers.js';

// Written by hand from the vendor's documentation: operations, options, waits, and who says each.

const bytes = readFileSync(new URL('../../../spec/foilengine.yaml', import.meta.url));
const loaded = loadSpec('spec/foilengine.yaml', bytes);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
const { spec } = loaded;

function row({ id, method, path, parameters, hasBody, credentials, rateLimit, stream, success }: Operation): string {
  const placed = (place: string) =>
    parameters
      .filter((p) => p.in === place)
      .map((p) => `${p.name}${p.required ? '' : '?'}`)
      .join(' ');
  const body = hasBody ? `{${placed('body')}}` : '-';
  return [
    id,
    `${method} ${path}`,
    placed('query') || '-',
    body,
    credentials.join('+'),
    rateLimit,
    success.status,
    stream ? 'stream' : '',
  ]
    .join(' | ')
    .trimEnd();
}

test('operations', () => {
  const chat = '/api/v1/sdk/chat/{persona_id}';
  expect(spec.operations.map(row)).toEqual([
    'listPersonas | GET /api/v1/sdk/personas | - | - | apiKey | sdkGeneral | 200 |',
    `listMachines | GET ${chat}/machines | user_session_id | - | apiKey+llmApiKey | sdkGeneral | 200 |`,
    `initSession | POST ${chat}/init-session | machine_id? | {user_session_id player_name player_gender} | apiKey+llmApiKey | sdkGeneral | 200 |`,
    `sendMessage | POST ${chat}/message | machine_id? | {message user_session_id} | apiKey+llmApiKey | sdkChat | 200 |`,
    `streamMessage | POST ${chat}/message/stream | machine_id? | {message user_session_id} | apiKey+llmApiKey | sdkChat | 200 | stream`,
    `getSession | GET ${chat}/session | user_session_id machine_id? | - | apiKey+llmApiKey | sdkGeneral | 200 |`,
    `getHistory | GET ${chat}/history | user_session_id machine_id? | - | apiKey+llmApiKey | sdkGeneral | 200 |`,
    `resetSession | POST ${chat}/reset | user_session_id machine_id? | - | apiKey+llmApiKey | sdkGeneral | 200 |`,
    'validateLlmKey | POST /api/v1/sdk/validate-llm-key | - | {model?} | apiKey+llmApiKey | sdkGeneral | 200 |',
    'revokeApiKey | DELETE /api/v1/sdk/api-keys/{key_id} | - | - | jwt | general | 204 |',
  ]);
});

test('persona_id and machine_id are UUIDs, player_gender is one of three', () => {
  const all = spec.operations.flatMap(({ parameters }) => parameters);
  const ids = all.filter(({ name }) => name === 'persona_id' || name === 'machine_id');
  expect(new Set(ids.map(({ type }) => type))).toEqual(new Set(['uuid']));
  expect(all.find(({ name }) => name === 'player_gender')?.values).toEqual(['female', 'male', 'non-binary']);
});

test('credentials are secret, each in its header', () => {
  expect(spec.credentials.map(({ id, in: place, name, format, secret }) => [id, place, name, format, secret])).toEqual([
    ['apiKey', 'header', 'X-API-Key', '{value}', true],
    ['llmApiKey', 'header', 'X-LLM-API-Key', '{value}', true],
    ['jwt', 'header', 'Authorization', 'Bearer {value}', true],
  ]);
});

test('retries, backoff, hints and timeouts', () => {
  expect([spec.retry.maxRetries, spec.retry.methods, spec.timeouts.attemptMs]).toEqual([3, 'all', 30_000]);
  expect(spec.backoff).toEqual({
    kind: 'exponential',
    initialMs: 500,
    factor: 2,
    power: 1,
    delaysMs: [],
    firstRetryMs: null,
    minMs: null,
    maxMs: null,
    jitter: { kind: 'subtract', ratio: 0.5 },
    floorAfterJitter: false,
    clampAfterJitter: false,
    for: [],
  });
  expect(spec.hints).toEqual({
    body: null,
    numbers: 'digits',
    clampAboveMs: null,
    headers: [
      {
        name: 'Retry-After',
        unit: 's',
        dateForms: ['imf', 'rfc850', 'asctime'],
        when: null,
        addMs: 0,
        pointer: '/hints/headers/0',
      },
    ],
    readsNone: false,
    missing: 'backoff',
    statuses: 'retried',
    combine: 'replace',
    zero: 'backoff',
    negative: 'backoff',
    fractional: 'accept',
    invalid: 'backoff',
    pastDate: 'backoff',
    capMs: 60_000,
    overCap: 'noRetry',
    shouldRetryHeader: null,
  });
});

test('every fault ends in the base class', () => {
  expect(spec.errors.transport).toEqual(
    Object.fromEntries(
      ['connect', 'tls', 'reset', 'close', 'garbage', 'cutHead', 'cutBody', 'timeout', 'decode'].map((kind) => [
        kind,
        'FoilEngine',
      ]),
    ),
  );
  expect(spec.statuses.find(({ key }) => key === 'default')?.error).toBe('FoilEngine');
});

describe('who says so', () => {
  test.each([
    ['/statuses/429', 'page', 'must'],
    ['/statuses/default', 'ours', 'should'],
    ['/errors/base', 'vendor', 'must'],
    ['/errors/classes/RateLimit', 'page', 'must'],
    ['/errors/classes/FoilEngine', 'vendor', 'must'],
    ['/errors/fields/retryAfter', 'vendor', 'must'],
    ['/errors/fields/cause', 'ours', 'should'],
    ['/errors/transport/timeout', 'ours', 'should'],
    ['/errors/body/message', 'ours', 'should'],
    ['/errors/body/message/0', 'page', 'must'],
    ['/errors/body/example', 'page', 'must'],
    ['/success/empty', 'ours', 'should'],
    ['/redirects', 'ours', 'should'],
    ['/retry/maxRetries', 'vendor', 'must'],
    ['/retry/statuses', 'page', 'must'],
    ['/retry/transport', 'ours', 'should'],
    ['/backoff/jitter', 'vendor', 'must'],
    ['/hints/headers/0', 'vendor', 'must'],
    ['/hints/headers/0/httpDate', 'ours', 'should'],
    ['/hints/zero', 'ours', 'should'],
    ['/timeouts/attemptMs', 'vendor', 'must'],
    ['/timeouts/coversBody', 'ours', 'should'],
    ['/abort/errors', 'ours', 'should'],
    ['/streaming/terminal', 'vendor', 'must'],
    ['/streaming/missingTerminal', 'ours', 'should'],
    ['/identity/stable', 'ours', 'should'],
    ['/rateLimits/sdkChat', 'page', 'must'],
    ['/operations/sendMessage', 'vendor', 'must'],
  ])('%s: %s, %s', (pointer, source, level) => {
    expect([sourceOf(spec, pointer).id, levelOf(spec, pointer)]).toEqual([source, level]);
  });

  test('every policy has a source of its own kind', () => {
    expect(policyPointers(spec).filter((pointer) => sourceOf(spec, pointer).id === 'unnamed')).toEqual([]);
  });
});
