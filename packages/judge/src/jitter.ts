import { type DelayDraw, type Expectation, type JitterExpectation, windowOf } from '@sdk-conformance/oracle';
import { delaysOf, type SeenStep } from './by-step.js';
import { deviationOf, falseAlarm, type Place, sharpness } from './distribution.js';
import { fail, type Mark, pass, unspecified } from './mark.js';
import type { OtherDelay } from './other-delays.js';
import { round } from './round.js';
import { type Timing, type Tolerance, toleranceOf, within } from './tolerance.js';

/** One client's delay before a retry, and the one before that; ms. */
interface Delay {
  readonly step: string;
  readonly ms: number;
  readonly previousMs: number;
}

/** The delays before one retry, one of each client, with how they should have been drawn. */
interface Sample {
  /** From 1. */
  readonly retry: number;
  readonly draw: DelayDraw;
  readonly delays: readonly Delay[];
}

/** Draws whose distribution is tested: those before one retry, or before any, each scaled to its window. */
interface Spread {
  readonly lie: string;
  readonly places: readonly Place[];
  /** Share of a window that an error of measurement takes at most. */
  readonly blur: number;
}

/** How a sample differs from what is declared: completes "behaves like an SDK that …", and what shows it. */
interface Difference {
  readonly likeness: string;
  readonly seen: string;
}

/** Share of the declared window that a sample of 20 or more uniform draws all but surely spans: the chance of less is below 1e-11. */
const leastSpan = 0.2;

/**
 * Delays of many clients against the declared distribution: in virtual time by statistics, in real time by their span alone.
 *
 * @param others delays of other scenarios: they count where clients that make the same call are seen to draw each for itself
 */
export function judgeJitter(
  expectation: Expectation,
  seenOf: (step: string) => SeenStep,
  timing: Timing,
  others: readonly OtherDelay[],
): Mark[] {
  const { jitter } = expectation;
  if (jitter === null) return [];
  const { tier } = timing;
  const all = samplesOf(jitter, expectation, seenOf);
  const drawn = all.filter((s) => isDrawnThere(s, toleranceOf(timing)));
  if (drawn.length === 0) return [];
  // What a crowd adds to some of them hardly moves a distribution, and would blur it.
  const tolerance = toleranceOf({ ...timing, steps: [] });
  const samples = tier === 'C' ? drawn : drawn.filter((s) => isSeenIn(s, tolerance));
  if (samples.length === 0)
    return [unspecified(jitter.because, null, 'the windows are too narrow for what this clock tells apart')];
  // Where delays leave their window, those of other scenarios that stay in theirs are a choice among them.
  const counts = jitter.alike.length > 0 && drawn.length === all.length;
  const besides = counts ? others.filter((other) => isSeenOf(other, tolerance)) : [];
  const tested = tier === 'C' ? [] : spreadsOf(samples, besides, tolerance);
  const difference =
    tier === 'C'
      ? samples.map(narrow).find((d) => d !== null)
      : (alike(samples, tolerance) ??
        alikeCalls(samples, jitter, tolerance) ??
        tested.map(uneven).find((d) => d !== null));
  const clients = Math.max(...samples.map(({ delays }) => delays.length));
  const measured = { clients, gaps: samples.length, ...figures(tested) };
  return [
    difference === undefined
      ? pass(jitter.because, null, measured)
      : { ...fail(jitter.because, null, difference.seen, measured), likeness: difference.likeness },
  ];
}

function samplesOf(
  { draws }: JitterExpectation,
  expectation: Expectation,
  seenOf: (step: string) => SeenStep,
): readonly Sample[] {
  const waits = expectation.steps.map(({ step }) => ({ step, own: delaysOf(seenOf(step)) }));
  return draws.flatMap((draw, retry) => {
    if (!isWide(draw)) return [];
    const delays = waits.flatMap(({ step, own }): Delay[] => {
      const ms = own[retry];
      return ms === undefined ? [] : [{ step, ms, previousMs: own[retry - 1] ?? 0 }];
    });
    return delays.length < 2 ? [] : [{ retry: retry + 1, draw, delays }];
  });
}

/** False where a retry has one delay alone: nothing is drawn there. */
function isWide(draw: DelayDraw): boolean {
  const { fromMs, toMs } = windowOf(draw);
  return toMs > fromMs;
}

/** What a client's delay is drawn from, before the bounds that hold for what is drawn. */
function drawnFrom({ fromMs, toMs, atLeastMs, atMostMs, timesPrevious }: DelayDraw, { previousMs }: Delay) {
  return {
    fromMs,
    toMs: timesPrevious === null ? toMs : timesPrevious * previousMs,
    floorMs: atLeastMs ?? Number.NEGATIVE_INFINITY,
    capMs: atMostMs ?? Number.POSITIVE_INFINITY,
  };
}

/** False where a delay is not even in the retry's window: that is the walk's to charge, and no question of its spread. */
function isDrawnThere({ draw, delays }: Sample, tolerance: Tolerance): boolean {
  const { fromMs, toMs } = windowOf(draw);
  return delays.every(({ ms }) => within(ms, fromMs, toMs, tolerance));
}

/** Draws of a sound SDK that all seem alike are rarer than once in 1e10 samples, where a window is so many times what the clock may be off. */
const leastGrains = 4;

function isSeenIn({ draw }: Sample, { belowMs, aboveMs }: Tolerance): boolean {
  const { fromMs, toMs } = windowOf(draw);
  return toMs - fromMs >= leastGrains * (belowMs + aboveMs);
}

function spanOf({ delays }: Sample): { readonly fromMs: number; readonly toMs: number } {
  const all = delays.map((d) => d.ms);
  return { fromMs: Math.min(...all), toMs: Math.max(...all) };
}

/** No jitter at all, or the same in every client: each retry of all clients comes after one delay. */
function alike(samples: readonly Sample[], { belowMs, aboveMs }: Tolerance): Difference | null {
  const spans = samples.map(spanOf);
  if (spans.some(({ fromMs, toMs }) => toMs - fromMs > belowMs + aboveMs)) return null;
  const clients = samples[0]?.delays.length ?? 0;
  const waits = spans.map(({ fromMs }, i) => `${round(fromMs)} ms before retry ${samples[i]?.retry}`).join(', ');
  const shares = samples.map(({ draw }, i) => {
    const { fromMs, toMs } = draw;
    return { at: ((spans[i]?.fromMs ?? 0) - fromMs) / (toMs - fromMs), grain: (belowMs + aboveMs) / (toMs - fromMs) };
  });
  const [first] = shares;
  const varies = shares.some((s) => first !== undefined && Math.abs(s.at - first.at) > s.grain + first.grain);
  return varies
    ? {
        likeness: 'draws the same jitter in every client',
        seen: `all ${clients} clients waited alike, ${waits}: jitter that is the same in every client`,
      }
    : {
        // One delay of each client cannot tell what is drawn once for all from what is not drawn.
        likeness: samples.length === 1 ? 'has no jitter, or the same in every client' : 'has no jitter',
        seen: `all ${clients} clients waited ${waits}`,
      };
}

/** Calls that differ in nothing wait alike, and others do not: what is drawn hangs on the request. */
function alikeCalls(samples: readonly Sample[], { alike }: JitterExpectation, tolerance: Tolerance): Difference | null {
  const { belowMs, aboveMs } = tolerance;
  const same = samples.map((s) => ({ ...s, delays: s.delays.filter(({ step }) => alike.includes(step)) }));
  if (same.some(({ delays }) => delays.length < 2)) return null;
  const spans = same.map(spanOf);
  if (spans.some(({ fromMs, toMs }) => toMs - fromMs > belowMs + aboveMs)) return null;
  const waits = spans.map(({ fromMs }, i) => `${round(fromMs)} ms before retry ${same[i]?.retry}`).join(', ');
  return {
    likeness: 'draws the same jitter for the same call',
    seen: `all ${alike.length} clients that make the same call waited alike, ${waits}, and those that make others did not`,
  };
}

function lie({ retry, delays }: Sample, { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): string {
  return `${delays.length} delays before retry ${retry} lie between ${round(fromMs)} and ${round(toMs)} ms`;
}

/** In real time: delays that span too little of their window. */
function narrow(sample: Sample): Difference | null {
  const { fromMs, toMs } = spanOf(sample);
  const { draw } = sample;
  const wide = toMs - fromMs >= leastSpan * (draw.toMs - draw.fromMs);
  return wide ? null : { likeness: 'has little jitter or none', seen: lie(sample, { fromMs, toMs }) };
}

function placesOf({ draw, delays }: Sample, { belowMs, aboveMs }: Tolerance): readonly Place[] {
  return delays.map((delay) => {
    const { fromMs, toMs, floorMs, capMs } = drawnFrom(draw, delay);
    const place = (ms: number) => (ms - fromMs) / (toMs - fromMs);
    const raised = delay.ms - aboveMs <= floorMs;
    const cut = delay.ms + belowMs >= capMs;
    return { least: raised ? 0 : place(delay.ms - aboveMs), most: cut ? 1 : place(delay.ms + belowMs) };
  });
}

/** Whether a delay of another scenario lies in its window, and that is wide enough for this clock. */
function isSeenOf({ fromMs, toMs, ms }: OtherDelay, tolerance: Tolerance): boolean {
  const wide = toMs - fromMs >= leastGrains * (tolerance.belowMs + tolerance.aboveMs);
  return wide && within(ms, fromMs, toMs, tolerance);
}

/** All draws together, unless a client repeats its own; then those before each retry. */
function spreadsOf(samples: readonly Sample[], others: readonly OtherDelay[], tolerance: Tolerance): readonly Spread[] {
  const errorMs = tolerance.belowMs + tolerance.aboveMs;
  const each = samples.map((sample): Spread => {
    const { fromMs, toMs } = sample.draw;
    return {
      lie: lie(sample, spanOf(sample)),
      places: placesOf(sample, tolerance),
      blur: errorMs / (toMs - fromMs),
    };
  });
  if ((each.length < 2 && others.length === 0) || isDrawnOnce(samples, tolerance)) return each;
  const elsewhere = others.map(({ fromMs, toMs, ms }): Place => {
    const place = (at: number) => (at - fromMs) / (toMs - fromMs);
    return { least: place(ms - tolerance.aboveMs), most: place(ms + tolerance.belowMs) };
  });
  const places = [...each.flatMap((spread) => spread.places), ...elsewhere];
  const from = Math.min(...places.map(({ least, most }) => (least + most) / 2));
  const to = Math.max(...places.map(({ least, most }) => (least + most) / 2));
  const all: Spread = {
    lie: `${delaysOfAll(samples, others.length)}, each as a share of its window, lie between ${percent(from)} and ${percent(to)}`,
    places,
    blur: Math.max(...each.map(({ blur }) => blur), ...others.map(({ fromMs, toMs }) => errorMs / (toMs - fromMs))),
  };
  return [all, ...each];
}

function delaysOfAll(samples: readonly Sample[], others: number): string {
  const retries = samples.map(({ retry }) => retry);
  const [first, last] = [retries[0], retries.at(-1)];
  const own = samples.reduce((sum, { delays }) => sum + delays.length, 0);
  const which = first === last ? `retry ${first}` : `retries ${first} to ${last}`;
  return others === 0
    ? `${own} delays before ${which}`
    : `${own + others} delays, ${own} before ${which} and ${others} of other scenarios`;
}

/** Whether most clients take one share of the window in all of their retries: the delays of a call are one draw then, not several. */
function isDrawnOnce([first, second]: readonly Sample[], tolerance: Tolerance): boolean {
  if (first === undefined || second === undefined) return false;
  const later = new Map(placesOf(second, tolerance).map((place, i) => [second.delays[i]?.step, place]));
  const repeated = placesOf(first, tolerance).filter((place, i) => {
    const next = later.get(first.delays[i]?.step);
    return next !== undefined && next.least <= place.most && place.least <= next.most;
  });
  return repeated.length > first.delays.length / 2;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** In virtual time: delays whose distribution is too far off the declared one for chance. */
function uneven({ lie, places }: Spread): Difference | null {
  const { distance, at, below, emptyBelow, emptyAbove, mean, scatter } = deviationOf(places);
  const most = sharpness(places.length);
  const empty = Math.max(emptyBelow, emptyAbove) / most.edge;
  const crooked = Math.max(distance / most.deviation, Math.abs(mean) / most.mean, Math.abs(scatter) / most.scatter);
  if (Math.max(empty, crooked) <= 1) return null;
  // Either shows as the other too, but less.
  if (empty >= crooked) {
    const parts = [
      ...(emptyBelow > most.edge ? [`the lower ${percent(emptyBelow)}`] : []),
      ...(emptyAbove > most.edge ? [`the upper ${percent(emptyAbove)}`] : []),
    ];
    return {
      likeness: 'draws its jitter from too narrow a range',
      seen: `${lie}: ${parts.join(' and ')} of the window stayed empty`,
    };
  }
  return {
    likeness: 'draws its jitter unevenly',
    seen: `${lie}, unevenly: ${percent(below)} of them in the window's lower ${percent(at)}`,
  };
}

/** What the tests were, and what they could have told: the one on the most delays, and the one on the fewest; shares of 1. */
function figures(spreads: readonly Spread[]): Record<string, number> {
  if (spreads.length === 0) return {};
  const sizes = spreads.map(({ places }) => places.length);
  const [delays, fewest] = [Math.max(...sizes), Math.min(...sizes)];
  const blur = Math.max(...spreads.map((spread) => spread.blur));
  const [largest, smallest] = [sharpness(delays), sharpness(fewest)];
  return {
    delays,
    fewest,
    tests: spreads.length,
    deviation: Math.max(0, ...spreads.map(({ places }) => deviationOf(places).distance)),
    falseAlarm: spreads.length * falseAlarm,
    findsDeviation: largest.findsDeviation + blur,
    findsNarrowing: largest.findsNarrowing + blur,
    fewestFindDeviation: smallest.findsDeviation + blur,
    fewestFindNarrowing: smallest.findsNarrowing + blur,
  };
}
