import { shown } from '../mistake.js';
import type { Rule } from './rule.js';

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

export const waitRules = [capAndOverCap, hintHeaders, shouldRetryApart, timeoutsFit];
