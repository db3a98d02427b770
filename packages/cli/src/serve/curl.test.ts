import { operationOf, type Spec } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { loadPlan } from '../config/plan.js';
import { repository } from '../testing/project.js';
import { curlCommand } from './curl.js';

const { spec }: { readonly spec: Spec } = loadPlan({}, repository);
const request = {
  method: 'POST',
  segments: ['', 'v1', 'a b/c'],
  query: [['q', 'x&y z']] as const,
  body: { message: "it's" },
  credentials: {},
  headers: {},
  stable: [],
  fresh: [],
  pathRequirement: 'request.path' as const,
  pathPointer: '',
  pointer: '',
};
const given = {
  baseUrl: 'http://127.0.0.1:1',
  credentials: { apiKey: 'k', llmApiKey: 'l', jwt: 'j' },
  caFile: null,
  http2: false,
  timeoutMs: null,
};

test('path, query, headers and body are quoted for a shell', () => {
  expect(curlCommand(spec, operationOf(spec, 'sendMessage'), request, given)).toBe(
    `curl -i -X POST -H 'X-API-Key: k' -H 'X-LLM-API-Key: l' -H 'Content-Type: application/json' --data-raw '{"message":"it'\\''s"}' 'http://127.0.0.1:1/v1/a%20b%2Fc?q=x%26y+z'`,
  );
});

test('a GET without a body, a stream, a timeout, a format', () => {
  const get = { ...request, method: 'GET', query: [], body: null };
  expect(curlCommand(spec, operationOf(spec, 'streamMessage'), get, { ...given, timeoutMs: 1500 })).toBe(
    `curl -i -N --max-time 1.5 -H 'X-API-Key: k' -H 'X-LLM-API-Key: l' http://127.0.0.1:1/v1/a%20b%2Fc`,
  );
  expect(curlCommand(spec, operationOf(spec, 'revokeApiKey'), { ...get, method: 'DELETE' }, given)).toBe(
    `curl -i -X DELETE -H 'Authorization: Bearer j' http://127.0.0.1:1/v1/a%20b%2Fc`,
  );
});
