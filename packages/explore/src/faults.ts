import type { Fault, Spec, TransportKind } from '@sdk-conformance/model';
import fc from 'fast-check';

/** What an answer is befallen by depends on its body and on how long its client waits. */
export interface Room {
  readonly bytes: number;
  readonly timeoutMs: number;
}

/** A part of a timeout, in thousandths: never so near to it that either may be first. */
export const drawnShare = fc.oneof(
  { withCrossShrink: true },
  fc.integer({ min: 1, max: 700 }),
  fc.integer({ min: 1300, max: 3000 }),
);

export function shareOf(timeoutMs: number, thousandths: number): number {
  return Math.max(1, Math.round((timeoutMs * thousandths) / 1000));
}

/** Faults after which no response comes, any number of which may follow one another. */
export const faultsWithoutResponse: fc.Arbitrary<Fault> = fc.oneof(
  fc.constant<Fault>({ kind: 'reset', after: 'request' }),
  fc.constant<Fault>({ kind: 'close' }),
  fc.constant<Fault>({ kind: 'stall', after: 'request' }),
  fc
    .string({ unit: 'grapheme-ascii', maxLength: 40 })
    .map((text): Fault => ({ kind: 'garbage', text: `no HTTP ${text}` })),
);

const unreached: readonly (readonly [of: TransportKind, fault: Fault])[] = [
  ['dns', { kind: 'unresolved' }],
  ['tls', { kind: 'handshake', by: 'certificate' }],
  ['tls', { kind: 'handshake', by: 'plainText' }],
];

/** Faults of a whole scenario: of a port that no answer opens again, or of its base URL, where the spec has a word on that. */
export function faultsOfAll({ errors, retry }: Spec): fc.Arbitrary<Fault> {
  const isNamed = (kind: TransportKind) =>
    errors.transport[kind] !== undefined ||
    errors.outside[kind] !== undefined ||
    retry.transport?.includes(kind) === true;
  const named = unreached.filter(([kind]) => isNamed(kind)).map(([, fault]) => fault);
  return fc.constantFrom<Fault>({ kind: 'refuse' }, ...named);
}

/** Fewer pieces than would keep a server busy. */
const mostPieces = 20;

const place = fc.nat({ max: 999 });
const bytesAt = (bytes: number, thousandths: number) => Math.floor((bytes * thousandths) / 1000);

const piece = fc.record({ share: fc.integer({ min: 1, max: 1000 }), pause: fc.option(drawnShare) });

type Made = (room: Room) => Fault;

/** Faults of an answer, as its body and its client's timeout make them. */
export const drawnFault: fc.Arbitrary<Made> = fc.oneof(
  fc.constant<Made>(() => ({ kind: 'closeIdle' })),
  drawnShare.map(
    (share): Made =>
      ({ timeoutMs }) => ({ kind: 'delay', ms: shareOf(timeoutMs, share) }),
  ),
  fc.integer({ min: 1, max: 30 }).map(
    (bytes): Made =>
      () => ({ kind: 'truncate', in: 'head', bytes }),
  ),
  fc.constant<Made>(() => ({ kind: 'stall', after: 'head' })),
  place.map(
    (at): Made =>
      ({ bytes }) => ({ kind: 'stall', after: { bodyBytes: bytesAt(bytes, at) } }),
  ),
  place.map(
    (at): Made =>
      ({ bytes }) => ({ kind: 'reset', after: { bodyBytes: bytesAt(bytes, at) } }),
  ),
  place.map(
    (at): Made =>
      ({ bytes }) => ({ kind: 'truncate', in: 'body', bytes: bytesAt(bytes, at) }),
  ),
  fc.tuple(fc.integer({ min: 1, max: mostPieces }), drawnShare).map(
    ([parts, share]): Made =>
      ({ bytes, timeoutMs }) => {
        const each = Math.max(1, Math.ceil(bytes / parts));
        const pauses = Math.max(1, Math.ceil(bytes / each) - 1);
        return { kind: 'drip', bytes: each, intervalMs: Math.floor(shareOf(timeoutMs, share) / pauses) };
      },
  ),
  fc.tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), fc.constantFrom('rest', 'cut', 'reset', 'stall')).map(
    ([list, end]): Made =>
      ({ bytes, timeoutMs }) => ({
        kind: 'pieces',
        pieces: list.map(({ share, pause }) => ({
          bytes: Math.max(1, bytesAt(bytes / 4, share)),
          ...(pause === null ? {} : { pauseMs: shareOf(timeoutMs / 4, pause) }),
        })),
        end,
      }),
  ),
);
