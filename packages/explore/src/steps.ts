import type { ClientPlan, Operation, Step } from '@sdk-conformance/model';
import fc from 'fast-check';
import { drawnAnswer } from './answers.js';
import { drawnArguments } from './arguments.js';
import { drawnShare, faultsOfAll, shareOf } from './faults.js';
import type { Grammar } from './grammar.js';

/** Answers of a script at most: more than the retries of any client that is not told how many. */
const longestScript = 7;

/** What a client waits for an answer where nothing says so, ms. */
const usualTimeoutMs = 10_000;

/** What an attempt of a client may take, ms. */
function timeoutOf({ spec }: Grammar, { own }: Operation, { options }: ClientPlan): number {
  const ms = options.timeoutMs ?? own?.timeoutMs ?? spec.timeouts.attemptMs ?? usualTimeoutMs;
  return Number.isFinite(ms) ? ms : usualTimeoutMs;
}

/** A step as its clients and its place among the others make it. */
export type StepOf = (clients: readonly ClientPlan[], place: number, steps: number) => Step;

type During = (operation: Operation, timeoutMs: number) => Partial<Step>;

/** What the caller does during a call. */
function caller({ spec }: Grammar): fc.Arbitrary<During> {
  const nothing: During = () => ({});
  const reason = fc.option(fc.stringMatching(/^[a-z]{3,8} [a-z]{3,8}$/));
  const at = fc.oneof({ withCrossShrink: true }, fc.constant(0), drawnShare);
  const abort = fc.tuple(at, reason).map(
    ([share, why]): During =>
      (_, timeoutMs) => ({
        abortAtMs: share === 0 ? 0 : shareOf(timeoutMs, share),
        ...(why === null ? {} : { abortReason: why }),
      }),
  );
  const leave = fc.integer({ min: 1, max: 4 }).map(
    (leaveAfter): During =>
      ({ stream }) =>
        stream ? { leaveAfter } : {},
  );
  return fc.oneof({ withCrossShrink: true }, fc.constant(nothing), ...(spec.abort === null ? [] : [abort]), leave);
}

/** When a step of several begins: at once, when the one before it has settled, or later. */
const start = fc.oneof(
  { withCrossShrink: true },
  fc.constant<'atOnce' | 'after' | number>('atOnce'),
  fc.constant<'atOnce' | 'after' | number>('after'),
  fc.integer({ min: 1, max: 2000 }),
);

function startOf(when: 'atOnce' | 'after' | number, place: number): Partial<Step> {
  if (typeof when === 'number') return { startAtMs: when };
  return when === 'after' && place > 0 ? { startAfter: `step-${place}` } : {};
}

/** A call of any operation. What can be told apart alone (aborts, streams that are left, arguments) befalls it where it is the only one. */
export function drawnStep(grammar: Grammar): fc.Arbitrary<StepOf> {
  const { spec, operations } = grammar;
  // An array becomes shorter from its beginning; by how many are used of it, from its end.
  const script = fc
    .tuple(
      fc.integer({ min: 1, max: longestScript }),
      fc.array(drawnAnswer(grammar), { minLength: 1, maxLength: longestScript }),
    )
    .map(([used, answers]) => answers.slice(0, used));
  return fc
    .record({
      during: caller(grammar),
      signal: spec.abort === null ? fc.constant(false) : fc.boolean(),
      when: start,
      // One kind among those of an answer, of which there are some ten.
      whole: fc.oneof(
        { withCrossShrink: true },
        { weight: 9, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: faultsOfAll(spec) },
      ),
      script,
      given: drawnArguments,
      client: fc.nat({ max: 1 }),
      operation: fc.constantFrom(...operations),
    })
    .map(({ operation, script: answers, whole, given, during, client, when, signal }): StepOf => {
      return (clients, place, steps) => {
        const own = clients[client % clients.length] ?? { id: 'client', options: {} };
        const timeoutMs = timeoutOf(grammar, operation, own);
        const isAlone = steps === 1;
        const id = isAlone ? 'step' : `step-${place + 1}`;
        const broken = isAlone && whole !== null;
        return {
          id,
          client: own.id,
          operation: operation.id,
          arguments: given(operation, isAlone ? '' : id),
          ...(isAlone ? during(operation, timeoutMs) : startOf(when, place)),
          ...(signal && !isAlone ? { signal: 'shared' } : {}),
          script: broken ? [{ fixture: null, fault: whole }] : answers.map((answer) => answer(operation, timeoutMs)),
        };
      };
    });
}
