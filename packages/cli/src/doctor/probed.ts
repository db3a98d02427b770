import { judged, type Plan } from '@sdk-conformance/engine';
import type { ClockTier, Observation } from '@sdk-conformance/model';
import { count } from '@sdk-conformance/reporters';
import { endsAtMs, type Probe } from './probes.js';

/** How much later than due something may show, ms. In real time a busy machine makes everything late. */
const slackMs: Readonly<Record<ClockTier, number>> = { A: 5, B: 50, S: 1_000, C: 1_000 };

/** Families of requirements that break where an adapter hands something on by other names, or not at all. */
const handedOn = /^(request\.(sent|method|path|query|headers|credentials|body)|success\.(value|status))$/;

type Given = Pick<Plan, 'spec' | 'fixtures'> & { readonly language: string };

/** What a probe shows of an adapter; each text tells what was seen and what to look for. An SDK may be the one to blame: the text says so. */
export function faultsShown(given: Given, probe: Probe, observation: Observation): readonly string[] {
  const [step] = observation.steps;
  if (step?.outcome.kind === 'unsupported') return [`the call is not played: ${step.outcome.why}`];
  if (step?.outcome.kind === 'lost') return [`the call was lost: ${step.outcome.why}`];
  return shown[probe.tried](given, probe, observation);
}

const shown: Readonly<
  Record<Probe['tried'], (given: Given, probe: Probe, observation: Observation) => readonly string[]>
> = {
  call: (given, { scenario }, observation) => [
    ...judged(given, scenario, observation)
      .findings.filter(({ verdict, requirement }) => verdict === 'fail' && handedOn.test(requirement))
      .map(({ requirement, expected, seen }) => `${requirement}: expected ${expected}; seen: ${seen}`),
    ...waits(observation),
  ],
  retries: (_, __, { exchanges }) => {
    const sent = exchanges.filter(({ step }) => step !== null).length;
    if (sent <= 1) return [];
    return [
      `with maxRetries 0 a 503 brought ${count(sent, 'request')}, where one is expected: maxRetries is not handed on to the SDK, or the adapter retries of its own`,
    ];
  },
  timeout: (_, __, observation) => {
    const after = settledAfter(observation);
    const slack = slackMs[observation.tier];
    if (after === null)
      return [`with timeoutMs ${endsAtMs.timeout} the call never ends: timeoutMs is not handed on to the SDK`];
    if (Math.abs(after - endsAtMs.timeout) <= slack) return [];
    return [
      `with timeoutMs ${endsAtMs.timeout} the call ended after ${Math.round(after)} ms: timeoutMs is not handed on to the SDK, or in another unit`,
    ];
  },
  signal: (_, __, observation) => {
    const after = settledAfter(observation);
    if (after !== null && after <= endsAtMs.signal + slackMs[observation.tier]) return [];
    const seen = after === null ? 'never ends' : `ended after ${Math.round(after)} ms`;
    return [
      `aborted after ${endsAtMs.signal} ms, the call ${seen}: the signal is not handed on to the SDK; if the SDK takes none, say so under without.abort`,
    ];
  },
};

/** Waits before the first request and after the last answer: an adapter has no timers of its own. */
function waits({ tier, exchanges, steps: [step] }: Observation): readonly string[] {
  const [first] = exchanges;
  const last = exchanges.at(-1);
  if (tier === 'C' || step === undefined || first === undefined || last === undefined) return [];
  const before = first.arrivedAt.virtualMs - (step.startedAt?.virtualMs ?? first.arrivedAt.virtualMs);
  const end = last.served.endedAt?.virtualMs;
  const after = end === undefined || step.settledAt === null ? 0 : step.settledAt.virtualMs - end;
  const whose = 'the adapter, or the SDK, has a timer there';
  return [
    ...(before > slackMs[tier]
      ? [`the first request came ${Math.round(before)} ms after the call began: ${whose}`]
      : []),
    ...(after > slackMs[tier] ? [`the call ended ${Math.round(after)} ms after its last answer: ${whose}`] : []),
  ];
}

/** Virtual ms from start to end of the call; null where it never ended. */
function settledAfter({ steps: [step] }: Observation): number | null {
  if (step === undefined || step.settledAt === null || step.outcome.kind === 'neverSettled') return null;
  return step.settledAt.virtualMs - (step.startedAt?.virtualMs ?? 0);
}
