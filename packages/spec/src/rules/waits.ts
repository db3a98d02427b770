import type { BackoffPolicy } from '@sdk-conformance/model';
import { shown } from '../mistake.js';
import { longestWaitMs } from '../schema/leaves.js';
import type { Rule } from './rule.js';

const withRatio = ['subtract', 'add', 'symmetric'];

const jitterRatio: Rule = {
  *check({ document, spec }) {
    const { backoff } = document;
    if (backoff === undefined || spec.backoff === null) return;
    const { kind, ratio } = backoff.jitter;
    const pointer = '/backoff/jitter';
    if (!withRatio.includes(kind)) {
      if (ratio === undefined) return;
      yield { pointer: `${pointer}/ratio`, shows: 'key', message: `jitter of the kind ${kind} has no ratio` };
    } else if (ratio === undefined) {
      yield { pointer, shows: 'key', message: `jitter of the kind ${kind} needs a ratio`, expected: 'ratio: 0.5, say' };
    } else if (ratio > 1 && kind !== 'add') {
      const message = `jitter with the ratio ${ratio} gives delays below zero`;
      yield { pointer: `${pointer}/ratio`, shows: 'value', message, expected: 'a ratio from 0 to 1' };
    }
  },
};

const factorFits: Rule = {
  *check({ document }) {
    const { backoff } = document;
    if (backoff === undefined) return;
    const { kind, factor } = backoff;
    if (kind === 'constant' && factor !== undefined) {
      yield { pointer: '/backoff/factor', shows: 'key', message: 'a constant backoff has no factor' };
    } else if (kind !== 'constant' && factor === undefined) {
      const expected = kind === 'exponential' ? 'factor: 2, say' : 'factor: 1, say';
      yield { pointer: '/backoff', shows: 'key', message: `a backoff of the kind ${kind} needs a factor`, expected };
    } else if (kind === 'exponential' && factor !== undefined && factor < 1) {
      const message = `with the factor ${factor} delays become shorter from retry to retry`;
      yield { pointer: '/backoff/factor', shows: 'value', message, expected: 'a factor of 1 or more' };
    }
  },
};

const capFits: Rule = {
  *check({ document }) {
    const { backoff } = document;
    if (backoff === undefined) return;
    const { initialMs, maxMs, clampAfterJitter } = backoff;
    if (maxMs !== undefined && maxMs < initialMs) {
      const message = `the longest delay, ${maxMs} ms, is shorter than the first, ${initialMs} ms`;
      yield { pointer: '/backoff/maxMs', shows: 'value', message };
    }
    if (maxMs !== undefined && clampAfterJitter === undefined) {
      const message = 'the spec does not say whether maxMs holds before or after jitter';
      yield { pointer: '/backoff/maxMs', shows: 'key', message, expected: 'clampAfterJitter: true or false' };
    }
    if (maxMs === undefined && clampAfterJitter !== undefined) {
      const message = 'clampAfterJitter means nothing without maxMs';
      yield { pointer: '/backoff/clampAfterJitter', shows: 'key', message };
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
function longestDelay({ kind, initialMs, factor, jitter }: BackoffPolicy, maxRetries: number): number {
  const grown = { exponential: factor ** (maxRetries - 1), linear: 1 + (maxRetries - 1) * factor, constant: 1 }[kind];
  const wider = jitter.kind === 'add' || jitter.kind === 'symmetric' ? 1 + jitter.ratio : 1;
  return maxRetries === 0 ? 0 : initialMs * grown * wider;
}

const capAndOverCap: Rule = {
  *check({ spec }) {
    const { hints } = spec;
    if (hints === null) return;
    if (hints.capMs !== null && hints.overCap === null) {
      const expected = 'overCap: noRetry, clamp, backoff or honour';
      yield {
        pointer: '/hints/capMs',
        shows: 'key',
        message: 'the spec does not say what a hint over capMs means',
        expected,
      };
    }
    if (hints.overCap !== null && hints.capMs === null) {
      yield { pointer: '/hints/overCap', shows: 'key', message: 'overCap means nothing without capMs' };
    }
  },
};

const hintHeaders: Rule = {
  *check({ spec }) {
    const seen = new Map<string, string>();
    for (const { name, unit, httpDate, pointer } of spec.hints?.headers ?? []) {
      const first = seen.get(name.toLowerCase());
      if (first === undefined) seen.set(name.toLowerCase(), name);
      else
        yield { pointer: `${pointer}/name`, shows: 'value', message: `${name} is the same header as ${first}, above` };
      if (httpDate && unit !== 's') {
        const message = `a header in ${unit} cannot hold an HTTP-date as well`;
        yield { pointer: `${pointer}/httpDate`, shows: 'key', message, expected: 'unit: s, or no httpDate' };
      }
    }
  },
};

const shouldRetryApart: Rule = {
  *check({ spec }) {
    const name = spec.hints?.shouldRetryHeader ?? null;
    const delay = spec.hints?.headers.find((header) => header.name.toLowerCase() === name?.toLowerCase());
    if (name === null || delay === undefined) return;
    const message = `the header ${name} cannot both hold a delay and say whether there is a retry`;
    yield {
      pointer: '/hints/shouldRetryHeader',
      shows: 'value',
      message,
      expected: 'another header',
      got: shown(name),
    };
  },
};

const timeoutsFit: Rule = {
  *check({ spec }) {
    const { attemptMs, totalMs } = spec.timeouts;
    if (attemptMs === null || totalMs === null || attemptMs <= totalMs) return;
    const message = `one attempt may take ${attemptMs} ms, and the whole call only ${totalMs} ms`;
    yield { pointer: '/timeouts/totalMs', shows: 'value', message };
  },
};

export const waitRules = [
  jitterRatio,
  factorFits,
  capFits,
  delaysFitTimers,
  capAndOverCap,
  hintHeaders,
  shouldRetryApart,
  timeoutsFit,
];
