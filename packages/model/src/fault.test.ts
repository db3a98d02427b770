import { expect, test } from 'vitest';
import { effectOf, type Fault, leavesNoResponse, piecesOf } from './fault.js';

const faults: { readonly [K in Fault['kind']]: readonly Extract<Fault, { kind: K }>[] } = {
  delay: [{ kind: 'delay', ms: 500 }],
  stall: [
    { kind: 'stall', after: 'request' },
    { kind: 'stall', after: 'head' },
    { kind: 'stall', after: { bodyBytes: 5 } },
  ],
  drip: [{ kind: 'drip', bytes: 2, intervalMs: 30 }],
  pieces: [
    { kind: 'pieces', pieces: [{ bytes: 2 }, { bytes: 3, pauseMs: 40 }], end: 'rest' },
    { kind: 'pieces', pieces: [{ bytes: 2 }, { bytes: 3, pauseMs: 40 }], end: 'cut' },
    { kind: 'pieces', pieces: [{ bytes: 2, pauseMs: 5 }], end: 'reset' },
    { kind: 'pieces', pieces: [{ bytes: 2 }], end: 'stall' },
  ],
  truncate: [
    { kind: 'truncate', in: 'head', bytes: 9 },
    { kind: 'truncate', in: 'body', bytes: 9 },
  ],
  reset: [
    { kind: 'reset', after: 'request' },
    { kind: 'reset', after: { bodyBytes: 0 } },
  ],
  close: [{ kind: 'close' }],
  garbage: [{ kind: 'garbage', text: 'SSH-2.0' }],
  refuse: [{ kind: 'refuse' }],
  unresolved: [{ kind: 'unresolved' }],
  handshake: [
    { kind: 'handshake', by: 'certificate' },
    { kind: 'handshake', by: 'plainText' },
  ],
  closeIdle: [{ kind: 'closeIdle' }],
};

/** One line a fault: what is sent and when, how it ends, what becomes of the connection, and what the client meets. */
function row(fault: Fault | undefined): string {
  const { sent, heldMs, pace, end, connection, transport } = effectOf(fault);
  const how = [
    'bytes' in sent ? `${sent.kind} ${sent.bytes}` : sent.kind,
    ...(heldMs === 0 ? [] : [`after ${heldMs} ms`]),
    ...(pace === null ? [] : piecesOf(pace, 7).map((piece) => `${piece.bytes} after ${piece.pauseMs}`)),
  ].join(', ');
  return [how, end, connection, transport ?? '-', leavesNoResponse(fault) ? 'no response' : 'response'].join(' | ');
}

test('what each fault makes of an answer', () => {
  const rows = Object.values(faults).flatMap((list) => list.map((fault) => `${JSON.stringify(fault)} | ${row(fault)}`));
  expect([`none | ${row(undefined)}`, ...rows]).toEqual([
    'none | all | complete | kept | - | response',
    '{"kind":"delay","ms":500} | all, after 500 ms | complete | kept | - | response',
    '{"kind":"stall","after":"request"} | nothing | never | kept | - | no response',
    '{"kind":"stall","after":"head"} | head | never | kept | - | response',
    '{"kind":"stall","after":{"bodyBytes":5}} | partOfBody 5 | never | kept | - | response',
    '{"kind":"drip","bytes":2,"intervalMs":30} | all, 2 after 0, 2 after 30, 2 after 30, 1 after 30 | complete | kept | - | response',
    '{"kind":"pieces","pieces":[{"bytes":2},{"bytes":3,"pauseMs":40}],"end":"rest"} | all, 2 after 0, 3 after 40, 2 after 0 | complete | kept | - | response',
    '{"kind":"pieces","pieces":[{"bytes":2},{"bytes":3,"pauseMs":40}],"end":"cut"} | partOfBody 5, 2 after 0, 3 after 40, 2 after 0 | fin | lost | - | response',
    '{"kind":"pieces","pieces":[{"bytes":2,"pauseMs":5}],"end":"reset"} | partOfBody 2, 2 after 5, 5 after 0 | rst | lost | - | response',
    '{"kind":"pieces","pieces":[{"bytes":2}],"end":"stall"} | partOfBody 2, 2 after 0, 5 after 0 | never | kept | - | response',
    '{"kind":"truncate","in":"head","bytes":9} | partOfHead 9 | fin | lost | cutHead | response',
    '{"kind":"truncate","in":"body","bytes":9} | partOfBody 9 | fin | lost | - | response',
    '{"kind":"reset","after":"request"} | nothing | rst | lost | reset | no response',
    '{"kind":"reset","after":{"bodyBytes":0}} | partOfBody 0 | rst | lost | - | response',
    '{"kind":"close"} | nothing | fin | lost | close | no response',
    '{"kind":"garbage","text":"SSH-2.0"} | noise | fin | lost | garbage | no response',
    '{"kind":"refuse"} | nothing | rst | refused | connect | no response',
    '{"kind":"unresolved"} | nothing | rst | unreached | dns | no response',
    '{"kind":"handshake","by":"certificate"} | nothing | fin | unreached | tls | no response',
    '{"kind":"handshake","by":"plainText"} | nothing | fin | unreached | tls | no response',
    '{"kind":"closeIdle"} | all | complete | lostUnsaid | - | response',
  ]);
});
