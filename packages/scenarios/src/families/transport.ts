import type { Answer, Fault, Scenario, Spec, TransportKind } from '@sdk-conformance/model';
import { argumentsFor } from '../arguments.js';
import {
  type Derivation,
  type OneStep,
  oneStep,
  part,
  playedTimeout,
  representatives,
  success,
} from '../derivation.js';

const family = 'transport';

function fault(kind: Fault): Answer {
  return { fixture: null, fault: kind };
}

const broken: readonly (readonly [name: string, about: string, answer: Answer])[] = [
  ['reset', 'The connection is reset before an answer', fault({ kind: 'reset', after: 'request' })],
  ['close', 'The connection is closed without an answer', fault({ kind: 'close' })],
  ['garbage-status-line', 'The answer is not HTTP', fault({ kind: 'garbage', text: 'SSH-2.0-OpenSSH_9.2\r\n\r\n' })],
  [
    'header-flood',
    'The answer’s head has no end: one megabyte of headers',
    // Of few lines: some HTTP stacks make an error of each that they have read and do not want.
    fault({
      kind: 'garbage',
      text: `HTTP/1.1 200 OK\r\n${`X-Flood: ${'all work and no play '.repeat(200)}\r\n`.repeat(250)}`,
    }),
  ],
];

const unreached: readonly (readonly [of: TransportKind, name: string, about: string, kind: Fault])[] = [
  ['dns', 'unresolved', 'The name of the API does not resolve', { kind: 'unresolved' }],
  ['tls', 'bad-certificate', 'Nobody vouches for the certificate', { kind: 'handshake', by: 'certificate' }],
  ['tls', 'plain-text', 'The server answers a handshake in plain text', { kind: 'handshake', by: 'plainText' }],
];

/** True where a spec has a word on a fault. */
function names({ errors, retry }: Spec, kind: TransportKind): boolean {
  const raised = errors.transport[kind] !== undefined || errors.outside[kind] !== undefined;
  return raised || retry.transport?.includes(kind) === true;
}

/** Connections that break, and answers that come late or never. */
export function transportScenarios(from: Derivation): readonly Scenario[] {
  const { plain } = representatives(from.spec);
  return plain.flatMap((operation) => {
    const ok = success(operation);
    const one = (name: string, about: string, script: readonly Answer[], options: OneStep['options'] = {}): Scenario =>
      oneStep({ family, name, about: `${about}.`, operation, script, options });
    const { ms, options: timed } = playedTimeout(from.spec);
    const hasOption = timed.timeoutMs !== undefined;
    const stall = (after: 'request' | 'head' | { bodyBytes: number }): Answer => ({
      ...ok,
      fault: { kind: 'stall', after },
    });
    const cutHead: Answer = { ...ok, fault: { kind: 'truncate', in: 'head', bytes: 12 } };
    const breaks = [...broken, ['cut-head', 'The answer is cut in its head', cutHead] as const];
    const unreachable = unreached.filter(([kind]) => names(from.spec, kind));
    return [
      ...unreachable.flatMap(([, name, about, kind]) => [
        one(name, about, [fault(kind)]),
        one(name, `${about}, and there are no retries`, [fault(kind)], { maxRetries: 0 }),
      ]),
      ...breaks.flatMap(([name, about, answer]) => [
        one(name, `${about}, every time`, [answer]),
        one(`${name}-200`, `${about}; then a success`, [answer, ok]),
        one(name, `${about}; there are no retries`, [answer], { maxRetries: 0 }),
      ]),
      one('refuse', 'The port is closed', [fault({ kind: 'refuse' })]),
      one('refuse', 'The port is closed and there are no retries', [fault({ kind: 'refuse' })], { maxRetries: 0 }),
      ...(from.spec.timeouts.attemptMs === Number.POSITIVE_INFINITY
        ? [one('delay-long', 'The answer takes four minutes; no timeout is set', [late(ok)])]
        : [one('stall-request', 'No answer ever comes; the timeout is the default', [stall('request')])]),
      ...(hasOption ? [one('stall-request', 'No answer ever comes', [stall('request')], timed)] : []),
      one('stall-request-200', 'No answer comes at first; then a success', [stall('request'), ok], timed),
      one('stall-head', 'The head comes and the body never does', [stall('head')], timed),
      one(
        'stall-body',
        'The body stops on the way; then a success',
        [stall({ bodyBytes: part(from, ok, 5) }), ok],
        timed,
      ),
      one('stall-request', 'No answer ever comes and there are no retries', [stall('request')], {
        ...timed,
        maxRetries: 0,
      }),
      one(
        'delay-within',
        'The answer is slow, within the timeout',
        [{ ...ok, fault: { kind: 'delay', ms: ms * 0.75 } }],
        timed,
      ),
      one(
        'delay-beyond',
        'The answer comes after the timeout; then a success at once',
        [{ ...ok, fault: { kind: 'delay', ms: ms * 1.25 } }, ok],
        timed,
      ),
      one(
        'drip-within',
        'The body drips, and is whole within the timeout',
        [{ ...ok, fault: drip(from, ok, ms * 0.75) }],
        timed,
      ),
      one(
        'drip-beyond',
        'The body drips for longer than the timeout; then a success at once',
        [{ ...ok, fault: drip(from, ok, 3 * ms) }, ok],
        timed,
      ),
      ...(from.spec.timeouts.perRead === true
        ? [
            one(
              'read-anew',
              'The body pauses within the timeout, goes on and stops; then a success',
              [{ ...ok, fault: pausing(part(from, ok, 5), ms * 0.75) }, ok],
              timed,
            ),
          ]
        : []),
      staleConnection(operation.id, from),
    ];
  });
}

/** Longer than any common timeout, and shorter than the 300 s after which Node's own fetch gives up whatever an SDK does. */
const longMs = 240_000;

function late(answer: Answer): Answer {
  return { ...answer, fault: { kind: 'delay', ms: longMs } };
}

/** Pieces for which a body takes about so many ms. */
function drip(from: Derivation, answer: Answer, totalMs: number): Fault {
  const bytes = from.fixtures.get(answer.fixture ?? '')?.body.length ?? 1;
  const pieces = 10;
  return { kind: 'drip', bytes: Math.max(1, Math.ceil(bytes / pieces)), intervalMs: Math.ceil(totalMs / pieces) };
}

/** A body of which a part comes at once and as much after a pause, and then nothing. */
function pausing(bytes: number, pauseMs: number): Fault {
  const half = Math.max(1, Math.floor(bytes / 2));
  return { kind: 'pieces', pieces: [{ bytes: half }, { bytes: half, pauseMs }], end: 'stall' };
}

function staleConnection(operationId: string, from: Derivation): Scenario {
  const operation = from.spec.operations.find((o) => o.id === operationId) ?? from.spec.operations[0];
  if (operation === undefined) throw new RangeError('a spec has operations');
  const ok = success(operation);
  return {
    id: `${family}/stale-keep-alive/${operation.id}`,
    family,
    about: 'The server closes the idle connection after the first success; then the client makes another call.',
    clients: [{ id: 'client', options: {} }],
    steps: [
      {
        id: 'first',
        client: 'client',
        operation: operation.id,
        arguments: argumentsFor(operation, { distinct: 'first' }),
        script: [{ ...ok, fault: { kind: 'closeIdle' } }],
      },
      {
        id: 'second',
        client: 'client',
        operation: operation.id,
        arguments: argumentsFor(operation, { distinct: 'second' }),
        startAtMs: 500,
        script: [ok],
      },
    ],
  };
}
