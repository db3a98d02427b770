import type { Problem, RateLimitCategory, Spec } from '@sdk-conformance/model';
import { refusal } from './problems.js';

const units = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'min'],
  [1000, 's'],
  [1, 'ms'],
] as const;

/** `10 / min`. */
export function limitWords({ limit, windowMs }: RateLimitCategory): string {
  const [ms, unit] = units.find(([size]) => windowMs % size === 0) ?? [1, 'ms'];
  return `${limit} / ${windowMs === ms ? unit : `${windowMs / ms} ${unit}`}`;
}

/** The longest time that a `TimeSpan` of C# holds, in whole days. */
const longestDays = 10_675_199;

/** Windows that a language cannot count. */
export function windowProblems(spec: Spec): readonly Problem[] {
  return spec.rateLimits
    .filter(({ windowMs }) => windowMs > longestDays * 86_400_000)
    .map(({ id, windowMs, pointer }) =>
      refusal(
        spec,
        `${pointer}/window`,
        `the window of the rate limit ${JSON.stringify(id)} is longer than C# can count`,
        {
          expected: `at most ${longestDays} d`,
          got: `${windowMs / 86_400_000} d`,
        },
      ),
    );
}

const scopes = { ip: 'Per IP', apiKey: 'Per API key', client: 'Per client' } as const;

export function scopeWords({ scope }: RateLimitCategory): string {
  return scopes[scope];
}
