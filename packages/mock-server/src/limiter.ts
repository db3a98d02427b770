import type { Answer, Exchange, RateLimitCategory, Scenario, Spec } from '@sdk-conformance/model';

/** What a request counts by. */
export interface Caller {
  /** Whose credential it carries; null where it carries none that is known. */
  readonly client: string | null;
  readonly address: string;
  /** Of the lane's clock. */
  readonly nowMs: number;
}

/** Counts requests as a server with these rate limits does. */
export interface Limiter {
  /** Counts a request of an operation; what it is answered with where it is over the limit, else null. A request over it counts for nothing. */
  take(operationId: string, caller: Caller): NonNullable<Exchange['limited']> | null;
}

interface Window {
  readonly fromMs: number;
  count: number;
}

/** The window of a category begins with the first request, and the next with the first that comes after its end. */
export function createLimiter(
  { operations, rateLimits }: Pick<Spec, 'operations' | 'rateLimits'>,
  { answer, waitIn }: NonNullable<Scenario['limits']>,
): Limiter {
  const categories = new Map<string, RateLimitCategory>(rateLimits.map((category) => [category.id, category]));
  const categoryOf = new Map(operations.map(({ id, rateLimit }) => [id, categories.get(rateLimit ?? '')]));
  const windows = new Map<string, Window>();

  function over(leftMs: number): Answer {
    const seconds = String(Math.max(1, Math.ceil(leftMs / 1000)));
    return { ...answer, headers: { ...answer.headers, [waitIn]: seconds } };
  }

  return {
    take(operationId, { client, address, nowMs }) {
      const category = categoryOf.get(operationId);
      if (category === undefined) return null;
      const key = JSON.stringify([category.id, category.scope === 'ip' ? address : client]);
      const known = windows.get(key);
      if (known === undefined || nowMs >= known.fromMs + category.windowMs) {
        windows.set(key, { fromMs: nowMs, count: 1 });
        return null;
      }
      known.count += 1;
      if (known.count <= category.limit) return null;
      known.count = category.limit;
      return { category: category.id, answer: over(known.fromMs + category.windowMs - nowMs) };
    },
  };
}
