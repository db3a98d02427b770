import type { BackoffPolicy, Spec } from '@sdk-conformance/model';
import { backoff, candidate, hasHint, hintValue, type PolicyCandidate, where } from '../candidate.js';
import type { Play } from '../play.js';

/** Where a number may lie. */
interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Delays before each retry that the backoff gave, ms. */
function delaysOf(
  plays: readonly Play[],
  requirement: (id: string) => boolean,
): ReadonlyMap<number, readonly number[]> {
  const delays = new Map<number, number[]>();
  for (const { marks } of plays) {
    for (const { aspect, attempt = 0, measured, because } of marks.values()) {
      const { gapMs } = measured;
      if (aspect !== 'gap' || gapMs === undefined || !requirement(because.requirement)) continue;
      delays.set(attempt, [...(delays.get(attempt) ?? []), gapMs]);
    }
  }
  return delays;
}

/** The jittered delay, as shares of the one without jitter; null where it is no share of it, or may be none. */
function sharesOf({ jitter: { kind, ratio, ms } }: BackoffPolicy): Interval | null {
  if (ms !== undefined) return null;
  switch (kind) {
    case 'none':
      return { from: 1, to: 1 };
    case 'equal':
      return { from: 0.5, to: 1 };
    case 'subtract':
      return ratio >= 1 ? null : { from: 1 - ratio, to: 1 };
    case 'add':
      return { from: 1, to: 1 + ratio };
    case 'symmetric':
      return ratio >= 1 ? null : { from: 1 - ratio, to: 1 + ratio };
    case 'full':
    case 'decorrelated':
      return null;
  }
}

const grainMs = 2;

/** The number of the fewest digits in an interval; null where it is empty. */
function roundest({ from, to }: Interval): number | null {
  if (from > to) return null;
  for (const step of [10_000, 5000, 1000, 500, 250, 100, 50, 25, 10, 5, 1, 0.5, 0.25, 0.1, 0.05, 0.01]) {
    const least = Math.ceil(from / step - 1e-9) * step;
    if (least <= to + 1e-9) return Number(least.toFixed(3));
  }
  return Number(((from + to) / 2).toFixed(3));
}

function both(a: Interval, b: Interval): Interval {
  return { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
}

const anywhere: Interval = { from: 0, to: Number.POSITIVE_INFINITY };

/** Fewest delays before a retry that tell where its delay lies. */
const fewest = 2;

/** Where each retry's delay lies without its jitter, by all that were seen. */
function nominals(policy: BackoffPolicy, plays: readonly Play[]): readonly (Interval | null)[] {
  const shares = sharesOf(policy);
  if (shares === null) return [];
  const delays = delaysOf(plays, (id) => id === 'retry.backoff');
  return [0, 1, 2, 3, 4, 5, 6, 7].map((retry) => {
    const own = delays.get(retry) ?? [];
    if (own.length < fewest) return null;
    const from = (Math.max(...own) - grainMs) / shares.to;
    const to = (Math.min(...own) + grainMs) / shares.from;
    return { from, to };
  });
}

function named(
  name: string,
  text: string,
  key: string,
  change: (p: BackoffPolicy) => Partial<BackoffPolicy>,
  value: number,
) {
  return candidate(name, text, `/backoff/${key}`, backoff(change), { [key]: value });
}

/** Delays of another size than stated, whatever it is, as what was seen allows. */
function backoffFits(policy: BackoffPolicy, plays: readonly Play[]): readonly PolicyCandidate[] {
  const at = nominals(policy, plays);
  const found: PolicyCandidate[] = [];
  const [first] = at;
  const initialMs = first == null ? null : roundest(first);
  if (initialMs !== null && initialMs > 1 && initialMs !== policy.initialMs)
    found.push(
      named('startsFrom', `starts its backoff from ${initialMs} ms`, 'initialMs', () => ({ initialMs }), initialMs),
    );
  if (policy.kind === 'exponential') {
    const factors = at.slice(1, 4).flatMap((own, i) =>
      own === null
        ? []
        : [
            {
              from: (own.from / policy.initialMs) ** (1 / (i + 1)),
              to: (own.to / policy.initialMs) ** (1 / (i + 1)),
            },
          ],
    );
    const factor = factors.length === 0 ? null : roundest(factors.reduce(both, anywhere));
    if (factor !== null && factor !== policy.factor)
      found.push(
        named(
          'otherFactor',
          `multiplies its delays by ${factor} from retry to retry`,
          'factor',
          () => ({ factor, maxMs: null }),
          factor,
        ),
        named(
          'otherFactor',
          `multiplies its delays by ${factor} from retry to retry`,
          'factor',
          () => ({ factor }),
          factor,
        ),
      );
  }
  for (let from = 0; from < at.length; from++) {
    const rest = at.slice(from).filter((own) => own !== null);
    if (rest.length < 1) continue;
    const flat = roundest(rest.reduce(both, anywhere));
    if (flat === null || flat <= 0) continue;
    if (flat !== policy.maxMs && (policy.maxMs === null || flat < policy.maxMs))
      found.push(
        named('capsDelays', `lets no delay be longer than ${flat} ms`, 'maxMs', () => ({ maxMs: flat }), flat),
      );
    else if (flat !== policy.maxMs)
      found.push(named('capsDelays', `lets its delays grow to ${flat} ms`, 'maxMs', () => ({ maxMs: flat }), flat));
    break;
  }
  const low = at.findLastIndex((own, i) => i < 3 && own !== null);
  if (low >= 0 && first != null) {
    const floor = roundest(first);
    if (floor !== null && floor > policy.initialMs)
      found.push(
        named('floorsDelays', `lets no delay be shorter than ${floor} ms`, 'minMs', () => ({ minMs: floor }), floor),
      );
  }
  const steps = at.filter((own) => own !== null);
  const listed = steps.map(roundest).filter((ms) => ms !== null);
  if (steps.length >= 3 && listed.length === steps.length && at.slice(0, steps.length).every((own) => own !== null))
    found.push(
      candidate(
        'listedDelays',
        `waits ${listed.join(', ')} ms, as from a list`,
        '/backoff',
        backoff(() => ({ kind: 'listed', delaysMs: listed, maxMs: null })),
        Object.fromEntries(listed.map((ms, i) => [`delay${i + 1}`, ms])),
      ),
    );
  return found;
}

const relative = /^\{\{\s*\w+\s*([+-]\d+)s\s*\}\}$/;
const seconds = /^\d+(\.\d+)?$/;

/** A lower cap of hints: waits, stops or backs off over it, as what was seen allows. */
function hintFits({ hints }: Spec, plays: readonly Play[]): readonly PolicyCandidate[] {
  if (hints === null) return [];
  const short = new Map<number, number>();
  for (const { marks } of plays) {
    for (const { aspect, verdict, measured, because } of marks.values()) {
      const { gapMs } = measured;
      if (
        aspect !== 'gap' ||
        verdict !== 'fail' ||
        gapMs === undefined ||
        !because.requirement.startsWith('retry.after')
      )
        continue;
      const whole = Math.round(gapMs / 100) * 100;
      if (Math.abs(gapMs - whole) <= grainMs && whole > 0) short.set(whole, (short.get(whole) ?? 0) + 1);
    }
  }
  return [...short.keys()].slice(0, 4).flatMap((capMs) => [
    candidate(
      'capsHint',
      `waits ${capMs / 1000} s at most, whatever the hint says`,
      '/hints/capMs',
      where(
        hasHint,
        hintValue((value) => {
          const s = Number(relative.exec(value)?.[1] ?? (seconds.test(value) ? value : 0));
          return s * 1000 > capMs ? String(capMs / 1000) : value;
        }),
      ),
      { capMs },
    ),
  ]);
}

/** A wait that is longer or shorter than the rules' by a constant, or drawn around a hint. */
function waitFits(plays: readonly Play[]): readonly PolicyCandidate[] {
  const jittered = [0.1, 0.2, 0.25, 0.5, 1].flatMap((ratio) =>
    (
      [
        ['longer', 1, 1 + ratio],
        ['shorter', 1 - ratio, 1],
        ['either', 1 - ratio, 1 + ratio],
      ] as const
    ).map(([side, from, to]) =>
      candidate(
        'jitterOnHint',
        `adds jitter of up to ${ratio * 100} % to the hint's wait, ${side === 'either' ? 'longer and shorter' : side}`,
        '/hints/combine',
        where(hasHint, (_, policy) => ({
          ...policy,
          wait: ({ fromMs, toMs }) => ({ fromMs: fromMs * from, toMs: toMs * to }),
        })),
        { ratio, side },
      ),
    ),
  );
  const over = new Map<number, number>();
  for (const { marks } of plays) {
    for (const { aspect, verdict, measured, because } of marks.values()) {
      const { gapMs } = measured;
      const exact = /: (\d+(?:\.\d+)?) s replaces/.exec(because.text)?.[1];
      if (aspect !== 'gap' || verdict !== 'fail' || gapMs === undefined || exact === undefined) continue;
      const by = Math.round(gapMs - Number(exact) * 1000);
      over.set(by, (over.get(by) ?? 0) + 1);
    }
  }
  const offsets = [...over].filter(([by, times]) => times >= 2 && Math.abs(by) > grainMs).map(([by]) => by);
  return [
    ...jittered,
    ...offsets.slice(0, 3).map((byMs) =>
      candidate(
        'addsConstant',
        `waits ${Math.abs(byMs)} ms ${byMs > 0 ? 'longer' : 'less'} than it is told`,
        '/hints/headers',
        (_, policy) => ({
          ...policy,
          wait: ({ fromMs, toMs }) => ({ fromMs: Math.max(0, fromMs + byMs), toMs: toMs + byMs }),
        }),
        { byMs },
      ),
    ),
  ];
}

/** Candidates whose parameters are what the plays allow. */
export function fittedCandidates(spec: Spec, plays: readonly Play[]): readonly PolicyCandidate[] {
  return [
    ...(spec.backoff === null ? [] : backoffFits(spec.backoff, plays)),
    ...hintFits(spec, plays),
    ...waitFits(plays),
  ];
}
