import type { BackoffPolicy, HintUnit, JsonValue, Operation } from '@sdk-conformance/model';
import { backoffRange } from '@sdk-conformance/oracle';
import { isContradicted, survivors } from '../eliminate.js';
import { type Context, type Factor, hasOption } from '../factor.js';
import { hintLengths as lengths } from '../hint-bodies.js';
import { hintHeaders as headers, hinted } from '../hint-headers.js';
import { type Learnt, line, open, together } from '../line.js';
import { isExact, type Play, raisedBy, waitsOf } from '../plays.js';
import { failure, nameOf, probe, readAndWrite, success } from '../probe.js';
import { isRetriedBy } from '../statuses.js';
import { grain, odds } from '../windows.js';

/** Retries before a hint that is shorter than the backoff by then. */
const late = 5;

/** How often the same is asked where chance may look like a rule. */
export const times = 4;

const units: readonly (readonly [unit: HintUnit, value: (s: number) => string])[] = [
  ['s', (s) => String(s)],
  ['ms', (s) => String(s * 1000)],
  ['epochS', (s) => `{{epoch +${s}s}}`],
  ['epochMs', (s) => `{{epochMs +${s}s}}`],
];

const dates: readonly (readonly [form: 'imf' | 'rfc850' | 'asctime', template: string])[] = [
  ['imf', 'httpdate'],
  ['rfc850', 'rfc850date'],
  ['asctime', 'asctime'],
];

/** Which headers say when to retry, in which units and forms; and the field of an error that tells it. */
export const hintsFactor: Factor = {
  name: 'hints',
  probes: (context) => {
    const { retried } = context;
    if (retried === null) return [];
    const { operation, status } = retried;
    const ask = (name: string, header: string, value: string) =>
      probe('hints', `${header}/${name}`, operation, [failure(status, { [header]: value }), success(operation)]);
    const { before, options } = chain(context, status);
    const usualHeader = headers[0] ?? '';
    return [
      ...others(status).map((each) => {
        const by = sending(context, operation, each);
        return probe('hints', `${usualHeader}/on-${each}`, by, [
          failure(each, { [usualHeader]: String(lengths[0]) }),
          success(by),
        ]);
      }),
      ...headers.flatMap((header) =>
        Array.from({ length: times }, (_, i) =>
          probe(
            'hints',
            `${header}/late-${i + 1}`,
            operation,
            [...before, failure(status, { [header]: '1' }), success(operation)],
            { options },
          ),
        ),
      ),
      ...Array.from({ length: times }, (_, i) =>
        probe('hints', `${usualHeader}/again-${i + 1}`, operation, [
          failure(status, { [usualHeader]: String(lengths[0]) }),
          success(operation),
        ]),
      ),
      // Where the first retry comes at once, a longer hint shows on the second what it does to the delay.
      ...headers.map((header) =>
        probe(
          'hints',
          `${header}/second-1`,
          operation,
          [failure(status), failure(status, { [header]: String(lengths[0]) }), success(operation)],
          { options },
        ),
      ),
      // Nothing is learnt of it: it shows whether a hint outlives its answer.
      probe('hints', `${usualHeader}/then-none`, operation, [
        failure(status, { [usualHeader]: String(lengths[0]) }),
        failure(status),
        success(operation),
      ]),
      ...headers.flatMap((header) => [
        ...units.flatMap(([unit, value]) => lengths.map((s) => ask(`${unit}-${s}`, header, value(s)))),
        ...dates.flatMap(([form, template]) =>
          lengths.map((s) => ask(`${form}-${s}`, header, `{{${template} +${s}s}}`)),
        ),
        ...lengths.map((s) =>
          probe('hints', `${header}/always-${s}`, operation, [failure(status, { [header]: String(s) })]),
        ),
      ]),
    ];
  },
  read: (context, plays) => {
    const at = ['hints', 'headers'];
    if (context.retried === null) return open(at, 'not probed: nothing that was asked is sent again');
    if (!plays.every(isExact)) return open(at, 'not probed: delays are known under a virtual clock alone');
    const of = (name: string) => plays.find(({ scenario }) => nameOf(scenario) === name);
    const heeded = headers.flatMap((name) => heededIn(context, name, of));
    if (heeded.length === 0) return unheeded(context, plays);
    const evidence = `waits with ${lengths.join(' and ')} s: ${heeded.map(({ name, seen }) => `${name}: ${seen}`).join('; ')}`;
    const [{ name } = { name: '' }] = heeded;
    const known = together([
      line(
        at,
        heeded.map(({ value }) => value),
        evidence,
      ),
      counting(context, name, of),
    ]);
    const own = plays.filter(({ scenario }) => nameOf(scenario).startsWith(`${name}/`) && isPlain(nameOf(scenario)));
    return together([combined(context, known, own), field(context, name, of)]);
  },
};

/** Statuses beside the one that is asked most. */
export function others(status: number): readonly number[] {
  return hinted.filter((each) => each !== status);
}

/** What is sent again by one method alone shows its hints by that one. */
export function sending({ spec, operations }: Context, usual: Operation, status: number): Operation {
  return [usual, ...readAndWrite(operations)].find(({ method }) => isRetriedBy(spec, status, method)) ?? usual;
}

/** Failures before a hint that is shorter than the backoff by then, and what a client is asked for. */
export function chain(context: Context, status: number) {
  const isFree = hasOption(context, 'maxRetries');
  const before = isFree ? late : Math.max(0, (context.spec.retry.maxRetries ?? 1) - 1);
  return {
    before: Array.from({ length: before }, () => failure(status)),
    options: isFree ? { maxRetries: late + 2 } : {},
  };
}

/** Plays of a hint that is a delay, as far as it is heeded. */
function isPlain(name: string): boolean {
  return /\/(s-\d+|late-\d+|again-\d+|second-\d+)$/.test(name);
}

/** On which of the statuses that are retried a hint counts. */
export function counting({ spec, retried }: Context, header: string, of: OfName): Learnt {
  const at = ['hints', 'statuses'];
  const asked = hinted.flatMap((status) => {
    const play = of(`${header}/on-${status}`);
    const [wait] = play === undefined ? [] : waitsOf(play);
    return wait === undefined ? [] : [{ status, counts: wait >= lengths[0] * 1000 - 1001 }];
  });
  const own = retried === null ? [] : [{ status: retried.status, counts: true }];
  const counts = [...own, ...asked].filter((each) => each.counts).map(({ status }) => status);
  const ignores = asked.filter((each) => !each.counts).map(({ status }) => status);
  if (ignores.length === 0) return line(at, 'retried', `heeded on ${counts.join(', ')}`);
  const listed = spec.retry.statuses?.length === 0 ? [] : counts;
  return line(at, listed, `heeded on ${counts.join(', ')}, and not on ${ignores.join(', ')}`);
}

/** Requirements by which what hints do to the backoff is told. */
const ofWaits = /^retry\.(after|backoff)/;

/** What a hint does to the backoff; without it nothing can be said of hints at all. */
export function combined(context: Context, known: Learnt, plays: readonly Play[]): Learnt {
  const at = ['hints', 'combine'];
  const hypotheses = ['replace', 'max', 'add'].map((value) => ({
    label: value,
    lines: [
      ...known.lines,
      { at, value, evidence: `only this fits the ${plays.length} plays of hints above and below the backoff` },
    ],
  }));
  if (context.spec.backoff === null) return open(['hints'], `${told(known)}; what becomes of the backoff was not told`);
  const left = survivors(context, plays, hypotheses, ofWaits);
  const [one, another] = left;
  if (one !== undefined && isContradicted(context, plays, one, ofWaits))
    return open(['hints'], `${told(known)}; neither this nor the backoff is what is waited`);
  if (one !== undefined && another === undefined) return { lines: one.lines, open: [] };
  // A wide backoff allows much; that each wait is the hint itself, it allows by chance alone.
  if (one?.label === 'replace' && plays.length >= 2 * times && plays.every(isHintItself))
    return { lines: one.lines, open: [] };
  const longer = plays.filter(({ scenario }) => !nameOf(scenario).includes('/late-'));
  if (left.map(({ label }) => label).join() === 'max,add' && isNeverAdded(context.spec.backoff, longer))
    return { lines: one?.lines ?? [], open: [] };
  const which =
    one === undefined ? 'it neither replaces the backoff, nor adds to it' : left.map(({ label }) => label).join(' or ');
  return open(['hints'], `${told(known)}; ${which}`);
}

/** Whether waits for hints that are longer than the delay are the hints themselves, and not by chance the least that a delay adds to them. */
function isNeverAdded(backoff: BackoffPolicy, plays: readonly Play[]): boolean {
  const chance = plays.reduce((all, play) => {
    const { fromMs, toMs } = backoffRange(backoff, waitsOf(play).length - 1);
    return all * Math.min(1, grain / (toMs - fromMs));
  }, 1);
  return plays.every(isHintItself) && chance < odds;
}

function isHintItself(play: Play): boolean {
  const name = nameOf(play.scenario);
  const s = /\/s-(\d+)$/.exec(name)?.[1] ?? (/\/(again|second)-/.test(name) ? lengths[0] : 1);
  return Math.abs((waitsOf(play).at(-1) ?? 0) - Number(s) * 1000) < 3;
}

function told({ lines }: Learnt): string {
  return lines[0]?.evidence ?? '';
}

/** Where no header has the word: only if each wait is the backoff, whatever the header said. */
function unheeded({ spec, retried }: Context, plays: readonly Play[]): Learnt {
  const at = ['hints', 'headers'];
  if (spec.backoff === null)
    return open(at, 'no header asks for a wait that is kept; whether one changes the backoff was not told');
  const { fromMs, toMs } = backoffRange(spec.backoff, 0);
  const other = plays.filter((play) => {
    const [wait] = waitsOf(play);
    const isFirst = play.scenario.steps[0]?.script[0]?.headers !== undefined;
    return isFirst && (wait === undefined || wait < fromMs - 2 || wait > toMs + 2);
  });
  const told = other.slice(0, 3).map((play) => {
    const [wait] = waitsOf(play);
    const [header = ['', '']] = Object.entries(play.scenario.steps[0]?.script[0]?.headers ?? {});
    return `${header[0]}: ${header[1]} ${wait === undefined ? 'is not sent again' : `after ${Math.round(wait)} ms`}`;
  });
  if (other.length > 0) return open(at, `a header changes the wait, in no unit that was asked: ${told.join(', ')}`);
  return line(
    at,
    'none',
    `${plays.length} plays after ${retried?.status}: each waits for the backoff, whatever ${headers.join(', ')} says`,
  );
}

type OfName = (name: string) => Play | undefined;

/** Both waits are as much longer than each other as the hints are, within what the backoff may vary. */
export function isHeeded({ spec }: Context, waits: readonly (number | undefined)[]): boolean {
  const [one, other] = waits;
  if (one === undefined || other === undefined) return false;
  const { fromMs, toMs } = spec.backoff === null ? { fromMs: 0, toMs: 1000 } : backoffRange(spec.backoff, 0);
  const slack = toMs - fromMs + 1001;
  const apart = (lengths[1] - lengths[0]) * 1000;
  return one >= lengths[0] * 1000 - 1001 && Math.abs(other - one - apart) <= slack;
}

function heededIn(
  context: Context,
  name: string,
  of: OfName,
): readonly { readonly name: string; readonly value: JsonValue; readonly seen: string }[] {
  const waits = (form: string) =>
    lengths.map((s) => {
      const play = of(`${name}/${form}-${s}`);
      return play === undefined ? undefined : waitsOf(play)[0];
    });
  const [unit] = units.filter(([each]) => isHeeded(context, waits(each)));
  const forms = dates.flatMap(([form]) => (isHeeded(context, waits(form)) ? [form] : []));
  if (unit === undefined) return [];
  const [id] = unit;
  const httpDate: JsonValue | null = forms.length === dates.length ? true : forms.length === 0 ? null : forms;
  const value = { name, unit: id, ...(httpDate === null ? {} : { httpDate }) };
  return [
    {
      name,
      value,
      seen: `${id} ${waits(id)
        .map((ms) => Math.round(ms ?? 0))
        .join(' and ')} ms`,
    },
  ];
}

/** The field that holds both lengths where the last answer has them. */
function field({ language, spec }: Context, header: string, of: OfName): Learnt {
  const at = ['errors', 'fields', 'retryAfter'];
  const errors = lengths.map((s) => {
    const play = of(`${header}/always-${s}`);
    return play === undefined ? null : raisedBy(play);
  });
  const [first] = errors;
  const names = Object.keys(first?.fields ?? {}).filter((name) =>
    errors.every((error, i) => error?.fields[name] === lengths[i]),
  );
  const [name, another] = names;
  if (name === undefined) return open(at, 'no field holds what the header says, in seconds');
  if (another !== undefined) return open(at, `several fields hold it: ${names.join(', ')}`);
  const classes = spec.errors.classes.flatMap(({ id, names: own }) => (own[language] === first?.type ? [id] : []));
  if (classes.length === 0) return open(at, `${name} holds it, and which classes have it was not asked`);
  const own = spec.errors.fields.find(({ id }) => id === 'status');
  // Whether other classes have it too shows where they have the field at all.
  const value: JsonValue = { names: { [language]: name }, ...(own === undefined ? {} : { classes }) };
  return line(at, value, `holds ${lengths.join(' and ')} where the last answer says so`);
}
