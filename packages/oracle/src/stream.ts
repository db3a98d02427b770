import type { Spec, Step, StreamEvent, StreamPolicy, SuccessPolicy } from '@sdk-conformance/model';
import type { Attempt } from './attempt.js';
import type { Because } from './because.js';
import { because, keyMissing } from './because.js';
import { valueAt } from './body.js';
import { promise } from './decide-success.js';
import type { Decision } from './expectation.js';
import type { ExpectedEvent, OutcomeExpectation } from './outcome-expectation.js';
import { raisedByTransport } from './raised.js';
import { backoffGap, type Ruling, retryUpTo, type Situation } from './ruling.js';
import { parseEvents } from './sse.js';

/** A stream that began with a success status: by how many events came and how it ended. */
export function decideStream(s: Situation, response: Extract<Attempt, { kind: 'response' }>): Ruling {
  const policy = s.spec.streaming;
  const unsaid = because('stream.events', '/streaming', 'the spec says nothing of streams');
  if (policy === null)
    return { action: 'open', because: unsaid, gap: null, outcome: { kind: 'open', because: unsaid } };
  const all = parseEvents(response.text ?? '');
  const events = expectedEvents(
    s,
    all.filter(({ event }) => !policy.silent.includes(event)),
  );
  const failed = events.findIndex((e) => tellsOfFailure(policy, e) !== null);
  const ended = events.findIndex((e) => isTerminal(policy, e));
  const raise = (reason: Because, before: readonly ExpectedEvent[]) =>
    raisedByTransport(s.spec, s.language, policy.errorClass ?? undefined, reason, {
      cause: false,
      events: before,
    });
  if (failed >= 0 && (ended < 0 || failed < ended)) {
    const reason = tellsOfFailure(policy, events[failed]) ?? unsaid;
    return afterEvents(s, policy, raise(reason, events.slice(0, failed)));
  }
  if (ended >= 0) return whole(s, response.status, policy, events.slice(0, policy.terminal.given ? ended + 1 : ended));
  const reason = because(
    'stream.terminal',
    '/streaming/missingTerminal',
    `a stream that ends without its last event (${policy.terminal.event ?? policy.terminal.data}) raises`,
  );
  if (policy.missingTerminal === null)
    return { action: 'open', because: reason, gap: null, outcome: { kind: 'open', because: reason } };
  if (policy.missingTerminal === 'accept' && !response.cut) return whole(s, response.status, policy, events);
  if (events.length > 0) return afterEvents(s, policy, raise(reason, events));
  return beforeEvents(s, response.cut ? s.spec.success.cut : null, raise(reason, []));
}

/** Each event with what a model of it has. */
function expectedEvents({ spec, recordedEvents }: Situation, events: readonly StreamEvent[]): readonly ExpectedEvent[] {
  const raw = spec.success.values === 'raw';
  return events.map((event) => ({ ...event, model: raw ? null : (recordedEvents.get(event.event) ?? event.data) }));
}

/** A stream that broke before its first event is a success that was cut. */
function beforeEvents(s: Situation, rule: SuccessPolicy['cut'], outcome: OutcomeExpectation): Ruling {
  const what = 'a stream that breaks before its first event';
  if (rule === null) {
    const unsaid = keyMissing('stream.retry', '/success/cut', `the spec does not say what ${what} means`);
    return { action: 'open', because: unsaid, gap: null, outcome: { kind: 'open', because: unsaid } };
  }
  const reason = because('stream.retry', '/success/cut', `${what} ${rule === 'retry' ? 'is retried' : 'raises'}`);
  return rule === 'retry'
    ? retryUpTo(s, reason, (retry) => backoffGap(s.spec, null, retry), outcome)
    : { action: 'stop', because: reason, gap: null, outcome };
}

/** What comes of a stream that its caller leaves after some of its events; nothing of a step that is not left, or never got so far. */
export function leftAfter(
  { streaming }: Spec,
  { leaveAfter }: Step,
  attempt: Attempt,
): Partial<Pick<Decision, 'action' | 'because' | 'gap' | 'gapStart' | 'takesMs' | 'outcome'>> {
  if (leaveAfter === undefined || streaming === null || attempt.kind !== 'response' || attempt.status > 299) return {};
  const given = parseEvents(attempt.text ?? '').filter(({ event }) => !streaming.silent.includes(event));
  if (given.length < leaveAfter) return {};
  const events = given.slice(0, leaveAfter).map((event) => ({ ...event, model: event.data }));
  const text = `the caller leaves the stream after ${leaveAfter === 1 ? 'one event' : `${leaveAfter} events`}`;
  const reason = because('stream.events', '/streaming/format', text);
  return {
    action: 'stop',
    because: reason,
    gap: null,
    gapStart: { kind: 'answered' },
    takesMs: 0,
    outcome: {
      kind: 'returned',
      returns: reason,
      value: null,
      model: null,
      orRaised: null,
      events,
      because: eventsBecause(events),
    },
  };
}

/** Whether the event that ends a stream is in its text. */
export function hasTerminal({ streaming }: Spec, text: string): boolean {
  return streaming !== null && parseEvents(text).some((event) => isTerminal(streaming, event));
}

/** Whether an event ends a stream. */
export function isTerminal({ terminal }: StreamPolicy, { event, data }: StreamEvent): boolean {
  return event === terminal.event || (terminal.data !== null && data === terminal.data);
}

/** Why an event tells of a failure; null where it does not. */
export function tellsOfFailure(policy: StreamPolicy, event: StreamEvent | undefined): Because | null {
  if (event === undefined) return null;
  if (policy.errorEvent !== null && event.event === policy.errorEvent)
    return because('stream.errorEvent', '/streaming/errorEvent', `an ${policy.errorEvent} event raises`);
  const { errorData } = policy;
  return errorData !== null && valueAt(event.data, errorData) != null
    ? because('stream.errorEvent', '/streaming/errorData', `an event with ${errorData} in its data raises`)
    : null;
}

/** That a stream gives its events, also one that breaks after them. */
export function eventsBecause(events: readonly ExpectedEvent[]): Because {
  return because('stream.events', '/streaming/format', `${events.length} events, in order and whole`);
}

/** A stream that came to its end. */
function whole(s: Situation, status: number, policy: StreamPolicy, events: readonly ExpectedEvent[]): Ruling {
  const { requirement, pointer } = promise(s, status);
  const returns = because(
    // What a stream gives are its events: one that raises instead has lost them.
    requirement === 'success.value' ? 'stream.events' : requirement,
    pointer,
    `${status} is a success of ${s.operation.id}`,
  );
  const ends = because('stream.events', '/streaming', 'a whole stream ends the call');
  return {
    action: 'stop',
    because: policy.retryAfterFirstEvent === false ? noReplay : ends,
    gap: null,
    outcome: {
      kind: 'returned',
      returns,
      value: null,
      model: null,
      orRaised: null,
      events,
      because: eventsBecause(events),
    },
  };
}

const noReplay = because(
  'stream.noReplay',
  '/streaming/retryAfterFirstEvent',
  'a stream is never retried after its first event',
);

/** A stream that failed after the first event, of whatever kind. */
function afterEvents(s: Situation, policy: StreamPolicy, outcome: OutcomeExpectation): Ruling {
  if (policy.retryAfterFirstEvent === false) return { action: 'stop', because: noReplay, gap: null, outcome };
  if (policy.retryAfterFirstEvent === null) {
    const text = 'the spec does not say whether a stream is retried after its first event';
    return {
      action: 'open',
      because: keyMissing('stream.noReplay', '/streaming/retryAfterFirstEvent', text),
      gap: null,
      outcome,
    };
  }
  const text = 'a stream that breaks is retried, also after its first event';
  const reason = because('stream.retry', '/streaming/retryAfterFirstEvent', text);
  return retryUpTo(s, reason, (retry) => backoffGap(s.spec, null, retry), outcome);
}
