import type { RateLimitCategory } from '@sdk-conformance/model';

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

const scopes = { ip: 'Per IP', apiKey: 'Per API key', client: 'Per client' } as const;

export function scopeWords({ scope }: RateLimitCategory): string {
  return scopes[scope];
}
