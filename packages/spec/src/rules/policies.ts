import type { JsonValue } from '@sdk-conformance/model';
import { shown } from '../mistake.js';
import { keysOf } from '../yaml/ranges.js';
import type { Rule } from './rule.js';

const streamsHavePolicy: Rule = {
  *check({ spec }) {
    if (spec.streaming !== null) return;
    for (const { id, pointer } of spec.operations.filter(({ stream }) => stream)) {
      const message = `${id} is a stream, and the spec says nothing of streams`;
      yield { pointer: `${pointer}/stream`, shows: 'key', message, expected: 'a section streaming' };
    }
  },
};

const policyHasStreams: Rule = {
  warns: true,
  *check({ spec }) {
    if (spec.streaming === null || spec.operations.some(({ stream }) => stream)) return;
    const expected = 'stream: true at an operation, or no section streaming';
    yield { pointer: '/streaming', shows: 'key', message: 'no operation is a stream', expected };
  },
};

const streamEnds: Rule = {
  *check({ spec }) {
    const { streaming } = spec;
    if (streaming === null) return;
    const { event, data } = streaming.terminal;
    if (event === null && data === null) {
      const message = 'the spec does not say what ends a stream';
      yield { pointer: '/streaming/terminal', shows: 'key', message, expected: 'event: done or data: "[DONE]", say' };
    }
    for (const [index, name] of streaming.silent.entries()) {
      const what = name === event ? 'ends a stream' : name === streaming.errorEvent ? 'tells of a failure' : null;
      if (what === null) continue;
      const message = `the event ${name} ${what}: it cannot be passed over`;
      const expected = name === event ? 'another event, or given: false at terminal' : 'another event';
      yield { pointer: `/streaming/silent/${index}`, shows: 'value', message, expected };
    }
    if (event !== null && event === streaming.errorEvent) {
      const message = `the event ${event} cannot both end a stream and tell of a failure`;
      yield { pointer: '/streaming/errorEvent', shows: 'value', message };
    }
  },
};

const stableOrFresh: Rule = {
  *check({ spec }) {
    const { stable, fresh, idempotency } = spec.identity;
    for (const [index, name] of fresh.entries()) {
      if (!stable.includes(name)) continue;
      const message = `the header ${name} cannot be both stable and fresh`;
      yield { pointer: `/identity/fresh/${index}`, shows: 'value', message };
    }
    if (idempotency === null) return;
    const { header, stableOnRetry } = idempotency;
    if (!(stableOnRetry ? fresh : stable).includes(header.toLowerCase())) return;
    const message = `the header ${header} cannot be both ${stableOnRetry ? 'stable on retry and fresh' : 'new on retry and stable'}`;
    const expected = `${header} in one of the two`;
    yield { pointer: '/identity/idempotency/header', shows: 'value', message, expected, got: shown(header) };
  },
};

const attemptApart: Rule = {
  *check({ spec }) {
    const { attempt, stable, idempotency } = spec.identity;
    if (attempt === null) return;
    const pointer = '/identity/attempt/header';
    const other = stable.includes(attempt.header)
      ? 'is the same on every attempt'
      : idempotency?.header.toLowerCase() === attempt.header
        ? 'holds the idempotency key'
        : spec.credentials.some((c) => c.in === 'header' && c.name.toLowerCase() === attempt.header)
          ? 'holds a credential'
          : null;
    if (other === null) return;
    const message = `the header ${attempt.header} cannot tell the attempt: it ${other}`;
    yield { pointer, shows: 'value', message, expected: 'a header of its own' };
  },
};

/** A header that is listed twice, in whatever case. */
const headerListedOnce: Rule = {
  *check({ spec, document }) {
    for (const list of ['stable', 'fresh'] as const) {
      const names = spec.identity[list];
      for (const [index, name] of names.entries()) {
        if (names.indexOf(name) === index) continue;
        const message = `the header ${name} stands in ${list} twice: upper and lower case are the same`;
        const got = shown(document.identity?.[list]?.[index]);
        yield { pointer: `/identity/${list}/${index}`, shows: 'value', message, expected: 'each header once', got };
      }
    }
  },
};

const exampleHasMessage: Rule = {
  *check({ spec }) {
    const { example, message } = spec.errors.body;
    if (example === null || message === null) return;
    if (message.some((pointer) => typeof valueAt(example, pointer) === 'string')) return;
    yield {
      pointer: '/errors/body/message',
      shows: 'key',
      message: 'no pointer leads to a text in the example',
      expected: `a pointer into ${JSON.stringify(example)}`,
      got: message.join(', '),
    };
  },
};

function valueAt(value: JsonValue, pointer: string): JsonValue | undefined {
  let at: JsonValue | undefined = value;
  for (const key of keysOf(pointer)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Readonly<Record<string, JsonValue>>)[key];
  }
  return at;
}

export const policyRules = [
  streamsHavePolicy,
  policyHasStreams,
  streamEnds,
  stableOrFresh,
  attemptApart,
  headerListedOnce,
  exampleHasMessage,
];
