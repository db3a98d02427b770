import type { Rule } from './rule.js';

const timeoutsFit: Rule = {
  *check({ spec }) {
    const { attemptMs, totalMs } = spec.timeouts;
    if (attemptMs === null || totalMs === null || attemptMs <= totalMs) return;
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

export const timeoutRules = [timeoutsFit, ownFits, totalIsThere, totalRaisesSomething];
