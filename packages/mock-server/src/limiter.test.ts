import type { RateLimitCategory } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { createLimiter } from './limiter.js';

const category = (id: string, limit: number, scope: RateLimitCategory['scope']): RateLimitCategory => ({
  id,
  name: id,
  limit,
  windowMs: 10_000,
  scope,
  appliesTo: '',
  pointer: `/rateLimits/${id}`,
});

function limiterOf(categories: readonly RateLimitCategory[]) {
  const operations = [
    ...categories.map(({ id }) => ({ id: `of-${id}`, rateLimit: id })),
    { id: 'free', rateLimit: null },
  ];
  const limiter = createLimiter(
    { operations, rateLimits: categories } as unknown as Parameters<typeof createLimiter>[0],
    { answer: { fixture: '429', headers: { 'X-Own': 'kept' } }, waitIn: 'Retry-After' },
  );
  return (operation: string, nowMs: number, client: string | null = 'a', address = '127.0.0.1') =>
    limiter.take(operation, { client, address, nowMs })?.answer.headers?.['Retry-After'] ?? null;
}

test('a window begins with its first request, and what goes over it is told how long it lasts', () => {
  const take = limiterOf([category('chat', 2, 'apiKey')]);
  expect([0, 100, 200, 9100, 9999].map((at) => take('of-chat', at + 500))).toEqual([null, null, '10', '1', '1']);
  // The end itself is in the next window, and what went over counted for nothing.
  expect([10_500, 10_600, 10_700].map((at) => take('of-chat', at))).toEqual([null, null, '10']);
});

test('keys, addresses and categories count by themselves, and what draws on none is free', () => {
  const take = limiterOf([category('chat', 1, 'apiKey'), category('web', 1, 'ip')]);
  expect(take('of-chat', 0, 'a')).toBe(null);
  expect(take('of-chat', 0, 'b')).toBe(null);
  expect(take('of-chat', 0, 'a', '127.0.0.2')).toBe('10');
  expect(take('of-web', 0, 'a')).toBe(null);
  expect(take('of-web', 0, 'a', '127.0.0.2')).toBe(null);
  expect(take('of-web', 0, 'b', '127.0.0.2')).toBe('10');
  expect([1, 2, 3].map((at) => take('free', at))).toEqual([null, null, null]);
});

test('the answer keeps headers of its own', () => {
  const limiter = createLimiter(
    {
      operations: [{ id: 'of-chat', rateLimit: 'chat' }],
      rateLimits: [category('chat', 1, 'client')],
    } as unknown as Parameters<typeof createLimiter>[0],
    { answer: { fixture: '429', headers: { 'X-Own': 'kept' } }, waitIn: 'Retry-After' },
  );
  const caller = { client: 'a', address: '', nowMs: 0 };
  limiter.take('of-chat', caller);
  expect(limiter.take('of-chat', caller)).toEqual({
    category: 'chat',
    answer: { fixture: '429', headers: { 'X-Own': 'kept', 'Retry-After': '10' } },
  });
});
