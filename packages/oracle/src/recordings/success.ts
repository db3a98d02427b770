import {
  bodyTemplates,
  type Fixture,
  type JsonValue,
  type Operation,
  type Spec,
  type StreamEvent,
} from '@sdk-conformance/model';
import { parseJson } from '../body.js';
import { bodyOf, decodeBody } from '../message.js';
import { parseEvents } from '../sse.js';
import { isTerminal, tellsOfFailure } from '../stream.js';
import { jsonMistake } from './json.js';
import type { Told } from './place.js';

/** What a recorded success is to a client: a value, or why it has none. */
export type Decoded =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'events' }
  /** A body that is empty gives what the spec says of empty successes. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'none'; readonly told: Told };

function none(told: Told): Decoded {
  return { kind: 'none', told };
}

function header({ headers }: Fixture, name: string): string | undefined {
  return headers.find(([n]) => n.toLowerCase() === name)?.[1];
}

/** The first bytes of a body, for a message. */
function startOf({ body }: Fixture): string {
  return JSON.stringify(new TextDecoder('latin1').decode(body.subarray(0, 40)).split('\n', 1)[0]);
}

/** The body as text, or why it is none. */
function textOf(fixture: Fixture, what: string): string | Decoded {
  const coding = header(fixture, 'content-encoding')?.toLowerCase();
  const at = { header: 'content-encoding' };
  if (coding !== undefined && coding !== 'gzip' && coding !== 'identity') {
    const message = `${what} is in a coding that no scenario can be made of`;
    return none({ at, message, expected: 'gzip, or no Content-Encoding', got: coding });
  }
  const { text, utf8 } = decodeBody(bodyOf(fixture, fixture.status), fixture.headers);
  if (text === null) {
    const expected = `a gzip body, or no Content-Encoding: ${coding}`;
    return none({
      at,
      message: `${what} says that its body is compressed, and it is not`,
      expected,
      got: startOf(fixture),
    });
  }
  if (!utf8)
    return none({ at: { body: 0 }, message: `${what} is not UTF-8`, expected: 'JSON in UTF-8', got: startOf(fixture) });
  return text;
}

function jsonOf(fixture: Fixture, text: string, what: string): Decoded {
  const parsed = parseJson(text);
  if (parsed.json) return { kind: 'value', value: parsed.value };
  if (header(fixture, 'transfer-encoding') !== undefined && /^[\da-f]+(;[^\r\n]*)?\r?\n/i.test(text)) {
    const message = `${what} still stands in its chunks`;
    return none({
      at: { body: 0 },
      message,
      expected: 'the body itself, as curl -i prints it without --raw',
      got: startOf(fixture),
    });
  }
  const mistake = jsonMistake(text);
  const expected = mistake?.expected ?? 'JSON';
  const offset = mistake?.offset ?? 0;
  const got = offset >= text.length ? 'the end of the body' : JSON.stringify(text[offset]);
  // What is decoded or filled in does not stand in the file like this.
  const literal = header(fixture, 'content-encoding') === undefined && bodyTemplates(fixture) === null;
  return none({ at: { body: literal ? offset : 0 }, message: `${what} is not JSON`, expected, got });
}

function eventsOf(spec: Spec, text: string, what: string): Decoded {
  const policy = spec.streaming;
  // A rule of the spec asks for the policy.
  if (policy === null) return { kind: 'events' };
  const events = parseEvents(text);
  const ended = events.findIndex((event) => isTerminal(policy, event));
  const failed = events.findIndex((event) => tellsOfFailure(policy, event) !== null);
  const told = (message: string, expected: string, event?: StreamEvent): Decoded =>
    none({
      at: { body: 0 },
      message: `${what} ${message}`,
      expected,
      got: event === undefined ? 'no event' : event.event,
    });
  const { event, data } = policy.terminal;
  const last = event === null ? `data: ${data}` : `event: ${event}`;
  if (failed >= 0 && (ended < 0 || failed < ended)) return told('tells of a failure', `no such event`, events[failed]);
  if (ended < 0 && policy.missingTerminal !== 'accept') {
    return told('lacks the event that ends a stream', `${last}, and an empty line behind it`, events.at(-1));
  }
  const given = ended < 0 ? events.length : policy.terminal.given ? ended + 1 : ended;
  return given === 0 ? told('gives no event', 'an event at least') : { kind: 'events' };
}

/** What an operation's recorded success comes to. */
export function decodeSuccess(spec: Spec, operation: Operation, fixture: Fixture): Decoded {
  const what = `the success of ${operation.id}`;
  const text = textOf(fixture, what);
  if (typeof text !== 'string') return text;
  if (operation.stream) return eventsOf(spec, text, what);
  if (text !== '') return jsonOf(fixture, text, what);
  if (spec.success.empty !== 'error') return { kind: 'empty' };
  const message = `${what} is empty, which the spec takes for an error`;
  return none({ at: { body: 0 }, message, expected: 'a body, or success.empty: "null" in the spec', got: 'nothing' });
}
