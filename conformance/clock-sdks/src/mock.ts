/** A mock server that speaks as little of each SDK's API as its one request needs. */
import { parseFixture } from '@sdk-conformance/handlers';
import type { Operation, Spec } from '@sdk-conformance/model';
import type { SdkName } from './sdks.js';

const operation = (id: string, method: string, path: string) =>
  ({ id, method, path, parameters: [] }) as unknown as Operation;

const thing = { method: 'GET', path: '/things/1' };
const requests: Readonly<Record<SdkName, { readonly method: string; readonly path: string }>> = {
  openai: { method: 'POST', path: '/chat/completions' },
  '@anthropic-ai/sdk': { method: 'POST', path: '/v1/messages' },
  stripe: { method: 'GET', path: '/v1/customers/1' },
  got: thing,
  ky: thing,
  'axios-retry': thing,
};

const unique = new Map(Object.values(requests).map(({ method, path }) => [path, method]));

/** As much of a spec as the mock server reads; an operation is named by its path. */
export const spec = {
  api: { id: 'sdks', baseUrl: 'http://127.0.0.1' },
  operations: [...unique].map(([path, method]) => operation(path, method, path)),
} as unknown as Spec;

export const operationOf = (sdk: SdkName): string => requests[sdk].path;

function recorded() {
  const text = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"id":"one"}';
  const parsed = parseFixture('thing', 'thing.http', Buffer.from(text));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.fixture;
}

export const fixtures = new Map([['thing', recorded()]]);
