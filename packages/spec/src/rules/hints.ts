import { shown } from '../mistake.js';
import type { Document } from '../schema/document.js';
import type { Rule } from './rule.js';

type Written = NonNullable<Document['hints']>;

/** What means nothing where no hint is read. */
const ofHeaders = [
  'statuses',
  'numbers',
  'clamp',
  'combine',
  'missing',
  'missingMs',
  'zero',
  'negative',
  'fractional',
  'invalid',
  'pastDate',
  'capMs',
  'overCap',
] as const satisfies readonly (keyof Written)[];

const headersComeWithTheirRules: Rule = {
  *check({ document }) {
    const { hints } = document;
    if (hints === undefined) return;
    const { headers, body, shouldRetryHeader } = hints;
    if (headers === undefined && body === undefined && shouldRetryHeader === undefined) {
      const expected = 'headers: a list or none, body, or shouldRetryHeader';
      yield { pointer: '/hints', shows: 'key', message: 'the spec does not say where a hint stands', expected };
      return;
    }
    if ((headers === undefined || headers === 'none') && body === undefined) {
      for (const key of ofHeaders) {
        if (hints[key] === undefined) continue;
        yield { pointer: `/hints/${key}`, shows: 'key', message: `${key} means nothing where no hint is read` };
      }
      return;
    }
    if (hints.statuses === undefined) {
      const message = 'the spec does not say on which statuses a hint counts';
      yield { pointer: '/hints', shows: 'key', message, expected: 'statuses: retried, or a list of statuses' };
    }
    if (hints.combine === undefined) {
      const message = 'the spec does not say what a hint does to the backoff';
      yield { pointer: '/hints', shows: 'key', message, expected: 'combine: replace, max or add' };
    }
  },
};

const clampAlone: Rule = {
  *check({ spec, document }) {
    const { hints } = document;
    if (hints?.clamp === undefined) return;
    if (hints.combine !== undefined && hints.combine !== 'replace') {
      const message = `clamp keeps a hint beside the backoff, and combine: ${hints.combine} says another thing of the two`;
      yield { pointer: '/hints/combine', shows: 'value', message, expected: 'replace, or no clamp' };
    }
    if (spec.backoff === null) {
      const message = 'the spec gives no backoff that a hint could be kept beside';
      yield { pointer: '/hints/clamp/from', shows: 'value', message, expected: 'a section backoff' };
    }
  },
};

/** What is combined with the backoff waits for it, also where the hint is 0. */
const zeroCombined: Rule = {
  warns: true,
  *check({ spec }) {
    const { hints } = spec;
    if (hints?.zero !== 'immediate' || hints.combine === 'replace') return;
    const message = `a hint of 0 retries at once, and any other is ${hints.combine === 'add' ? 'added to' : 'at least'} the backoff`;
    yield { pointer: '/hints/zero', shows: 'value', message, expected: 'backoff, if 0 is like any other hint' };
  },
};

const missingOnce: Rule = {
  *check({ document }) {
    const { missing, missingMs } = document.hints ?? {};
    if (missing === undefined || missingMs === undefined) return;
    const message = `what an answer without a hint comes to stands above: ${missing}`;
    yield { pointer: '/hints/missingMs', shows: 'key', message, expected: 'missing or missingMs' };
  },
};

const nextIsThere: Rule = {
  *check({ spec }) {
    if (spec.hints?.invalid !== 'next' || spec.hints.headers.length > 1 || spec.hints.body !== null) return;
    const message = 'there is no next header that could have the word';
    yield { pointer: '/hints/invalid', shows: 'value', message, expected: 'backoff or noRetry, or a second header' };
  },
};

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
    for (const { name, unit, dateForms, when, pointer } of spec.hints?.headers ?? []) {
      const first = seen.get(name.toLowerCase());
      if (first === undefined) seen.set(name.toLowerCase(), name);
      else
        yield { pointer: `${pointer}/name`, shows: 'value', message: `${name} is the same header as ${first}, above` };
      if (when?.header.toLowerCase() === name.toLowerCase()) {
        const message = `whether ${name} counts cannot hang on ${name} itself`;
        yield { pointer: `${pointer}/when/header`, shows: 'value', message, expected: 'another header' };
      }
      if (dateForms.length > 0 && unit !== 's') {
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

export const hintRules = [
  headersComeWithTheirRules,
  missingOnce,
  clampAlone,
  zeroCombined,
  nextIsThere,
  capAndOverCap,
  hintHeaders,
  shouldRetryApart,
];
