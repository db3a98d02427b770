import type { Answer, Operation, Scenario, Spec } from '@sdk-conformance/model';
import {
  type Derivation,
  error,
  mainOperation,
  oneStep,
  part,
  representatives,
  retriedErrors,
  retriedFailures,
  success,
} from '../derivation.js';
import { type Family, needs } from './family.js';
import { delayIn } from './retry/hint-headers.js';

const family = 'abort';

function ofEach(
  { spec }: Derivation,
  of: (
    one: (name: string, about: string, script: readonly Answer[], abortAtMs: number) => Scenario,
    ok: Answer,
  ) => readonly Scenario[],
): readonly Scenario[] {
  const { plain, streams } = representatives(spec);
  return [...plain, ...streams].flatMap((operation) =>
    of(
      (name, about, script, abortAtMs) => oneStep({ family, name, about, operation, script, step: { abortAtMs } }),
      success(operation),
    ),
  );
}

/** What a caller says of why it aborts. */
const reason = 'the player left the room';

/** Aborts before the call, during the request, in the body, and while the client waits to retry. */
export const abortFamilies: readonly Family[] = [
  {
    id: 'abort/before',
    needs: [needs.abort],
    scenarios: ({ spec }) =>
      [...mainOperation(spec), ...representatives(spec).streams].map((operation) =>
        oneStep({
          family,
          name: 'before',
          about: 'The call is aborted before it is made.',
          operation,
          script: [success(operation)],
          step: { abortAtMs: 0 },
        }),
      ),
  },
  {
    id: 'abort/reason',
    needs: [needs.abort],
    scenarios: (from) => mainOperation(from.spec).flatMap((operation) => reasons(from, operation)),
  },
  {
    id: 'abort',
    needs: [needs.abort],
    scenarios: (from) =>
      ofEach(from, (one, ok) => [
        one(
          'request',
          'The call is aborted while no answer has come.',
          [{ ...ok, fault: { kind: 'stall', after: 'request' } }],
          700,
        ),
        one(
          'body',
          'The call is aborted while the body comes.',
          [{ ...ok, fault: { kind: 'stall', after: { bodyBytes: part(from, ok, 12) } } }],
          700,
        ),
      ]),
  },
  {
    id: 'abort/backoff',
    needs: [needs.abort, needs.retriedFailure],
    scenarios: (from) =>
      ofEach(from, (one) =>
        retriedFailures(from)
          .slice(0, 1)
          .map(({ answer }) =>
            one(
              'backoff',
              'The call is aborted while it waits for a retry.',
              Array.from({ length: 4 }, () => answer),
              100,
            ),
          ),
      ),
  },
  {
    id: 'abort/retry-after',
    needs: [needs.abort, needs.retried, needs.hintHeader],
    scenarios: (from) => {
      const [hint] = hintOf(from.spec, 30);
      const [status] = retriedErrors(from.spec);
      if (hint === undefined || status === undefined) return [];
      return ofEach(from, (one, ok) => [
        one(
          'retry-after',
          'The call is aborted in a wait that the server asked for.',
          [error(from, status, { [hint.name]: hint.value }), ok],
          5000,
        ),
      ]);
    },
  },
];

function reasons(from: Derivation, operation: Operation): readonly Scenario[] {
  const stall: Answer = { ...success(operation), fault: { kind: 'stall', after: 'request' } };
  const [failure] = retriedFailures(from);
  const one = (name: string, about: string, script: readonly Answer[], abortAtMs: number): Scenario =>
    oneStep({ family, name: `reason/${name}`, about, operation, script, step: { abortAtMs, abortReason: reason } });
  return [
    one('request', `The call is aborted while no answer has come, because “${reason}”.`, [stall], 700),
    ...(failure === undefined
      ? []
      : [
          one('backoff', `The call is aborted while it waits for a retry, because “${reason}”.`, [failure.answer], 100),
        ]),
  ];
}

/** The headers by which so many seconds can be asked for, those in seconds first. */
function hintOf({ hints }: Spec, seconds: number): readonly { readonly name: string; readonly value: string }[] {
  const headers = hints?.headers ?? [];
  const inSeconds = headers.filter(({ unit }) => unit === 's');
  return [...inSeconds, ...headers.filter(({ unit }) => unit !== 's')].flatMap(({ name, unit }) => {
    const value = delayIn(unit, seconds);
    return value === null ? [] : [{ name, value }];
  });
}
