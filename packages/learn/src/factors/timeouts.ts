import { toleranceOf } from '@sdk-conformance/judge';
import type { Answer, ClientPlan, Operation, Scenario } from '@sdk-conformance/model';
import { type Context, type Factor, hasOption, isOfRetriedMethod } from '../factor.js';
import { type Learnt, line, nothing, open, together } from '../line.js';
import { isExact, outcomeOf, type Play, requestsOf } from '../plays.js';
import { failure, nameOf, probe, readAndWrite, success } from '../probe.js';
import { eventEnds } from '../stream-fixtures.js';
import { meant } from '../windows.js';

const shortMs = 2000;

/** Behind this an answer comes that is in time for its attempt, and not for a call that has one timeout for all of them. */
const slowMs = 1500;

/** How long an attempt waits by default, and what that wait covers; and how long a call does. */
export const timeoutsFactor: Factor = {
  name: 'timeouts',
  probes: (context) => {
    const options = hasOption(context, 'timeoutMs') ? { timeoutMs: shortMs } : {};
    const [operation] = [...readAndWrite(context.operations)].reverse();
    const stream = context.operations.find((o) => o.stream);
    return [
      ...(operation === undefined
        ? []
        : [
            probe('timeouts', 'default', operation, [
              { ...success(operation), fault: { kind: 'stall', after: 'request' } },
            ]),
            probe('timeouts', 'head', operation, [{ ...success(operation), fault: { kind: 'stall', after: 'head' } }], {
              options,
            }),
          ]),
      ...(operation === undefined ? [] : dripping(context, operation, options)),
      ...slow(context, options),
      ...(stream === undefined ? [] : paced(context, stream, options)),
      ...(stream === undefined
        ? []
        : [
            probe('timeouts', 'stream', stream, [{ ...success(stream), fault: { kind: 'stall', after: 'head' } }], {
              options,
            }),
          ]),
    ];
  },
  read: (context, plays) => {
    const of = (name: string) => plays.filter(({ scenario }) => nameOf(scenario) === name);
    const asked = hasOption(context, 'timeoutMs') ? shortMs : null;
    const body = covered(['timeouts', 'coversBody'], of('head'), asked, 'a body that never comes');
    return together([
      attempt(context, of('default')),
      body,
      body.lines.some(({ value }) => value === true) ? anew(of('body-slow')) : nothing,
      covered(['timeouts', 'perStreamEvent'], of('stream'), asked, 'a stream whose first event never comes'),
    ]);
  },
};

/** How long the client waited for each answer before it gave it up, ms; for the last, at most until its call had come to something. */
function patience(play: Play): readonly (number | null)[] {
  const requests = requestsOf(play);
  const settled = play.observation.steps[0]?.settledAt ?? null;
  return requests.map(({ arrivedAt, served: { abandonedAt } }, i) => {
    const until = abandonedAt ?? (i === requests.length - 1 ? settled : null);
    return until === null ? null : Math.round(until.virtualMs - arrivedAt.virtualMs);
  });
}

/** The one time after which all requests were given up, as it is meant; undefined where they differ, or some were not. */
function givenUp({ observation }: Play, waits: readonly (number | null)[]): number | undefined {
  const known = waits.filter((ms) => ms !== null);
  const tolerance = toleranceOf(observation);
  const least = Math.min(...known);
  if (known.length === 0 || known.length < waits.length) return undefined;
  return Math.max(...known) - least <= tolerance.aboveMs + tolerance.belowMs ? meant(least, tolerance) : undefined;
}

/**
 * The same where some connections are closed only with the next request, as urllib3's Retry does: those waits hold the delay before it as well.
 * One that was sent again at once, and the last, show the timeout itself.
 */
function givenUpLate(play: Play, waits: readonly (number | null)[]): number | undefined {
  const { aboveMs } = toleranceOf(play.observation);
  const requests = requestsOf(play);
  const last = waits.at(-1) ?? null;
  if (last === null) return undefined;
  const isLast = (ms: number | null | undefined) => ms != null && Math.abs(ms - last) <= aboveMs;
  const isLate = (i: number) => {
    const [closed, next] = [requests[i]?.served.abandonedAt, requests[i + 1]?.arrivedAt];
    return closed != null && next !== undefined && closed.virtualMs >= next.virtualMs - aboveMs;
  };
  const before = waits.slice(0, -1);
  const fits = before.some(isLast) && before.every((ms, i) => isLast(ms) || (isLate(i) && (ms ?? 0) > last));
  return fits ? givenUp(play, waits.filter(isLast)) : undefined;
}

/** A body that takes longer than its timeout, though no wait for more of it does. */
function dripping({ fixtures }: Context, operation: Operation, options: ClientPlan['options']): readonly Scenario[] {
  const bytes = fixtures.get(operation.success.fixture)?.body.length ?? 0;
  if (bytes < dripped || options.timeoutMs === undefined) return [];
  const fault = { kind: 'drip', bytes: Math.ceil(bytes / dripped), intervalMs: slowMs } as const;
  return [probe('timeouts', 'body-slow', operation, [{ ...success(operation), fault }], { options })];
}

/** Pieces of such a body: two waits are longer together than the timeout. */
const dripped = 3;

/** Whether the timeout begins anew with whatever comes of a body. Where it does not, `coversBody` says all. */
function anew([play]: readonly Play[]): Learnt {
  const isRead = play !== undefined && outcomeOf(play)?.kind === 'returned' && requestsOf(play).length === 1;
  const took = `a body that takes ${slowMs * (dripped - 1)} ms is waited for, with a timeout of ${shortMs} ms`;
  return isRead ? line(['timeouts', 'perRead'], true, took) : nothing;
}

/** Answers that are late together and not one by one. */
function slow({ retried }: Context, options: ClientPlan['options']): readonly Scenario[] {
  if (retried === null || options.timeoutMs === undefined) return [];
  const { operation, status } = retried;
  const late = (answer: Answer): Answer => ({ ...answer, fault: { kind: 'delay', ms: slowMs } });
  return [probe('timeouts', 'slow', operation, [late(failure(status)), late(success(operation))], { options })];
}

/** Of streams that pause behind their first event nothing is learnt: they show whether each event has the time of the first. */
function paced({ fixtures }: Context, stream: Operation, options: ClientPlan['options']): readonly Scenario[] {
  const [first, second] = eventEnds(fixtures.get(stream.success.fixture));
  if (first === undefined || second === undefined || options.timeoutMs === undefined) return [];
  const ok = success(stream);
  const pieces = [
    { bytes: first, pauseMs: slowMs },
    { bytes: second - first, pauseMs: slowMs },
  ];
  return [
    probe('timeouts', 'stream-idle', stream, [{ ...ok, fault: { kind: 'stall', after: { bodyBytes: first } } }], {
      options,
    }),
    probe('timeouts', 'stream-slow', stream, [{ ...ok, fault: { kind: 'pieces', pieces, end: 'rest' } }], { options }),
  ];
}

function attempt(context: Context, plays: readonly Play[]): Learnt {
  const at = ['timeouts', 'attemptMs'];
  const [play] = plays;
  if (play === undefined) return open(at, 'not probed');
  if (!isExact(play)) return open(at, 'not probed: delays are known under a virtual clock alone');
  if (outcomeOf(play)?.kind === 'neverSettled') return line(at, 'none', 'an answer that never comes is waited for');
  const waits = patience(play);
  const one = givenUp(play, waits) ?? givenUpLate(play, waits);
  const before = waits.slice(0, -1);
  const usual = before.length === 0 ? undefined : givenUp(play, before);
  if (one === undefined && usual !== undefined && (waits.at(-1) ?? usual) < usual) return total(play, usual, waits);
  if (one === undefined) return open(at, `attempts wait differently: ${waits.join(', ')} ms`);
  if (waits.length === 1 && isRetriedTimeout(context, play))
    return open(
      at,
      `a call is given up after ${one} ms, though timeouts are retried: whether it is the attempt's or the call's own was not told`,
    );
  return line(
    at,
    one,
    `${waits.length === 1 ? 'the request' : `each of ${waits.length} requests`} was given up after it`,
  );
}

function isRetriedTimeout(context: Context, play: Play): boolean {
  const { transport, maxRetries } = context.spec.retry;
  const isRetried = transport?.some((kind) => kind === 'timeout' || kind === 'timeoutHead') === true;
  return isRetried && (maxRetries ?? 0) > 0 && isOfRetriedMethod(context, play);
}

/** A call whose last attempt waits less than the others: by a total, in which the waits between them count or do not. */
function total(play: Play, attemptMs: number, waits: readonly (number | null)[]): Learnt {
  const at = ['timeouts', 'totalMs'];
  const first = requestsOf(play)[0]?.arrivedAt.virtualMs ?? 0;
  const last = (requestsOf(play).at(-1)?.arrivedAt.virtualMs ?? first) + (waits.at(-1) ?? 0);
  const tolerance = toleranceOf(play.observation);
  const spans: readonly (readonly [coversBackoff: boolean, ms: number])[] = [
    [true, last - first],
    [false, waits.reduce<number>((sum, ms) => sum + (ms ?? 0), 0)],
  ];
  const each = `each request was given up after ${attemptMs} ms, but the last after ${waits.at(-1)} ms`;
  const round = spans.flatMap(([covers, ms]) => {
    const whole = meant(ms, tolerance);
    return whole % 1000 === 0 ? [{ covers, whole }] : [];
  });
  const [one, another] = round;
  const own = line(['timeouts', 'attemptMs'], attemptMs, each);
  if (one === undefined || another !== undefined)
    return together([own, open(at, `${each}: ${spans.map(([, ms]) => Math.round(ms)).join(' or ')} ms of the call`)]);
  const evidence = `${each}: ${one.whole} ms of the call ${one.covers ? 'with' : 'without'} the waits between them`;
  return together([own, line(at, one.whole, evidence), line(['timeouts', 'coversBackoff'], one.covers, '')]);
}

function covered(at: readonly string[], plays: readonly Play[], asked: number | null, what: string): Learnt {
  const [play] = plays;
  if (play === undefined) return open(at, 'not probed: there is no operation for it');
  if (outcomeOf(play)?.kind === 'neverSettled') return line(at, false, `${what} is waited for without end`);
  const waits = patience(play);
  const one = givenUp(play, waits);
  if (one === undefined) return open(at, `${what}: given up after ${waits.join(', ')} ms`);
  if (asked === null)
    return open(at, `${what}: given up after ${one} ms, and clients take no timeout that would tell why`);
  return one >= asked && one < asked + 50
    ? line(at, true, `${what} is given up after the timeout of ${asked} ms`)
    : open(at, `${what}: given up after ${one} ms, with a timeout of ${asked} ms`);
}
