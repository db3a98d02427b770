import type { Rule } from './rule.js';

const timeoutsFit: Rule = {
  *check({ spec }) {
    const { attemptMs, totalMs } = spec.timeouts;
    if (attemptMs === null || totalMs === null || attemptMs <= totalMs) return;
    const message = `one attempt may take ${attemptMs} ms, and the whole call only ${totalMs} ms`;
    yield { pointer: '/timeouts/totalMs', shows: 'value', message };
  },
};

export const timeoutRules = [timeoutsFit];
