import { isNode, type Node, type Openapi } from './document.js';
import type { Found } from './operations.js';

/** What extensions and headers of a document say of retries and limits. */
export interface Policies {
  readonly retry: Readonly<Record<string, unknown>> | null;
  readonly backoff: Readonly<Record<string, unknown>> | null;
  readonly hints: Readonly<Record<string, unknown>> | null;
  readonly rateLimits: Readonly<Record<string, unknown>>;
  /** Keys that an operation has besides. */
  readonly of: (operation: Found) => Readonly<Record<string, unknown>>;
  readonly notes: readonly string[];
}

export function policiesOf(document: Openapi, operations: readonly Found[]): Policies {
  const notes: string[] = [];
  const { root } = document;
  const whole = isNode(root['x-speakeasy-retries']) ? root['x-speakeasy-retries'] : null;
  const disabled = operations.filter(
    ({ node }) => isNode(node['x-fern-retries']) && node['x-fern-retries']['disabled'] === true,
  );
  const limits = limitsOf(root, operations, notes);
  const hinted = hintedStatuses(document, operations);
  if (whole !== null && isNode(whole['backoff']) && whole['backoff']['maxElapsedTime'] !== undefined)
    notes.push(
      `retry.maxRetries: x-speakeasy-retries ends retries by maxElapsedTime (${whole['backoff']['maxElapsedTime']} ms), not by a number`,
    );
  const apart = disabled.map(({ id }) => [id, { retried: false }]);
  const retry = {
    ...(whole === null ? {} : retryOf(whole)),
    ...(apart.length === 0 ? {} : { operations: Object.fromEntries(apart) }),
  };
  return {
    retry: Object.keys(retry).length === 0 ? null : retry,
    backoff: whole === null ? null : backoffOf(whole),
    hints:
      hinted.length === 0
        ? null
        : { headers: [{ name: 'Retry-After', unit: 's' }], statuses: hinted, combine: 'replace' },
    rateLimits: limits.categories,
    of: ({ id, node }) => {
      const own = node['x-speakeasy-retries'];
      const limit = limits.of.get(id);
      return {
        ...(isNode(own) && Array.isArray(own['statusCodes'])
          ? { retry: { statuses: statusesOf(own['statusCodes']) } }
          : {}),
        ...(limit === undefined ? {} : { rateLimit: limit }),
      };
    },
    notes,
  };
}

function statusesOf(codes: readonly unknown[]): readonly (string | number)[] {
  return codes.map((code) => (/^\d{3}$/.test(String(code)) ? Number(code) : String(code).toLowerCase()));
}

function retryOf({ strategy, statusCodes, retryConnectionErrors }: Node): Record<string, unknown> {
  if (strategy === 'none') return { maxRetries: 0 };
  return {
    ...(Array.isArray(statusCodes) ? { statuses: statusesOf(statusCodes), methods: 'all' } : {}),
    ...(typeof retryConnectionErrors === 'boolean'
      ? { transport: retryConnectionErrors ? ['connect', 'reset', 'close'] : [] }
      : {}),
  };
}

function backoffOf({ strategy, backoff }: Node): Record<string, unknown> | null {
  if (strategy === 'none' || !isNode(backoff) || typeof backoff['initialInterval'] !== 'number') return null;
  const { initialInterval, maxInterval, exponent } = backoff;
  return {
    kind: 'exponential',
    initialMs: initialInterval,
    factor: typeof exponent === 'number' ? exponent : 1.5,
    ...(typeof maxInterval === 'number' ? { maxMs: maxInterval, clampAfterJitter: true } : {}),
    jitter: { kind: 'none' },
  };
}

/** Statuses whose responses have a Retry-After. */
function hintedStatuses(document: Openapi, operations: readonly Found[]): readonly number[] {
  const answers = operations.flatMap(({ node }) => Object.entries(document.node(node['responses']) ?? {}));
  const codes = answers.flatMap(([code, answer]) => {
    const headers = document.node(answer)?.['headers'];
    const has = isNode(headers) && Object.keys(headers).some((name) => name.toLowerCase() === 'retry-after');
    return has && /^[45]\d\d$/.test(code) ? [Number(code)] : [];
  });
  return [...new Set(codes)].sort();
}

function limitsOf(root: Node, operations: readonly Found[], notes: string[]) {
  const categories: Record<string, unknown> = {};
  const of = new Map<string, string>();
  const draft = (id: string, value: unknown, appliesTo: string) => {
    if (value === undefined) return false;
    const limit = limitOf(value);
    if (limit === null)
      notes.push(
        `rateLimits.${id}: x-ratelimit has no limit and window that could be read: ${JSON.stringify(value).slice(0, 100)}`,
      );
    else categories[id] = { name: id, ...limit, scope: 'client', appliesTo };
    return limit !== null;
  };
  const general = draft('general', extension(root), 'every operation');
  for (const { id, node } of operations) {
    if (draft(id, extension(node), id)) of.set(id, id);
    else if (general && extension(node) === undefined) of.set(id, 'general');
  }
  return { categories, of };
}

function extension(node: Node): unknown {
  return node['x-ratelimit'] ?? node['x-rateLimit'] ?? node['x-rate-limit'];
}

const units: Readonly<Record<string, string>> = {
  s: 's',
  sec: 's',
  second: 's',
  m: 'min',
  min: 'min',
  minute: 'min',
  h: 'h',
  hour: 'h',
  d: 'd',
  day: 'd',
};

/** `{ limit: 100, window: 60 }` (seconds), `{ limit: 100, period: minute }`, `100/min`. */
function limitOf(value: unknown): { readonly limit: number; readonly window: string } | null {
  const [limit, window] = isNode(value)
    ? [
        value['limit'] ?? value['requests'] ?? value['rate'],
        value['window'] ?? value['period'] ?? value['interval'] ?? value['per'],
      ]
    : String(value).split(/\s*(?:\/|per)\s*/);
  const found = /^(\d*)\s*([a-z]*?)s?$/i.exec(String(window ?? '').trim());
  const unit = units[(found?.[2] || 's').toLowerCase()];
  if (
    !Number.isInteger(Number(limit)) ||
    Number(limit) < 1 ||
    window === undefined ||
    found === null ||
    unit === undefined
  )
    return null;
  return { limit: Number(limit), window: `${found[1] || 1} ${unit}` };
}
