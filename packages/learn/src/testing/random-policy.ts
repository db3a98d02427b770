import { drawFrom } from '@sdk-conformance/judge/testing';
import type { JsonValue } from '@sdk-conformance/model';
import { stringify } from 'yaml';
import { isTree, type Tree } from '../skeleton.js';
import { edited, type Read, read } from './edited-spec.js';

type Values = readonly JsonValue[];

const backoffs: Values = [
  { kind: 'exponential', initialMs: 200, factor: 2, maxMs: 5000, clampAfterJitter: false, jitter: { kind: 'full' } },
  { kind: 'exponential', initialMs: 1000, factor: 1.5, jitter: { kind: 'none' } },
  { kind: 'exponential', initialMs: 500, factor: 3, jitter: { kind: 'add', ratio: 0.25 } },
  { kind: 'linear', initialMs: 400, factor: 1, jitter: { kind: 'symmetric', ratio: 0.2 } },
  { kind: 'constant', initialMs: 2000, jitter: { kind: 'none' } },
  { kind: 'exponential', initialMs: 1000, factor: 2, maxMs: 20_000, clampAfterJitter: true, jitter: { kind: 'equal' } },
  { kind: 'exponential', initialMs: 1000, factor: 2, jitter: { kind: 'add', ms: 300 } },
  { kind: 'polynomial', initialMs: 300, power: 2, jitter: { kind: 'none' } },
  { kind: 'exponential', initialMs: 500, factor: 2, firstRetryMs: 0, jitter: { kind: 'subtract', ratio: 0.5 } },
];

/** Lines of the spec of Foil Engine, and what may stand there instead. */
const drawnLines: Readonly<Record<string, Values>> = {
  'retry.maxRetries': [1, 2, 4, 5],
  'retry.statuses': [
    [408, 429, '5xx'],
    [429, 500, 502, 503, 504],
    [408, 409, 429, { status: 503, methods: ['GET'] }, 502],
    [429, '500+'],
  ],
  'retry.methods': [['GET'], ['DELETE', 'GET'], ['GET', 'POST']],
  'retry.transport': [
    ['connect', 'reset', 'close'],
    ['connect', 'timeoutHead'],
    ['garbage', 'cutHead', 'timeout', 'reset'],
  ],
  'retry.operations': [{ getHistory: { retried: false } }, { resetSession: { retried: false } }],
  backoff: backoffs,
  'hints.statuses': [[429], [429, 503]],
  'hints.combine': ['max', 'add'],
  'hints.negative': ['noRetry'],
  'hints.fractional': ['backoff', 'truncate', 'ceil'],
  'hints.numbers': ['float', 'leading'],
  'hints.invalid': ['noRetry'],
  'hints.pastDate': ['immediate'],
  'hints.body': [
    { pointer: '/error/retry_after', unit: 's' },
    { pointer: '/retry_after_ms', unit: 'ms' },
    { pointer: '/error/details/0/retryDelay', unit: 'duration' },
  ],
  'hints.capMs': [30_000, 120_000, 300_000],
  'hints.overCap': ['clamp', 'backoff'],
  'hints.shouldRetryHeader': ['X-Should-Retry'],
  'success.cut': ['error'],
  'timeouts.attemptMs': [10_000, 60_000, 600_000],
  'streaming.missingTerminal': ['accept'],
  'streaming.retryAfterFirstEvent': [true],
  'errors.body.message': [['/error/message'], ['/message', '/detail', '/error/message'], ['/title', '/error/message']],
  'errors.body.undecodable': ['decodeError'],
  'errors.transport.reset': ['Server'],
  'errors.transport.timeout': ['Server', 'RateLimit'],
  'statuses.409': [{ error: 'BadRequest' }],
  'statuses.422': [{ error: 'BadRequest' }],
  'identity.attempt': [{ header: 'x-retry-number', start: 0 }],
  'identity.idempotency': [{ header: 'idempotency-key', methods: ['POST'], stableOnRetry: true }],
  'timeouts.perRead': [true],
  'errors.body.notJson': ['decodeError'],
  'errors.body.empty': ['decodeError'],
  'errors.body.corrupt': ['decodeError'],
  'errors.body.cut': ['keepStatus', 'decodeError'],
};

export interface RandomPolicy extends Read {
  /** Lines that are other than in the spec of Foil Engine. */
  readonly changed: readonly string[];
}

/** Numbers of draws between those of two seeds, so that lines that do not go together are drawn again. */
const apart = 1000;

/** A spec of which about half of the lines are others, the same for the same seed. */
export function randomPolicy(seed: number): RandomPolicy {
  for (let again = 0; again < apart; again += 1) {
    const { tree, changed } = drawn(seed * apart + again);
    try {
      return { ...read(stringify(tree)), changed };
    } catch {
      // These lines do not go together.
    }
  }
  throw new Error(`no spec of seed ${seed}`);
}

function drawn(seed: number): { readonly tree: Tree; readonly changed: readonly string[] } {
  const draw = drawFrom(seed);
  let tree = edited().given;
  const changed: string[] = [];
  // Each backoff in turn, for none has the keys of all.
  const { backoff, ...others } = drawnLines;
  const turn = backoff?.[Math.floor(seed / apart) % backoff.length];
  if (turn !== undefined) {
    tree = withValue(tree, ['backoff'], turn);
    changed.push('backoff');
  }
  for (const [line, values] of Object.entries(others)) {
    const [chance, which] = [draw(), draw()];
    const value = values[Math.floor(which * values.length)];
    if (chance > 1 / 2 || value === undefined) continue;
    tree = withValue(tree, line.split('.'), value);
    changed.push(line);
  }
  return { tree, changed };
}

function withValue(tree: Tree, [key = '', ...rest]: readonly string[], value: JsonValue): Tree {
  const known = tree[key];
  const below: Tree = isTree(known) ? known : {};
  const source = typeof below['source'] === 'string' ? { source: below['source'] } : {};
  if (rest.length > 0) return { ...tree, [key]: withValue(below, rest, value) };
  return { ...tree, [key]: isTree(value) ? { ...source, ...value } : value };
}
