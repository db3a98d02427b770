import type { Rule } from './rule.js';

const timeoutsFit: Rule = {
  *check({ spec }) {
    const { attemptMs, totalMs } = spec.timeouts;
    if (attemptMs === null || attemptMs === Number.POSITIVE_INFINITY || totalMs === null || attemptMs <= totalMs)
      return;
    const message = `one attempt may take ${attemptMs} ms, and the whole call only ${totalMs} ms`;
    yield { pointer: '/timeouts/totalMs', shows: 'value', message };
  },
};

const ownFits: Rule = {
  *check({ spec }) {
    const { totalMs } = spec.timeouts;
    for (const { id, own, pointer } of spec.operations) {
      if (own?.timeoutMs == null || totalMs === null || own.timeoutMs <= totalMs) continue;
      const message = `one attempt of ${id} may take ${own.timeoutMs} ms, and the whole call only ${totalMs} ms`;
      yield { pointer: `${pointer}/timeoutMs`, shows: 'value', message };
    }
  },
};

const totalIsThere: Rule = {
  *check({ spec }) {
    const { totalMs, coversBackoff, totalRaises } = spec.timeouts;
    if (totalMs !== null) return;
    const keys = { coversBackoff, totalRaises };
    for (const [key, value] of Object.entries(keys)) {
      if (value === null) continue;
      const message = `timeouts.${key} is about timeouts.totalMs, which is not there`;
      yield { pointer: `/timeouts/${key}`, shows: 'key', message, expected: 'totalMs: the whole call, ms' };
    }
  },
};

const totalRaisesSomething: Rule = {
  *check({ spec }) {
    if (spec.timeouts.totalRaises !== 'timeout' || spec.errors.transport.timeout !== undefined) return;
    const message = 'the spec does not say what a timeout raises';
    yield { pointer: '/timeouts/totalRaises', shows: 'value', message, expected: 'errors.transport.timeout: a class' };
  },
};

const rangeRises: Rule = {
  *check({ spec }) {
    const ranges = [
      ['/retry', 'min', 'max', 'maxRetries', spec.retry.optionRange, spec.retry.maxRetries],
      ['/timeouts', 'minMs', 'maxMs', 'attemptMs', spec.timeouts.optionRange, spec.timeouts.attemptMs],
    ] as const;
    for (const [section, low, high, key, { min, max }, usual] of ranges) {
      const at = { pointer: `${section}/optionRange`, shows: 'key' } as const;
      if (min !== null && max !== null && min > max)
        yield { ...at, message: `${low} ${min} is more than ${high} ${max}`, expected: 'the lower one first' };
      else if (usual !== null && Number.isFinite(usual) && (usual < (min ?? 0) || usual > (max ?? usual))) {
        const message = `the default ${key}, ${usual}, is none that a client takes`;
        yield { ...at, message, expected: `a range that holds ${usual}` };
      }
    }
  },
};

const readsAreOfBodies: Rule = {
  *check({ spec }) {
    const { perRead, coversBody } = spec.timeouts;
    if (perRead === null || coversBody === true) return;
    const message = 'timeouts.perRead is about reading a body, which the timeout does not cover';
    yield { pointer: '/timeouts/perRead', shows: 'key', message, expected: 'coversBody: true beside it' };
  },
};

export const timeoutRules = [readsAreOfBodies, rangeRises, timeoutsFit, ownFits, totalIsThere, totalRaisesSomething];
