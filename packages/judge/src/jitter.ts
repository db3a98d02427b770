import type { ClockTier } from '@sdk-conformance/model';
import { type DelayDraw, type Expectation, type JitterExpectation, windowOf } from '@sdk-conformance/oracle';
import { delaysOf, type SeenStep } from './by-step.js';
import { deviationOf, falseAlarm, type Place, sharpness } from './distribution.js';
import { fail, type Mark, pass } from './mark.js';
import { round } from './round.js';
import { type Timing, type Tolerance, toleranceOf, within } from './tolerance.js';

/** One client's delay before a retry, and the one before that; ms. */
interface Delay {
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

/** How a sample differs from what is declared: completes "behaves like an SDK that …", and what shows it. */
interface Difference {
  readonly likeness: string;
  readonly seen: string;
}

/** Share of the declared window that a sample of 20 or more uniform draws all but surely spans: the chance of less is below 1e-11. */
const leastSpan = 0.2;

/** Delays of many clients against the declared distribution: in virtual time by statistics, in real time by their span alone. */
export function judgeJitter(expectation: Expectation, seenOf: (step: string) => SeenStep, timing: Timing): Mark[] {
  const { jitter } = expectation;
  if (jitter === null) return [];
  const { tier } = timing;
  const tolerance = toleranceOf(timing);
  const samples = samplesOf(jitter, expectation, seenOf).filter((s) => isDrawnThere(s, tolerance));
  if (samples.length === 0) return [];
  const difference =
    tier === 'C'
      ? samples.map(narrow).find((d) => d !== null)
      : (alike(samples, tolerance) ?? samples.map((s) => uneven(s, tolerance)).find((d) => d !== null));
  const measured = figures(samples, tier, tolerance);
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
  const waits = expectation.steps.map(({ step }) => delaysOf(seenOf(step)));
  return draws.flatMap((draw, retry) => {
    if (!isWide(draw)) return [];
    const delays = waits.flatMap((own): Delay[] => {
      const ms = own[retry];
      return ms === undefined ? [] : [{ ms, previousMs: own[retry - 1] ?? 0 }];
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

/** In virtual time: delays whose distribution is too far off the declared one for chance. */
function uneven(sample: Sample, tolerance: Tolerance): Difference | null {
  const { distance, at, below, emptyBelow, emptyAbove } = deviationOf(placesOf(sample, tolerance));
  const { deviation, edge } = sharpness(sample.delays.length);
  const span = lie(sample, spanOf(sample));
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const empty = Math.max(emptyBelow, emptyAbove) / edge;
  const crooked = distance / deviation;
  if (Math.max(empty, crooked) <= 1) return null;
  // Either shows as the other too, but less.
  if (empty >= crooked) {
    const parts = [
      ...(emptyBelow > edge ? [`the lower ${percent(emptyBelow)}`] : []),
      ...(emptyAbove > edge ? [`the upper ${percent(emptyAbove)}`] : []),
    ];
    return {
      likeness: 'draws its jitter from too narrow a range',
      seen: `${span}: ${parts.join(' and ')} of the window stayed empty`,
    };
  }
  return {
    likeness: 'draws its jitter unevenly',
    seen: `${span}, unevenly: ${percent(below)} of them in the window's lower ${percent(at)}`,
  };
}

/** What the samples were, and what they could have told: the largest, and the fewest delays of any; shares of 1. */
function figures(samples: readonly Sample[], tier: ClockTier, tolerance: Tolerance): Record<string, number> {
  const sizes = samples.map((s) => s.delays.length);
  const [clients, fewest] = [Math.max(...sizes), Math.min(...sizes)];
  const sample = { clients, fewest, gaps: samples.length };
  if (tier === 'C') return sample;
  const blurs = samples.map(({ draw }) => (tolerance.belowMs + tolerance.aboveMs) / (draw.toMs - draw.fromMs));
  const blur = Math.max(...blurs);
  const [largest, smallest] = [sharpness(clients), sharpness(fewest)];
  return {
    ...sample,
    deviation: Math.max(0, ...samples.map((s) => deviationOf(placesOf(s, tolerance)).distance)),
    falseAlarm: samples.length * falseAlarm,
    findsDeviation: largest.findsDeviation + blur,
    findsNarrowing: largest.findsNarrowing + blur,
    fewestFindDeviation: smallest.findsDeviation + blur,
    fewestFindNarrowing: smallest.findsNarrowing + blur,
  };
}
