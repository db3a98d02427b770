import type { StreamEvent } from '@sdk-conformance/model';
import type { Attempt } from './attempt.js';
import type { Because } from './expectation.js';
import { raisedByTransport } from './outcome.js';
import { backoffGap, because, type Ruling, retryUpTo, type Situation } from './ruling.js';
import { parseEvents } from './sse.js';

/** A stream that began with a success status: by how many events came and how it ended. */
export function decideStream(s: Situation, response: Extract<Attempt, { kind: 'response' }>): Ruling {
  const policy = s.spec.streaming;
  const unsaid = because('stream.events', '/streaming', 'the spec says nothing of streams');
  if (policy === null)
    return { action: 'open', because: unsaid, gap: null, outcome: { kind: 'open', because: unsaid } };
  const events = parseEvents(response.text ?? '');
  const isTerminal = (e: StreamEvent): boolean =>
    e.event === policy.terminal.event || (policy.terminal.data !== null && e.data === policy.terminal.data);
  const failed = policy.errorEvent === null ? -1 : events.findIndex((e) => e.event === policy.errorEvent);
  const ended = events.findIndex(isTerminal);
  const noReplay = because(
    'stream.noReplay',
    '/streaming/retryAfterFirstEvent',
    'a stream is never retried after its first event',
  );
  const raise = (reason: Because, before: readonly StreamEvent[], cause: boolean) =>
    raisedByTransport(s.spec, s.language, policy.errorClass ?? s.spec.errors.base, reason, { cause, events: before });
  if (failed >= 0 && (ended < 0 || failed < ended)) {
    const reason = because('stream.errorEvent', '/streaming/errorEvent', `an ${policy.errorEvent} event raises`);
    return { action: 'stop', because: noReplay, gap: null, outcome: raise(reason, events.slice(0, failed), false) };
  }
  if (ended >= 0) {
    const value = because('stream.events', '/streaming', 'all events, in order');
    return {
      action: 'stop',
      because: noReplay,
      gap: null,
      outcome: { kind: 'returned', value: null, events: events.slice(0, ended + 1), because: value },
    };
  }
  const reason = because(
    'stream.terminal',
    '/streaming/missingTerminal',
    `a stream that ends without its last event (${policy.terminal.event ?? policy.terminal.data}) raises`,
  );
  if (policy.missingTerminal === null)
    return { action: 'open', because: reason, gap: null, outcome: { kind: 'open', because: reason } };
  if (events.length > 0) return { action: 'stop', because: noReplay, gap: null, outcome: raise(reason, events, false) };
  const early = because('stream.retry', '/streaming', 'a stream that breaks before its first event is retried');
  if (!response.cut) return { action: 'open', because: early, gap: null, outcome: { kind: 'open', because: early } };
  return retryUpTo(s, early, (retry) => backoffGap(s.spec, retry), raise(reason, [], false));
}
