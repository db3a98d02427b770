import { toleranceOf } from '@sdk-conformance/judge';
import type { Operation, Scenario } from '@sdk-conformance/model';
import { backoffRange } from '@sdk-conformance/oracle';
import { argumentsFor } from '@sdk-conformance/scenarios';
import { type Hypothesis, survivors } from '../eliminate.js';
import { type Context, type Factor, hasOption } from '../factor.js';
import { fitted } from '../fit.js';
import { type Learnt, open, together } from '../line.js';
import { isExact, type Play, waitsOf } from '../plays.js';
import { failure, nameOf } from '../probe.js';
import type { Sample } from '../windows.js';

const clients = 128;

/** Clients that wait at the same time. */
const atOnce = 16;

/** Retries that show how delays grow, and whether they stop: two of them lie beyond two minutes where the first waits half a second. */
const longest = 10;

/** Delays before each retry: of many clients by default, and of as many that are asked for a long chain. */
export const backoffFactor: Factor = {
  name: 'backoff',
  probes: (context) => {
    const { retried } = context;
    if (retried === null) return [];
    const { operation, status } = retried;
    return [
      sample('default', operation, status, {}),
      ...(hasOption(context, 'maxRetries')
        ? [sample(`max-${longest}`, operation, status, { maxRetries: longest })]
        : []),
    ];
  },
  read: (context, plays) => {
    const at = ['backoff'];
    if (context.retried === null) return open(at, 'not probed: nothing that was asked is sent again');
    if (plays.length === 0) return open(at, 'not probed: the target cannot play many clients at once');
    if (!plays.every(isExact)) return open(at, 'not probed: delays are known under a virtual clock alone');
    const samples = samplesOf(plays);
    if (samples.length === 0) return open(at, 'no delay was seen');
    const fits = fitted(samples);
    if (fits.length === 0) return open(at, `no kind of backoff fits: ${seenIn(samples)}`);
    const left = survivors(context, plays, fits, /^retry\.backoff/);
    const [one] = left;
    const others = one === undefined ? [] : otherwise(context, one);
    if (others.length > 0)
      return open(at, `${seenIn(samples)}; but retry 1 comes otherwise after ${others.slice(0, mostTold).join(', ')}`);
    return chosen(left, samples);
  },
};

/** Statuses that are told of those after which the delay is another. */
const mostTold = 5;

/** Statuses after which the first retry comes at other times than a backoff says, with the times. */
function otherwise(context: Context, { lines }: Hypothesis): readonly string[] {
  const backoff = context.specWith(lines)?.backoff ?? null;
  if (backoff === null) return [];
  const { fromMs, toMs } = backoffRange(backoff, 0);
  return context.plays
    .filter((play) => play.scenario.family === 'learn/statuses' && /^\d+$/.test(nameOf(play.scenario)) && isExact(play))
    .flatMap((play) => {
      const [wait] = waitsOf(play);
      const { belowMs, aboveMs } = toleranceOf(play.observation);
      if (wait === undefined || (wait >= fromMs - belowMs && wait <= toMs + aboveMs)) return [];
      return [`${nameOf(play.scenario)} (${Math.round(wait)} ms)`];
    });
}

function chosen(
  left: readonly { readonly label: string; readonly lines: Learnt['lines'] }[],
  samples: readonly Sample[],
): Learnt {
  const [one, another] = left;
  if (one === undefined) return open(['backoff'], `no kind of backoff fits: ${seenIn(samples)}`);
  if (another !== undefined)
    return open(['backoff'], `${left.map(({ label }) => label).join(' or ')}: ${seenIn(samples)} tell no more`);
  return together([{ lines: one.lines, open: [] }]);
}

function sample(
  name: string,
  operation: Operation,
  status: number,
  options: Scenario['clients'][number]['options'],
): Scenario {
  const ids = Array.from({ length: clients }, (_, i) => String(i + 1));
  return {
    id: `learn/backoff/${name}/${operation.id}`,
    family: 'learn/backoff',
    about: `${clients} clients meet ${status}, every time.`,
    clients: ids.map((id) => ({ id: `client-${id}`, options })),
    steps: ids.map((id, i) => ({
      id: `step-${id}`,
      client: `client-${id}`,
      operation: operation.id,
      arguments: argumentsFor(operation, { distinct: id }),
      script: [failure(status)],
      // A crowd that starts at one moment makes a busy process late.
      ...(i < atOnce ? {} : { startAfter: `step-${ids[i - atOnce]}` }),
    })),
  };
}

function samplesOf(plays: readonly Play[]): readonly Sample[] {
  const byRetry: number[][] = [];
  for (const play of plays) {
    for (const { id } of play.scenario.steps) {
      waitsOf(play, id).forEach((ms, retry) => {
        const own = byRetry[retry] ?? [];
        byRetry[retry] = own;
        own.push(ms);
      });
    }
  }
  // Of several plays, the clock of the coarsest.
  const all = plays.map(({ observation }) => toleranceOf(observation));
  const tolerance = {
    belowMs: Math.max(...all.map(({ belowMs }) => belowMs)),
    aboveMs: Math.max(...all.map(({ aboveMs }) => aboveMs)),
  };
  return byRetry.map((waits, retry) => ({
    tolerance,
    retry,
    count: waits.length,
    least: Math.min(...waits),
    most: Math.max(...waits),
  }));
}

export function seenIn(samples: readonly Sample[]): string {
  const told = samples.map(({ least, most }) => `${Math.round(least)} to ${Math.round(most)}`);
  return `waits of ${samples[0]?.count ?? 0} clients, ms: ${told.join(', ')}`;
}
