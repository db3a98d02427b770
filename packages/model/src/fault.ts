import type { TransportKind } from './terms.js';

/** What the server does to the connection. Durations are milliseconds of the clock domain. What each comes to: {@link effectOf}. */
export type Fault =
  /** Waits before the first byte, then answers. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Answers up to a point, then nothing more and the connection stays open. */
  | { readonly kind: 'stall'; readonly after: 'request' | 'head' | { readonly bodyBytes: number } }
  /** Sends the body in pieces of so many bytes, with a pause before each but the first. */
  | { readonly kind: 'drip'; readonly bytes: number; readonly intervalMs: number }
  /**
   * Sends the body in pieces that are given one by one, each after its pause. Then what is left of it at once, or nothing more: FIN (`cut`),
   * RST, or a connection that stays open (`stall`).
   */
  | { readonly kind: 'pieces'; readonly pieces: readonly Piece[]; readonly end: 'rest' | 'cut' | 'reset' | 'stall' }
  /** Sends only so many bytes of the head or body, then FIN. */
  | { readonly kind: 'truncate'; readonly in: 'head' | 'body'; readonly bytes: number }
  /** RST, before any byte or after so many body bytes. */
  | { readonly kind: 'reset'; readonly after: 'request' | { readonly bodyBytes: number } }
  /** FIN without a byte of an answer. */
  | { readonly kind: 'close' }
  /** Bytes that are not HTTP (`latin1` text), then FIN. */
  | { readonly kind: 'garbage'; readonly text: string }
  /** The lane's port is closed while this answer is due. */
  | { readonly kind: 'refuse' }
  /** The base URL has a name that does not resolve. Of the whole call: every answer of its scripts is this one. */
  | { readonly kind: 'unresolved' }
  /**
   * The base URL is https, and the handshake fails: the certificate is one that nobody vouches for, or the server answers in plain text. Of
   * the whole call, as above.
   */
  | { readonly kind: 'handshake'; readonly by: 'certificate' | 'plainText' }
  /** Closes the idle connection after the complete answer, without saying so. */
  | { readonly kind: 'closeIdle' };

/** So many bytes of a body, after a pause in ms; at once where none is given. */
export interface Piece {
  readonly bytes: number;
  readonly pauseMs?: number;
}

/** How a body comes: in pieces of so many bytes, with a pause before each but the first; or in pieces given one by one, and the rest at once. */
export type Pace = { readonly bytes: number; readonly intervalMs: number } | { readonly pieces: readonly Piece[] };

/** The pieces in which so many bytes come. */
export function piecesOf(pace: Pace | null, length: number): readonly Required<Piece>[] {
  const given = pace !== null && 'pieces' in pace ? pace.pieces : [];
  const size = pace !== null && 'bytes' in pace ? pace.bytes : length;
  const intervalMs = pace !== null && 'bytes' in pace ? pace.intervalMs : 0;
  const pieces: Required<Piece>[] = [];
  let left = length;
  for (const { bytes, pauseMs = 0 } of given) {
    if (left === 0) break;
    pieces.push({ bytes: Math.min(bytes, left), pauseMs });
    left -= Math.min(bytes, left);
  }
  while (left > 0) {
    pieces.push({ bytes: Math.min(size, left), pauseMs: pieces.length === 0 ? 0 : intervalMs });
    left -= Math.min(size, left);
  }
  return pieces;
}

/** How much of a response is sent. */
export type Sent =
  | { readonly kind: 'nothing' }
  /** Bytes (`latin1` text) that are no HTTP response. */
  | { readonly kind: 'noise'; readonly text: string }
  | { readonly kind: 'partOfHead'; readonly bytes: number }
  /** The head, and no byte of a body. */
  | { readonly kind: 'head' }
  | { readonly kind: 'partOfBody'; readonly bytes: number }
  | { readonly kind: 'all' };

/** The network faults that leave a client without a response. */
export type BrokenBy = Exclude<TransportKind, 'cutBody' | 'timeout' | 'abort' | 'decode'>;

/** A fault of the base URL that clients are given. */
export type UnreachedFault = Extract<Fault, { readonly kind: 'unresolved' | 'handshake' }>;

/** What a fault makes of an answer: everything that plays, predicts or judges a fault follows from this. */
export interface FaultEffect {
  readonly sent: Sent;
  /** ms before the first byte. */
  readonly heldMs: number;
  /** Null: the body comes at once. */
  readonly pace: Pace | null;
  /** What follows what was sent: the response is complete, FIN, RST, or nothing while the connection stays open. */
  readonly end: 'complete' | 'fin' | 'rst' | 'never';
  /**
   * What becomes of the connection. `kept`: the next request can use it once the answer has ended. `lost`: it goes with the answer.
   * `lostUnsaid`: it goes after a complete answer that did not say so. `refused`: none is accepted. `unreached`: none comes about, at the
   * client’s end, in the whole call.
   */
  readonly connection: 'kept' | 'lost' | 'lostUnsaid' | 'refused' | 'unreached';
  /** The network fault that the client meets in place of a response; null where it meets a response or its own timeout. */
  readonly transport: BrokenBy | null;
}

const plain: FaultEffect = {
  sent: { kind: 'all' },
  heldMs: 0,
  pace: null,
  end: 'complete',
  connection: 'kept',
  transport: null,
};

const nothing: Sent = { kind: 'nothing' };

const effects: { readonly [K in Fault['kind']]: (fault: Extract<Fault, { kind: K }>) => FaultEffect } = {
  delay: ({ ms }) => ({ ...plain, heldMs: ms }),
  stall: ({ after }) => ({ ...plain, sent: sentUntil(after), end: 'never' }),
  drip: ({ bytes, intervalMs }) => ({ ...plain, pace: { bytes, intervalMs } }),
  pieces: ({ pieces, end: asked }) => {
    if (asked === 'rest') return { ...plain, pace: { pieces } };
    const sent: Sent = { kind: 'partOfBody', bytes: pieces.reduce((sum, { bytes }) => sum + bytes, 0) };
    const end = ({ cut: 'fin', reset: 'rst', stall: 'never' } as const)[asked];
    return { ...plain, pace: { pieces }, sent, end, connection: asked === 'stall' ? 'kept' : 'lost' };
  },
  truncate: ({ in: part, bytes }) =>
    part === 'head'
      ? { ...plain, sent: { kind: 'partOfHead', bytes }, end: 'fin', connection: 'lost', transport: 'cutHead' }
      : { ...plain, sent: { kind: 'partOfBody', bytes }, end: 'fin', connection: 'lost' },
  reset: ({ after }) => ({
    ...plain,
    sent: sentUntil(after),
    end: 'rst',
    connection: 'lost',
    transport: after === 'request' ? 'reset' : null,
  }),
  close: () => ({ ...plain, sent: nothing, end: 'fin', connection: 'lost', transport: 'close' }),
  garbage: ({ text }) => ({
    ...plain,
    sent: { kind: 'noise', text },
    end: 'fin',
    connection: 'lost',
    transport: 'garbage',
  }),
  // A connection that was there before the port closed can only be reset.
  refuse: () => ({ ...plain, sent: nothing, end: 'rst', connection: 'refused', transport: 'connect' }),
  unresolved: () => ({ ...plain, sent: nothing, end: 'rst', connection: 'unreached', transport: 'dns' }),
  // A client that accepts the certificate sends its request, and gets no answer.
  handshake: () => ({ ...plain, sent: nothing, end: 'fin', connection: 'unreached', transport: 'tls' }),
  closeIdle: () => ({ ...plain, connection: 'lostUnsaid' }),
};

/** Every kind of fault. */
export const faultKinds = Object.keys(effects) as readonly Fault['kind'][];

function sentUntil(after: 'request' | 'head' | { readonly bodyBytes: number }): Sent {
  if (after === 'request') return nothing;
  return after === 'head' ? { kind: 'head' } : { kind: 'partOfBody', bytes: after.bodyBytes };
}

/**
 * What a fault makes of an answer; of no fault, a plain answer.
 *
 * @example effectOf({ kind: 'reset', after: 'request' }).transport === 'reset'
 */
export function effectOf(fault: Fault | undefined): FaultEffect {
  if (fault === undefined) return plain;
  // Each kind's function takes the fault of its own kind, which the compiler does not see through the look-up.
  const effect = effects[fault.kind] as (fault: Fault) => FaultEffect;
  return effect(fault);
}

function isUnreached(fault: Fault | undefined): fault is UnreachedFault {
  return effectOf(fault).connection === 'unreached';
}

/** The fault by which no request of a scenario arrives at all; null where some may. */
export function unreachedBy(script: readonly { readonly fault?: Fault }[]): UnreachedFault | null {
  return script.map(({ fault }) => fault).find(isUnreached) ?? null;
}

/** True where a fault leaves no room for a response: no byte of one is sent. */
export function leavesNoResponse(fault: Fault | undefined): boolean {
  switch (effectOf(fault).sent.kind) {
    case 'nothing':
    case 'noise':
      return true;
    case 'partOfHead':
    case 'head':
    case 'partOfBody':
    case 'all':
      return false;
  }
}

/** Origin that clients are sent to for what is served on a port of the loopback interface. RFC 6761, section 6.4: `.invalid` never resolves. */
export function originOf(fault: UnreachedFault | null, port: number, tls = false): string {
  const scheme = tls ? 'https' : 'http';
  switch (fault?.kind) {
    case undefined:
      return `${scheme}://127.0.0.1:${port}`;
    case 'unresolved':
      return `${scheme}://api.unresolved.invalid:${port}`;
    case 'handshake':
      return `https://127.0.0.1:${port}`;
  }
}
