import type { Answer, Operation, Scenario, Step } from '@sdk-conformance/model';
import { argumentsFor } from '../arguments.js';
import {
  type Derivation,
  error,
  mainOperation,
  type OneStep,
  oneStep,
  playedTimeout,
  retriedErrors,
  success,
  terminalErrors,
} from '../derivation.js';
import {
  brokenStreams,
  endOfEvent,
  largestEvent,
  piecesWithinLineEnds,
  sameStreams,
  silentStream,
  streamFixture,
} from '../streams.js';

const abouts: Readonly<Record<(typeof sameStreams | typeof brokenStreams)[number], string>> = {
  crlf: 'Lines end in CRLF',
  cr: 'Lines end in CR alone',
  comments: 'Comments, ids and retry fields stand between the events',
  'multi-line-data': 'Data stands on several lines',
  'no-space': 'No blank follows the colons',
  'error-first': 'The first event is an error',
  'error-middle': 'An error comes after some events',
  'missing-terminal': 'The stream ends without its last event',
};

/** Streams in every spelling and cut at every place. */
export function streamScenarios(from: Derivation): readonly Scenario[] {
  const family = 'stream';
  const streams = from.spec.operations.filter((operation) => operation.stream).slice(0, 1);
  const { errorEvent = null, errorData = null } = from.spec.streaming ?? {};
  // With nothing to know it by, an error is an event like any other.
  const noErrors = errorEvent === null && errorData === null;
  const broken = brokenStreams.filter((name) => !noErrors || !name.startsWith('error-'));
  return streams.flatMap((operation) => {
    const ok = success(operation);
    const fixture = from.fixtures.get(operation.success.fixture);
    if (fixture === undefined) return [];
    const one = (name: string, about: string, script: readonly Answer[], options: OneStep['options'] = {}): Scenario =>
      oneStep({ family, name, about: `${about}.`, operation, script, options });
    const { ms, options: timed } = playedTimeout(from.spec);
    const first = endOfEvent(fixture, 1);
    const second = endOfEvent(fixture, 2);
    const [status] = retriedErrors(from.spec).slice(-1);
    const [terminal] = terminalErrors(from.spec);
    const cut = (bytes: number): Answer => ({ ...ok, fault: { kind: 'truncate', in: 'body', bytes } });
    return [
      one('good', 'Every event comes', [ok]),
      one('type-parameter', 'The content type is written Text/Event-Stream; charset=UTF-8', [
        { ...ok, headers: { 'Content-Type': 'Text/Event-Stream; charset=UTF-8' } },
      ]),
      one('bytes-1', 'Every byte comes in a piece of its own', [
        { ...ok, fault: { kind: 'drip', bytes: 1, intervalMs: 0 } },
      ]),
      one('bytes-7', 'Seven bytes come at a time', [{ ...ok, fault: { kind: 'drip', bytes: 7, intervalMs: 0 } }]),
      one(
        'slow',
        'Events come slowly: the whole takes longer than the timeout, no wait does',
        [{ ...ok, fault: { kind: 'drip', bytes: largestEvent(fixture), intervalMs: ms * 0.75 } }],
        timed,
      ),
      ...sameStreams.map((name) => one(name, abouts[name], [{ fixture: streamFixture(operation, name) }])),
      ...withinLineEnds(from, operation).map((answer) =>
        one('crlf-cut', 'Each CRLF is cut between two pieces', [answer]),
      ),
      ...(from.fixtures.has(streamFixture(operation, silentStream))
        ? [
            one('silent', 'Events that callers do not get stand between the others', [
              { fixture: streamFixture(operation, silentStream) },
            ]),
          ]
        : []),
      ...broken.map((name) => one(name, abouts[name], [{ fixture: streamFixture(operation, name) }, ok])),
      one('cut-before-first', 'The stream is cut before its first event; then a whole one', [cut(0), ok]),
      one('cut-in-first', 'The stream is cut within its first event; then a whole one', [
        cut(Math.floor(first / 2)),
        ok,
      ]),
      one('cut-before-first-always', 'Every stream is cut before its first event', [cut(0)]),
      one('cut-after-first', 'The stream is cut after its first event', [cut(first), ok]),
      one('cut-in-second', 'The stream is cut within its second event', [cut(Math.floor((first + second) / 2)), ok]),
      one('reset-after-first', 'A reset comes after the first event', [
        { ...ok, fault: { kind: 'reset', after: { bodyBytes: first } } },
        ok,
      ]),
      one(
        'stall-before-first',
        'No event comes at first; then a whole stream',
        [{ ...ok, fault: { kind: 'stall', after: 'head' } }, ok],
        timed,
      ),
      one(
        'stall-after-first',
        'After the first event no other comes',
        [{ ...ok, fault: { kind: 'stall', after: { bodyBytes: first } } }, ok],
        timed,
      ),
      ...(declaresEnd(from)
        ? [
            one(
              'kept-open',
              'The stream comes whole, and the server keeps the connection open behind its last event',
              [{ ...ok, fault: { kind: 'pieces', pieces: [{ bytes: fixture.body.length }], end: 'stall' } }],
              timed,
            ),
          ]
        : []),
      ...(second < fixture.body.length
        ? [
            withAnotherCall(
              from,
              oneStep({
                family,
                name: 'left-after-1',
                about:
                  'The caller leaves the stream after its first event; after the second none comes, and the server keeps the connection.',
                operation,
                script: [{ ...ok, fault: { kind: 'pieces', pieces: [{ bytes: second }], end: 'stall' } }],
                step: { leaveAfter: 1 },
              }),
            ),
          ]
        : []),
      ...(status === undefined
        ? []
        : [one(`${status}-200`, `${status} comes before the stream`, [error(from, status), ok])]),
      ...(terminal === undefined
        ? []
        : [one(String(terminal), `${terminal} comes instead of a stream`, [error(from, terminal), ok])]),
    ];
  });
}

/** ms, longer than a connection may take to close in real time. */
const laterMs = 2000;

/** The client lives on after its first call, so that what the call keeps is not closed with it. */
function withAnotherCall({ spec }: Derivation, scenario: Scenario): Scenario {
  const [operation] = mainOperation(spec);
  if (operation === undefined) return scenario;
  const later: Step = {
    id: 'later',
    client: 'client',
    operation: operation.id,
    arguments: argumentsFor(operation),
    script: [success(operation)],
    startAtMs: laterMs,
  };
  return { ...scenario, about: `${scenario.about} Another call follows.`, steps: [...scenario.steps, later] };
}

/** The stream whose lines end in CRLF, each of which comes in two pieces. */
function withinLineEnds({ fixtures }: Derivation, operation: Operation): readonly Answer[] {
  const id = streamFixture(operation, 'crlf');
  const fixture = fixtures.get(id);
  const pieces = fixture === undefined ? [] : piecesWithinLineEnds(fixture);
  return pieces.length === 0 ? [] : [{ fixture: id, fault: { kind: 'pieces', pieces, end: 'rest' } }];
}

/** Whether the spec says which event ends a stream. */
function declaresEnd({ spec }: Derivation): boolean {
  const { event = null, data = null } = spec.streaming?.terminal ?? {};
  return event !== null || data !== null;
}
