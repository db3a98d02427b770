import type { Rule } from './rule.js';

/** Keys that are read and that no scenario is judged by: whoever states one hears of it. */
const fieldUnjudged: Rule = {
  warns: true,
  *check({ spec }) {
    for (const { id, headers, pointer } of spec.errors.fields) {
      if (id === 'requestId' && headers === undefined) {
        const message = 'nothing is judged by errors.fields.requestId where no header is named';
        yield { pointer, shows: 'key', message, expected: 'header: the response header that has the id' };
      }
    }
  },
};

const totalUnjudged: Rule = {
  warns: true,
  *check({ spec }) {
    const { totalMs, coversBackoff } = spec.timeouts;
    if (totalMs === null || coversBackoff !== null) return;
    const message = 'where the waits of a call use up timeouts.totalMs, nothing is judged';
    yield { pointer: '/timeouts/totalMs', shows: 'key', message, expected: 'coversBackoff: whether they count in it' };
  },
};

const abortWithoutPolicy: Rule = {
  warns: true,
  *check({ spec }) {
    if (spec.errors.transport.abort === undefined || spec.abort !== null) return;
    const message = 'nothing is judged by errors.transport.abort where the spec has no abort';
    yield { pointer: '/errors/transport/abort', shows: 'key', message, expected: 'abort: what an abort does' };
  },
};

export const unjudgedRules: readonly Rule[] = [fieldUnjudged, totalUnjudged, abortWithoutPolicy];
