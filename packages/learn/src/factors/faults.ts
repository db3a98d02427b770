import type { Answer, JsonValue, TransportKind } from '@sdk-conformance/model';
import { backoffRange } from '@sdk-conformance/oracle';
import { raisedLines } from '../classes.js';
import { placeholder } from '../document.js';
import { type Context, type Factor, hasOption, isOfRetriedMethod } from '../factor.js';
import { type Learnt, line, open, together } from '../line.js';
import { common, isExact, outcomeOf, type Play, raisedBy, retriesOf } from '../plays.js';
import { nameOf, probe, readAndWrite, success } from '../probe.js';

type Played = Exclude<TransportKind, 'dns' | 'tls' | 'abort' | 'decode'> | 'timeoutBody';

const shortMs = 2000;

function answers(ok: Answer): readonly (readonly [kind: Played, answer: Answer])[] {
  return [
    ['connect', { fixture: null, fault: { kind: 'refuse' } }],
    ['reset', { fixture: null, fault: { kind: 'reset', after: 'request' } }],
    ['close', { fixture: null, fault: { kind: 'close' } }],
    ['garbage', { fixture: null, fault: { kind: 'garbage', text: 'not HTTP at all\r\n\r\n' } }],
    ['cutHead', { ...ok, fault: { kind: 'truncate', in: 'head', bytes: 12 } }],
    ['cutBody', { ...ok, fault: { kind: 'truncate', in: 'body', bytes: 5 } }],
    ['timeout', { ...ok, fault: { kind: 'stall', after: 'request' } }],
    ['timeoutBody', { ...ok, fault: { kind: 'stall', after: 'head' } }],
  ];
}

/** Connections that break and answers that never come: whether they are retried, and what they raise. */
export const faultsFactor: Factor = {
  name: 'faults',
  probes: (context) =>
    readAndWrite(context.operations).flatMap((operation) =>
      answers(success(operation)).flatMap(([kind, answer]) => {
        const timed = kind.startsWith('timeout');
        const options = timed && hasOption(context, 'timeoutMs') ? { timeoutMs: shortMs } : {};
        return [probe('faults', kind, operation, [answer], { options })];
      }),
    ),
  read: (context, plays) => {
    const kinds = [...new Set(plays.map(({ scenario }) => nameOf(scenario)))];
    const of = (kind: string) => plays.filter(({ scenario }) => nameOf(scenario) === kind);
    const settled = (kind: string) => of(kind).every((play) => outcomeOf(play)?.kind !== 'neverSettled');
    const known = kinds.filter(settled);
    const classes = raisedLines(context, plays);
    return together([
      retriedFaults(context, known, of),
      classes.learnt,
      raised(context, known, of, classes.classOf),
      causes(plays),
    ]);
  },
};

type OfKind = (kind: string) => readonly Play[];

/** Retries of a fault, as far as all operations that are retried agree: an HTTP client may send a closed request again by itself. */
function retriedFaults(context: Context, kinds: readonly string[], of: OfKind): Learnt {
  const { maxRetries: most } = context.spec.retry;
  if (most === null || most === 0)
    return open(
      ['retry', 'transport'],
      'not probed: how often a request is sent again by default is not known, or it is never',
    );
  const goesBy = (play: Play) => isOfRetriedMethod(context, play);
  const listed: JsonValue[] = [];
  const unclear: Learnt[] = [];
  const told: string[] = [];
  for (const kind of kinds.filter((each) => each !== 'cutBody')) {
    const beside = of(kind).filter((play) => !goesBy(play) && retriesOf(play) > 0);
    if (beside.length > 0)
      unclear.push(open(['retry', 'transport'], `${kind} is sent again by methods that no status is`));
    const again = of(kind)
      .filter(goesBy)
      .map((play) => (kind === 'connect' ? refusedRetries(play, context) : retriesOf(play)));
    told.push(`${kind}: ${again.map((n) => n ?? '?').join(', ')}`);
    const one = common(again);
    if (one === 0) continue;
    if (one === most) listed.push(kind === 'timeout' ? 'timeoutHead' : kind);
    else
      unclear.push(
        open(['retry', 'transport'], `${kind} is sent again ${again.map((n) => n ?? 'unknown').join(' or ')} times`),
      );
  }
  const both = listed.includes('timeoutHead') && listed.includes('timeoutBody');
  const merged = both
    ? [...listed.filter((kind) => kind !== 'timeoutHead' && kind !== 'timeoutBody'), 'timeout']
    : listed;
  const evidence = `retries by ${readAndWrite(context.operations)
    .map(({ method }) => method)
    .join(', ')}: ${told.join('; ')}`;
  // A list says of what it leaves out that it is not retried.
  if (unclear.length > 0) return together([...unclear, open(['retry', 'transport'], evidence)]);
  return line(['retry', 'transport'], merged.length === 0 ? 'none' : merged, evidence);
}

/** No request of a closed port is seen: retries show by the time that a call takes. */
function refusedRetries(play: Play, { spec: { backoff, retry } }: Context): number | null {
  const [step] = play.observation.steps;
  const started = step?.startedAt?.virtualMs;
  const ended = step?.settledAt?.virtualMs;
  if (started === undefined || ended === undefined || backoff === null || !isExact(play)) return null;
  const took = ended - started;
  const numbers = Array.from({ length: (retry.maxRetries ?? 0) + 1 }, (_, n) => n);
  const fits = numbers.filter((n) => {
    const windows = Array.from({ length: n }, (_, k) => backoffRange(backoff, k));
    const least = windows.reduce((sum, { fromMs }) => sum + fromMs, 0);
    const most = windows.reduce((sum, { toMs }) => sum + toMs, 0);
    return took >= least - 5 && took <= most + 5;
  });
  return fits.length === 1 ? (fits[0] ?? null) : null;
}

function raised(
  { language, spec }: Context,
  kinds: readonly string[],
  of: OfKind,
  classOf: (name: string) => string | null,
): Learnt {
  return together(
    kinds
      .filter((kind) => kind !== 'timeoutBody')
      .map((kind): Learnt => {
        const errors = of(kind).map((play) => raisedBy(play)?.type ?? null);
        const one = common(errors);
        const at = ['errors', 'transport', kind];
        if (one === undefined) return open(at, `operations differ: ${errors.join(', ')}`);
        if (one === null) return open(at, 'no error was raised');
        const id = classOf(one);
        if (id === null && spec.errors.base === placeholder)
          return open(at, `${one} is raised; which classes the SDK has was not asked`);
        const evidence = `raised in ${errors.length} plays`;
        return id === null ? line(['errors', 'outside', kind], { [language]: one }, evidence) : line(at, id, evidence);
      }),
  );
}

function causes(plays: readonly Play[]): Learnt {
  const at = ['errors', 'keepsCause'];
  const errors = plays.flatMap((play) => raisedBy(play) ?? []);
  if (errors.length === 0) return open(at, 'no fault raised an error');
  const kept = errors.filter(({ causeType }) => causeType !== null).length;
  if (kept === errors.length) return line(at, true, `each of ${errors.length} errors of faults has one`);
  return kept === 0
    ? line(at, false, `none of ${errors.length} errors of faults has one`)
    : open(at, `${kept} of ${errors.length} errors of faults have one`);
}
