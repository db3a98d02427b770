import { type Answer, effectOf, type Operation } from '@sdk-conformance/model';
import { plainError, statusFixture } from '@sdk-conformance/scenarios';
import fc from 'fast-check';
import { drawnFault, faultsWithoutResponse } from './faults.js';
import { drawnFixtures, type Grammar, namedStatuses } from './grammar.js';
import { drawnHeaders } from './headers.js';

/** Of each class of HTTP, and above all classes. */
const anyStatus = fc.oneof(
  fc.integer({ min: 500, max: 599 }),
  fc.integer({ min: 400, max: 499 }),
  fc.integer({ min: 300, max: 399 }),
  fc.integer({ min: 200, max: 299 }),
  fc.integer({ min: 600, max: 999 }),
);

/** A status that the spec names, or any. */
function drawnStatus({ spec }: Grammar): fc.Arbitrary<number> {
  const named = namedStatuses(spec);
  return named.length === 0 ? anyStatus : fc.oneof({ withCrossShrink: true }, fc.constantFrom(...named), anyStatus);
}

/** No body follows these, whatever a recording has. */
export function hasNoBody(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

export function isInBody({ fault }: Answer): boolean {
  const { sent, pace } = effectOf(fault);
  return sent.kind === 'partOfBody' || sent.kind === 'head' || pace !== null;
}

/** An answer as the operation that is asked for makes it, and the client's timeout, ms. */
export type AnswerOf = (operation: Operation, timeoutMs: number) => Answer;

const informational = fc.option(fc.array(fc.constantFrom(102, 103), { minLength: 1, maxLength: 2 }));

/** One answer of a script. */
export function drawnAnswer(grammar: Grammar): fc.Arbitrary<AnswerOf> {
  const { spec, fixtures } = grammar;
  const error = (status: number): Answer => {
    const own = statusFixture(spec, status);
    return fixtures.has(own) ? { fixture: own } : { fixture: plainError, status };
  };
  const status = drawnStatus(grammar);
  const recorded = fc.constantFrom(...drawnFixtures(grammar).map(({ id }) => id));
  const base: fc.Arbitrary<AnswerOf> = fc.oneof(
    { withCrossShrink: true },
    fc.constant<AnswerOf>(({ success }) => ({ fixture: success.fixture })),
    status.map(
      (code): AnswerOf =>
        () =>
          error(code),
    ),
    recorded.map(
      (fixture): AnswerOf =>
        () => ({ fixture }),
    ),
    fc.tuple(recorded, status).map(
      ([fixture, code]): AnswerOf =>
        () => ({ fixture, status: code }),
    ),
  );
  const sizeOf = ({ fixture, status: code }: Answer) => {
    const from = fixtures.get(fixture ?? '');
    return from === undefined || hasNoBody(code ?? from.status) ? 0 : from.body.length;
  };
  const dressed = fc.tuple(base, drawnHeaders(spec), informational).map(
    ([of, headers, before]): AnswerOf =>
      (...to) => ({
        ...of(...to),
        ...(headers === undefined ? {} : { headers }),
        ...(before === null ? {} : { informational: before }),
      }),
  );
  const broken = fc.tuple(base, drawnFault).map(
    ([of, fault]): AnswerOf =>
      (operation, timeoutMs) => {
        const answer = of(operation, timeoutMs);
        const befallen = { ...answer, fault: fault({ bytes: sizeOf(answer), timeoutMs }) };
        // Of a body that is not there nothing breaks.
        return isInBody(befallen) && sizeOf(answer) === 0 ? answer : befallen;
      },
  );
  const none = faultsWithoutResponse.map(
    (fault): AnswerOf =>
      () => ({ fixture: null, fault }),
  );
  return fc.oneof(base, dressed, none, broken);
}
