import {
  carriedText,
  credentialsGiven,
  type Exchange,
  type Fixtures,
  formPairs,
  type Observation,
  type Outcome,
  type Scenario,
  type Spec,
  type Stamp,
} from '@sdk-conformance/model';
import type {
  AbortExpectation,
  Decision,
  DelayDraw,
  Gap,
  PolicyAt,
  RequestExpectation,
  StepExpectation,
} from '@sdk-conformance/oracle';
import { predict, windowOf } from '@sdk-conformance/oracle';
import { phaseOf } from '../abort.js';
import type { Case } from '../assess.js';
import { changed, type Deviation } from './deviation.js';
import { outcomeOf, raisedError } from './model-outcome.js';

/** What a model SDK is given. */
export interface Played {
  readonly spec: Spec;
  readonly language: string;
  readonly scenario: Scenario;
  readonly fixtures: Fixtures;
  /** The policy that it has in place of the spec's. */
  readonly policyAt?: PolicyAt;
}

/** Numbers from 0 to below 1. */
export type Draw = () => number;

export function stamp(ms: number): Stamp {
  return { virtualMs: ms, realMs: ms };
}

const boundary = 'a-part-ends-here';

const contentTypes = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  multipart: `multipart/form-data; boundary=${boundary}`,
} as const;

function bodyOf({ body, bodyAs }: RequestExpectation): Uint8Array {
  if (body === null || (bodyAs?.optional === true && Object.keys(body).length === 0)) return new Uint8Array();
  const pairs = formPairs(body, bodyAs);
  switch (bodyAs?.encoding ?? 'json') {
    case 'json':
      return new TextEncoder().encode(JSON.stringify(body));
    case 'form':
      return new TextEncoder().encode(
        new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString(),
      );
    case 'multipart': {
      const parts = pairs.map(
        ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      );
      return new TextEncoder().encode(`${parts.join('')}--${boundary}--\r\n`);
    }
  }
}

/** The request that a step must make. */
export function requestOf(
  expected: RequestExpectation,
  secrets: Readonly<Record<string, string>>,
  index: number,
  isRefreshed = false,
): Exchange['request'] {
  const path = expected.segments.map(encodeURIComponent).join('/');
  const { refreshed } = expected;
  const carried = (place: 'header' | 'query', all: RequestExpectation['credentials']): [string, string][] =>
    Object.entries(all).flatMap(([name, own]): [string, string][] => {
      const isOther = isRefreshed && refreshed?.in === place && refreshed.name === name;
      const { credential, format, otherwise } = isOther ? refreshed : own;
      const value = secrets[credential];
      if (value === undefined && otherwise !== undefined) return otherwise === null ? [] : [[name, otherwise]];
      return [[name, carriedText(format, value ?? '')]];
    });
  const query = new URLSearchParams([
    ...expected.query.map(([name, value]): [string, string] => [name, value]),
    ...carried('query', expected.inQuery ?? {}),
  ]).toString();
  const credentials = carried('header', expected.credentials);
  const type = contentTypes[expected.bodyAs?.encoding ?? 'json'];
  const required = Object.keys(expected.headers).map(
    (name) => [name, name === 'content-type' ? type : 'one-key'] as const,
  );
  const fresh = expected.fresh.map(({ name }) => [name, `attempt-${index}`] as const);
  const { attempt } = expected;
  const counted = attempt === undefined ? [] : [[attempt.header, String(attempt.start + index)] as const];
  return {
    method: expected.method,
    target: query === '' ? path : `${path}?${query}`,
    headers: [...credentials, ...required, ...fresh, ...counted],
    body: bodyOf(expected),
    bodyCut: false,
  };
}

function statusOf(label: string): number | null {
  const status = /^\d{3}/.exec(label)?.[0];
  if (status !== undefined) return Number(status);
  return label === 'stalled after its head' || label === 'stalled after part of its body' ? 200 : null;
}

interface Walk {
  readonly exchanges: readonly Exchange[];
  readonly outcome: Outcome;
  readonly endMs: number;
}

type Window = Extract<Gap, { readonly kind: 'window' }>;

interface Chance {
  readonly draw: Draw;
  /** How the delays are drawn whose distribution is judged, by retry. */
  readonly delays: readonly DelayDraw[];
}

/** A delay of the window; where its bounds hold for what is drawn, many draws fall on them. */
function drawnFrom({ draw, delays }: Chance, attempt: number, { fromMs, toMs, because }: Window): number {
  const declared = because.requirement === 'retry.backoff' ? delays[attempt] : undefined;
  if (declared === undefined || declared.timesPrevious !== null) return fromMs + draw() * (toMs - fromMs);
  const ms = declared.fromMs + draw() * (declared.toMs - declared.fromMs);
  return windowOf({ ...declared, fromMs: ms, toMs: ms }).fromMs;
}

/** Whether the model goes on after a decision, and after how long. */
function moveOn(
  decision: Decision,
  attempt: number,
  of: StepExpectation,
  chance: Chance,
  deviation: Deviation | null,
): number | null {
  const { draw } = chance;
  const here = deviation !== null && 'attempt' in deviation && deviation.attempt === attempt ? deviation : null;
  if (here?.kind === 'gap') return here.ms;
  if (here?.kind === 'oneFewer') return null;
  if (here?.kind === 'oneMore') return 100;
  const { gap } = decision;
  switch (decision.action) {
    case 'retry':
      return gap?.kind === 'window' ? drawnFrom(chance, attempt, gap) : draw() * 1000;
    case 'open':
      // Whether there is time for another attempt is not known to it.
      if (decision.because.requirement === 'timeout.total') return null;
      return attempt + 1 < of.decisions.length && draw() < 0.5 ? draw() * 1000 : null;
    case 'stop':
      return null;
  }
}

function walk(
  step: StepExpectation,
  startMs: number,
  secrets: Readonly<Record<string, string>>,
  chance: Chance,
  deviation: Deviation | null,
): Walk {
  const exchanges: Exchange[] = [];
  let ms = startMs;
  let isRefreshed = false;
  for (let attempt = 0; ; attempt++) {
    const decision = step.decisions[Math.min(attempt, step.decisions.length - 1)];
    if (decision === undefined) throw new RangeError('a step has decisions');
    const answered = decision.gapStart.kind === 'answered';
    const end = ms + decision.takesMs;
    if (!decision.refused) {
      exchanges.push({
        index: attempt,
        step: step.step,
        client: step.client,
        operation: step.operation,
        answer: attempt,
        request: changed(requestOf(step.request, secrets, attempt, isRefreshed), attempt, deviation),
        arrivedAt: stamp(ms),
        served: {
          label: decision.label,
          status: statusOf(decision.label),
          headers: [],
          endedAt: answered && !(deviation?.kind === 'keepsStream' && step.leaves !== undefined) ? stamp(end) : null,
          abandonedAt: answered || (deviation?.kind === 'keepsStream' && step.leaves !== undefined) ? null : stamp(end),
        },
        late: false,
      });
    }
    isRefreshed ||= decision.action === 'retry' && decision.because.requirement === 'retry.refresh';
    const gap = moveOn(decision, attempt, step, chance, deviation);
    if (gap === null) {
      const outcome = outcomeOf(decision.outcome);
      const late = deviation?.kind === 'late' || (deviation?.kind === 'readsOn' && decision.keptOpen !== undefined);
      const endMs = end + (late ? deviation.ms : 0);
      return { exchanges, endMs, outcome: deviation?.kind === 'outcome' ? deviation.change(outcome) : outcome };
    }
    ms = end + gap;
  }
}

/** The walk up to the abort, where it comes before the end and in a phase that an abort ends; it settles as late as it may. */
function aborted(done: Walk, abort: AbortExpectation | null, startMs: number): Walk {
  const atMs = startMs + (abort?.atMs ?? 0);
  if (abort === null || done.endMs < atMs) return done;
  // What the spec says of no abort at all, it raises all the same.
  if (abort.during.length > 0 && !abort.during.includes(phaseOf(done.exchanges, atMs))) return done;
  const before = done.exchanges.filter((e) => e.arrivedAt.virtualMs < atMs);
  const exchanges = before.map((e): Exchange => {
    const end = e.served.endedAt ?? e.served.abandonedAt;
    if (end !== null && end.virtualMs < atMs) return e;
    return { ...e, served: { ...e.served, endedAt: null, abandonedAt: stamp(atMs) } };
  });
  const outcome: Outcome = abort.mayEnd
    ? { kind: 'returned', value: null, events: [] }
    : { kind: 'raised', error: abortError(abort), events: null };
  return { exchanges, endMs: atMs + abort.settleWithinMs, outcome };
}

function abortError({ types, reason }: AbortExpectation): ReturnType<typeof raisedError> {
  const error = raisedError(types[0] ?? 'AbortError', ['Error']);
  return reason === null ? error : { ...error, texts: { cause: reason.text } };
}

/** What an SDK does that makes every decision as predicted, but for one deviation in its first step. */
export function simulate(played: Played, draw: Draw, deviation: Deviation | null = null): Case {
  const { spec, language, scenario, fixtures, policyAt } = played;
  const expectation = predict(spec, language, scenario, fixtures, policyAt);
  const credentials = Object.fromEntries(
    scenario.clients.map((client) => [
      client.id,
      Object.fromEntries(credentialsGiven(spec, client).map((c) => [c.id, `canary-${client.id}-${c.id}`])),
    ]),
  );
  const chance: Chance = { draw, delays: expectation.jitter?.draws ?? [] };
  const ends = new Map<string, number>();
  const walks = expectation.steps.map((step, place) => {
    const startMs = step.startAfter === null ? step.startAtMs : (ends.get(step.startAfter) ?? 0);
    const whole = walk(step, startMs, credentials[step.client] ?? {}, chance, place === 0 ? deviation : null);
    const done = aborted(whole, step.abort, startMs);
    ends.set(step.step, done.endMs);
    return { ...done, step: step.step, startMs };
  });
  const observation: Observation = {
    tier: 'A',
    credentials,
    exchanges: walks.flatMap((w) => w.exchanges).sort((a, b) => a.arrivedAt.virtualMs - b.arrivedAt.virtualMs),
    steps: walks.map(({ step, outcome, startMs, endMs }) => ({
      step,
      outcome,
      startedAt: stamp(startMs),
      settledAt: stamp(endMs),
    })),
    process:
      deviation?.kind === 'listens' && scenario.steps.some(({ signal }) => signal !== undefined)
        ? [{ kind: 'leftBehind', what: 'listener on the caller’s abort signal', count: 1 }]
        : [],
    simulatedMs: Math.max(...ends.values()),
    wallMs: 0,
  };
  return { spec, language, scenario, fixtures, expectation, observation };
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
