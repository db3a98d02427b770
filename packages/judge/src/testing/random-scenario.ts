import {
  type Answer,
  type Fault,
  leavesNoResponse,
  type Operation,
  type Scenario,
  type Spec,
} from '@sdk-conformance/model';
import fc from 'fast-check';

const statuses = [400, 401, 403, 404, 409, 418, 422, 429, 500, 502, 503, 504, 599];
const hints = [
  '1',
  '2',
  '30',
  '60',
  '61',
  '0',
  '-1',
  '1.5',
  'soon',
  '',
  '1abc',
  '99999999999',
  '{{httpdate +3s}}',
  '{{httpdate -9s}}',
  '{{httpdate +90s}}',
];
const bodies = ['html', 'empty', 'null', 'cut-json', 'message-top', 'gzip'];

/** Faults of each kind, in the order in which they are drawn. */
const faults: { readonly [K in Fault['kind']]: readonly Extract<Fault, { kind: K }>[] } = {
  delay: [
    { kind: 'delay', ms: 400 },
    { kind: 'delay', ms: 4000 },
  ],
  stall: [
    { kind: 'stall', after: 'request' },
    { kind: 'stall', after: 'head' },
    { kind: 'stall', after: { bodyBytes: 5 } },
  ],
  truncate: [
    { kind: 'truncate', in: 'head', bytes: 9 },
    { kind: 'truncate', in: 'body', bytes: 5 },
  ],
  reset: [
    { kind: 'reset', after: 'request' },
    { kind: 'reset', after: { bodyBytes: 5 } },
  ],
  close: [{ kind: 'close' }],
  garbage: [{ kind: 'garbage', text: 'no HTTP' }],
  drip: [{ kind: 'drip', bytes: 5, intervalMs: 50 }],
  pieces: [
    { kind: 'pieces', pieces: [{ bytes: 3 }, { bytes: 4, pauseMs: 300 }], end: 'rest' },
    {
      kind: 'pieces',
      pieces: [
        { bytes: 2, pauseMs: 100 },
        { bytes: 1, pauseMs: 700 },
      ],
      end: 'cut',
    },
    { kind: 'pieces', pieces: [{ bytes: 5, pauseMs: 50 }], end: 'reset' },
    { kind: 'pieces', pieces: [{ bytes: 2 }, { bytes: 2, pauseMs: 400 }], end: 'stall' },
  ],
  // No request of a refused attempt is seen, and nothing is left of a connection that is not used again.
  refuse: [],
  unresolved: [],
  handshake: [],
  closeIdle: [],
};
const drawn: readonly Fault[] = Object.values(faults).flat();
const withoutResponse = drawn.filter((fault) => leavesNoResponse(fault));
const withResponse = drawn.filter((fault) => !leavesNoResponse(fault));

function success(operation: Operation): fc.Arbitrary<Answer> {
  const { fixture } = operation.success;
  const whole: Answer = { fixture };
  return fc.oneof(
    fc.constant(whole),
    fc.constantFrom(...withResponse).map((fault): Answer => ({ fixture, fault })),
  );
}

function failure(spec: Spec): fc.Arbitrary<Answer> {
  const header = spec.hints?.headers[0]?.name ?? 'Retry-After';
  const status = fc.constantFrom(...statuses);
  const plain = status.map((code): Answer => ({ fixture: 'http/status/error', status: code }));
  const hinted = fc
    .tuple(status, fc.constantFrom(...hints))
    .map(([code, hint]): Answer => ({ fixture: 'http/status/error', status: code, headers: { [header]: hint } }));
  const odd = fc
    .tuple(status, fc.constantFrom(...bodies))
    .map(([code, body]): Answer => ({ fixture: `http/body/${body}`, status: code }));
  return fc.oneof({ arbitrary: plain, weight: 3 }, { arbitrary: hinted, weight: 2 }, odd);
}

const broken = fc.constantFrom(...withoutResponse).map((fault): Answer => ({ fixture: null, fault }));

/** Scenarios of one step with a script that nobody would think of. */
export function randomScenario(spec: Spec): fc.Arbitrary<Scenario> {
  return fc.constantFrom(...spec.operations).chain((operation) => {
    const answer = fc.oneof({ arbitrary: failure(spec), weight: 3 }, broken, success(operation));
    return fc
      .record({
        script: fc.array(answer, { minLength: 1, maxLength: 6 }),
        options: fc.record(
          { maxRetries: fc.nat(5), timeoutMs: fc.constantFrom(500, 2000, 9000) },
          { requiredKeys: [] },
        ),
      })
      .map(
        ({ script, options }): Scenario => ({
          id: `random/${operation.id}`,
          family: 'random',
          about: 'A script that chance wrote.',
          clients: [{ id: 'client', options }],
          steps: [
            {
              id: 'step',
              client: 'client',
              operation: operation.id,
              arguments: Object.fromEntries(operation.parameters.filter((p) => p.required).map((p) => [p.name, 'ü/1'])),
              script,
            },
          ],
        }),
      );
  });
}
