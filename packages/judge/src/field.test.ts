import type { FieldExpectation } from '@sdk-conformance/oracle';
import { expect, test } from 'vitest';
import { judgeFields } from './field.js';
import { raisedError } from './testing/model-outcome.js';

const field = (
  name: string,
  value: FieldExpectation['value'],
  more: Partial<FieldExpectation> = {},
): FieldExpectation => ({
  name,
  value,
  within: 0,
  because: { requirement: 'error.fields', pointer: '/errors/fields/it', text: 'as served' },
  ...more,
});

function judged(expected: FieldExpectation, rest: Parameters<typeof raisedError>[2]): string {
  return judgeFields([expected], raisedError('E', [], rest), 'step')[0]?.verdict ?? 'none';
}

test('a name with dots is a path, unless a field is called so', () => {
  const nested = { fields: { $metadata: { httpStatusCode: 503 } } };
  expect(judged(field('$metadata.httpStatusCode', 503), nested)).toBe('pass');
  expect(judged(field('$metadata.httpStatusCode', 500), nested)).toBe('fail');
  expect(judged(field('$metadata.requestId', 'r'), nested)).toBe('fail');
  expect(judged(field('a.b', 1), { fields: { 'a.b': 1, a: { b: 2 } } })).toBe('pass');
  expect(judged(field('a.b', 1), { fields: {} })).toBe('fail');
});

test('what the adapter does not tell is not judged', () => {
  expect(judged(field('response.status', 503), { fields: { response: '<Response [503]>' } })).toBe('unspecified');
  expect(judged(field('body', 'a long text', { raw: true }), { fields: { body: 'a lo…' }, cut: ['fields.body'] })).toBe(
    'unspecified',
  );
});

test('a body is its text, or the JSON that it is', () => {
  const body = field('body', '{"error": {"code": 17}}', { raw: true });
  expect(judged(body, { fields: { body: '{"error": {"code": 17}}\n' } })).toBe('pass');
  expect(judged(body, { fields: { body: { error: { code: 17 } } } })).toBe('pass');
  expect(judged(body, { fields: { body: { error: { code: 18 } } } })).toBe('fail');
  expect(judged(body, { fields: {} })).toBe('fail');
});

test('a number may be told as a text of a field of the spec’s own, and of no other', () => {
  expect(judged(field('code', 17), { fields: { code: '17' } })).toBe('pass');
  const status = { requirement: 'error.status', pointer: '/errors/fields/status', text: 'it is 404' } as const;
  expect(judged(field('status', 404, { because: status }), { fields: { status: '404' } })).toBe('fail');
});
