import type { BackoffPolicy } from '@sdk-conformance/model';
import { oneOfThese } from '../mistake.js';
import { longestWaitMs } from '../schema/leaves.js';
import { overlap, spelt } from './bounds.js';
import { mayBeRetried } from './retried.js';
import type { Rule } from './rule.js';

const withRatio = ['subtract', 'add', 'symmetric'];

const jitterFits: Rule = {
  *check({ document, spec }) {
    const { backoff } = document;
    if (backoff === undefined || spec.backoff === null) return;
    const { kind, ratio, ms } = backoff.jitter;
    const pointer = '/backoff/jitter';
    if (!withRatio.includes(kind)) {
      for (const key of ['ratio', 'ms'] as const)
        if (backoff.jitter[key] !== undefined)
          yield { pointer: `${pointer}/${key}`, shows: 'key', message: `jitter of the kind ${kind} has no ${key}` };
    } else if (ratio === undefined && ms === undefined) {
      const message = `jitter of the kind ${kind} needs a ratio`;
      yield { pointer, shows: 'key', message, expected: 'ratio: 0.5, say, or ms' };
    } else if (ratio !== undefined && ms !== undefined) {
      yield { pointer: `${pointer}/ms`, shows: 'key', message: 'jitter of a ratio and of ms', expected: 'one of them' };
    } else if (ratio !== undefined && ratio > 1 && kind !== 'add') {
      const message = `jitter with the ratio ${ratio} gives delays below zero`;
      yield { pointer: `${pointer}/ratio`, shows: 'value', message, expected: 'a ratio from 0 to 1' };
    } else if (ms !== undefined && ms > shortestDelay(spec.backoff) && kind !== 'add') {
      const message = `jitter of ${ms} ms gives delays below zero`;
      const expected = `${shortestDelay(spec.backoff)} ms, the shortest delay, or less`;
      yield { pointer: `${pointer}/ms`, shows: 'value', message, expected };
    }
  },
};

/** The shortest delay that jitter falls on. */
function shortestDelay({ kind, initialMs, delaysMs, minMs, for: exceptions }: BackoffPolicy): number {
  const delays = kind === 'listed' ? delaysMs : [initialMs, ...exceptions.flatMap((own) => own.initialMs ?? [])];
  return Math.max(minMs ?? 0, Math.min(...delays));
}

type Shape = 'initialMs' | 'factor' | 'power' | 'delaysMs';

/** What gives each kind of backoff its delays, with an example of each. */
const shapes: Readonly<Record<BackoffPolicy['kind'], Readonly<Partial<Record<Shape, string>>>>> = {
  exponential: { initialMs: '500', factor: '2' },
  linear: { initialMs: '500', factor: '1' },
  polynomial: { initialMs: '500', power: '2' },
  constant: { initialMs: '500' },
  listed: { delaysMs: '[1000, 4000, 9000]' },
};
const shapeKeys: readonly Shape[] = ['initialMs', 'factor', 'power', 'delaysMs'];

const withArticle = (kind: string) => `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;

const shapeFits: Rule = {
  *check({ document }) {
    const { backoff } = document;
    if (backoff === undefined) return;
    const { kind, factor } = backoff;
    for (const key of shapeKeys) {
      const example = shapes[kind][key];
      if (example === undefined && backoff[key] !== undefined) {
        yield { pointer: `/backoff/${key}`, shows: 'key', message: `${withArticle(kind)} backoff has no ${key}` };
      } else if (example !== undefined && backoff[key] === undefined) {
        const message = `a backoff of the kind ${kind} needs ${key === 'delaysMs' ? key : withArticle(key)}`;
        yield { pointer: '/backoff', shows: 'key', message, expected: `${key}: ${example}, say` };
      }
    }
    if (kind === 'exponential' && factor !== undefined && factor < 1) {
      const message = `with the factor ${factor} delays become shorter from retry to retry`;
      yield { pointer: '/backoff/factor', shows: 'value', message, expected: 'a factor of 1 or more' };
    }
    if (backoff.jitter.kind === 'decorrelated' && (kind === 'listed' || kind === 'polynomial')) {
      const message = `decorrelated jitter draws from the last delay, and leaves nothing of ${withArticle(kind)} backoff`;
      yield { pointer: '/backoff/jitter/kind', shows: 'value', message, expected: 'another kind of jitter' };
    }
  },
};

/** A bound of delays, and the key that says whether it holds before or after jitter. */
const bounds = [
  ['minMs', 'floorAfterJitter'],
  ['maxMs', 'clampAfterJitter'],
] as const;

const boundsFit: Rule = {
  *check({ document }) {
    const { backoff } = document;
    if (backoff === undefined) return;
    const { initialMs, minMs, maxMs } = backoff;
    if (maxMs !== undefined && initialMs !== undefined && maxMs < initialMs) {
      const message = `the longest delay, ${maxMs} ms, is shorter than the first, ${initialMs} ms`;
      yield { pointer: '/backoff/maxMs', shows: 'value', message };
    }
    if (maxMs !== undefined && minMs !== undefined && maxMs < minMs) {
      const message = `the shortest delay, ${minMs} ms, is longer than the longest, ${maxMs} ms`;
      yield { pointer: '/backoff/minMs', shows: 'value', message };
    }
    for (const [bound, when] of bounds) {
      if (backoff[bound] !== undefined && backoff[when] === undefined) {
        const message = `the spec does not say whether ${bound} holds before or after jitter`;
        yield { pointer: `/backoff/${bound}`, shows: 'key', message, expected: `${when}: true or false` };
      } else if (backoff[bound] === undefined && backoff[when] !== undefined) {
        yield { pointer: `/backoff/${when}`, shows: 'key', message: `${when} means nothing without ${bound}` };
      }
    }
  },
};

const delaysFitTimers: Rule = {
  *check({ spec }) {
    const { backoff, retry } = spec;
    if (backoff === null || backoff.maxMs !== null || retry.maxRetries === null) return;
    const longest = longestDelay(backoff, retry.maxRetries);
    if (longest <= longestWaitMs) return;
    yield {
      pointer: '/backoff',
      shows: 'key',
      message: `the delay before retry ${retry.maxRetries} is longer than a timer can wait (${longestWaitMs} ms)`,
      expected: 'maxMs, or fewer retries',
    };
  },
};

/** The delay before the last retry at its longest, without a cap. */
function longestDelay({ kind, initialMs, factor, power, delaysMs, jitter }: BackoffPolicy, maxRetries: number): number {
  const longest = {
    exponential: initialMs * factor ** (maxRetries - 1),
    linear: initialMs * (1 + (maxRetries - 1) * factor),
    polynomial: initialMs * maxRetries ** power,
    constant: initialMs,
    listed: Math.max(0, ...delaysMs),
  }[kind];
  const wider = jitter.kind === 'add' || jitter.kind === 'symmetric' ? (jitter.ms ?? jitter.ratio * longest) : 0;
  return maxRetries === 0 ? 0 : longest + wider;
}

const exceptionsFit: Rule = {
  *check({ document, spec }) {
    const retried = spec.retry.statuses ?? [];
    for (const [index, exception] of (spec.backoff?.for ?? []).entries()) {
      const { statuses, initialMs, maxMs, pointer } = exception;
      if (initialMs === null && maxMs === null) {
        const message = 'an exception that says nothing of its delay';
        yield { pointer, shows: 'key', message, expected: 'initialMs, maxMs or both' };
      }
      if (initialMs !== null && document.backoff?.kind === 'listed') {
        yield { pointer: `${pointer}/initialMs`, shows: 'key', message: 'a listed backoff has no initialMs' };
      }
      const [first, cap] = [initialMs ?? spec.backoff?.initialMs ?? 0, maxMs ?? spec.backoff?.maxMs ?? null];
      if (cap !== null && cap < first) {
        const message = `the longest delay, ${cap} ms, is shorter than the first, ${first} ms`;
        yield { pointer: `${pointer}/${maxMs === null ? 'initialMs' : 'maxMs'}`, shows: 'value', message };
      }
      for (const [at, match] of statuses.entries()) {
        const place = `${pointer}/statuses/${at}`;
        if (!mayBeRetried(spec, match)) {
          const message = `a delay after ${spelt(match)}, which is never retried`;
          const expected = `one of retry.statuses: ${oneOfThese(retried.map(spelt))}`;
          yield { pointer: place, shows: 'value', message, expected, got: spelt(match) };
        }
        const before = spec.backoff?.for.slice(0, index).some((other) => other.statuses.some((s) => overlap(s, match)));
        if (before === true) {
          const message = `${spelt(match)} has a delay of its own above`;
          yield { pointer: place, shows: 'value', message, expected: 'each status once', got: spelt(match) };
        }
      }
    }
  },
};

export const backoffRules = [jitterFits, shapeFits, boundsFit, delaysFitTimers, exceptionsFit];
