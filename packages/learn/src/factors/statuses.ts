import { isOwnOfClients } from '@sdk-conformance/explore';
import type { JsonValue } from '@sdk-conformance/model';
import { classLines } from '../classes.js';
import type { Context, Factor } from '../factor.js';
import { type Learnt, line, nothing, open, together } from '../line.js';
import { outcomeOf, type Play, retriesOf, usual } from '../plays.js';
import { failure, nameOf, probe, readAndWrite, success } from '../probe.js';
import { beyond, differBeyond, spelt, standard } from '../statuses.js';

/** What stands for the other statuses where a method is asked besides. */
const few = [429, 500, 503];

/** Retries that a client is asked for. */
const asked = 2;

/** Requests that nobody counts on: whoever makes so many has no end of its own. */
const endless = 40;

/** Which statuses are retried, by which methods, how often, and which class each raises. */
export const statusesFactor: Factor = {
  name: 'statuses',
  probes: ({ operations, spec }) => {
    const hasOption = spec.options.some(({ id }) => id === 'maxRetries');
    const main = readAndWrite(operations);
    const methods = new Set(main.map(({ method }) => method));
    const others = operations.filter(({ method }) => !methods.has(method) && methods.add(method));
    return [
      ...operations.map((operation) => probe('statuses', 'success', operation, [success(operation)])),
      ...main.flatMap((operation) =>
        [...standard, ...beyond].map((status) => probe('statuses', String(status), operation, [failure(status)])),
      ),
      ...others.flatMap((operation) =>
        few.map((status) => probe('statuses', String(status), operation, [failure(status)])),
      ),
      // Whether a method is retried at all shows where no status is at stake.
      ...main.map((operation) =>
        probe('statuses', 'reset', operation, [{ fixture: null, fault: { kind: 'reset', after: 'request' } }]),
      ),
      // What is never retried by default may be where the server says when.
      ...main.flatMap((operation) =>
        few.map((status) =>
          probe('statuses', `hinted/${status}`, operation, [
            failure(status, { 'Retry-After': '1' }),
            success(operation),
          ]),
        ),
      ),
      // What is never retried by default may be where a client asks for it.
      ...(hasOption ? main : []).flatMap((operation) =>
        few.map((status) =>
          probe('statuses', `max-${asked}/${status}`, operation, [failure(status)], { options: { maxRetries: asked } }),
        ),
      ),
    ];
  },
  read: (context, plays) => {
    const byDefault = plays.filter(({ scenario }) => /^\d+$/.test(nameOf(scenario)));
    const hinted = plays.filter(({ scenario }) => nameOf(scenario).startsWith('hinted/'));
    const byOption = plays.filter(({ scenario }) => nameOf(scenario).startsWith('max-'));
    const resets = plays.filter(({ scenario }) => nameOf(scenario) === 'reset');
    const faults = new Map(resets.map((play) => [methodOf(context, play), retriesOf(play) > 0]));
    const clients = sentByClients(context, byDefault);
    const counted = byDefault.filter((play) => !clients.includes(statusOf(play)));
    const times = countsOf(counted);
    if (times.kind === 'never')
      return together([classLines(context, byDefault), never(counted, byOption, hinted), left(clients)]);
    const odd = times.kind === 'mostly' ? times.odd : [];
    return together([
      classLines(context, byDefault),
      retried(
        context,
        counted.filter((play) => !odd.includes(statusOf(play))),
        faults,
      ),
      left(clients),
      ...(odd.length === 0 ? [] : [open(['retry', 'statuses'], oddly(counted, odd), odd)]),
      count(counted, times),
    ]);
  },
};

/** Statuses that HTTP clients treat by themselves, where they are sent again and others of their hundred are not. */
function sentByClients(context: Context, plays: readonly Play[]): readonly number[] {
  const isOwn = ({ scenario }: Play) =>
    scenario.steps.some(({ script }) => script.some((answer) => isOwnOfClients(context, answer)));
  const again = plays.filter((play) => isOwn(play) && retriesOf(play) > 0);
  const others = plays.filter((play) => !isOwn(play) && Math.floor(statusOf(play) / 100) === 4);
  return others.every((play) => retriesOf(play) > 0) ? [] : [...new Set(again.map(statusOf))];
}

function left(statuses: readonly number[]): Learnt {
  if (statuses.length === 0) return nothing;
  const why = `${statuses.join(', ')}: sent again, which an HTTP client may do by itself`;
  return open(['retry', 'statuses'], why, statuses);
}

function statusOf({ scenario }: Play): number {
  return Number(nameOf(scenario).split('/').at(-1));
}

function methodOf({ operations }: Context, { scenario }: Play): string {
  const [step] = scenario.steps;
  return operations.find(({ id }) => id === step?.operation)?.method ?? '';
}

/** Where nothing is sent again by default. */
function never(byDefault: readonly Play[], byOption: readonly Play[], hinted: readonly Play[]): Learnt {
  const again = byOption.filter((play) => retriesOf(play) > 0);
  const none = `no answer of ${byDefault.length} was followed by another request`;
  const bidden = hinted.filter((play) => retriesOf(play) > 0);
  if (again.length === 0 && bidden.length > 0) {
    const which = [...new Set(bidden.map(statusOf))].join(', ');
    return open(['retry'], `${none}, but with a Retry-After ${which} was: which others are was not asked`);
  }
  if (again.length === 0) {
    return together([
      line(['retry', 'statuses'], 'none', none),
      open(['retry', 'maxRetries'], `${none}, so that no number of retries shows`),
    ]);
  }
  const which = [...new Set(again.map(statusOf))].join(', ');
  return together([
    line(['retry', 'maxRetries'], 0, none),
    open(['retry', 'statuses'], `by default none is retried; with maxRetries ${asked}, of ${few.join(', ')}: ${which}`),
  ]);
}

function retried(context: Context, plays: readonly Play[], faults: ReadonlyMap<string, boolean>): Learnt {
  const byMethod = new Map<string, Map<number, boolean>>();
  for (const play of plays) {
    const own = byMethod.get(methodOf(context, play)) ?? new Map<number, boolean>();
    byMethod.set(methodOf(context, play), own.set(statusOf(play), retriesOf(play) > 0));
  }
  const setOf = (method: string) =>
    new Set([...(byMethod.get(method) ?? [])].flatMap(([status, again]) => (again ? [status] : [])));
  const whole = [...byMethod].filter(([, own]) => own.size > few.length).map(([method]) => method);
  const sets = whole.map((method) => ({ method, set: setOf(method) }));
  const [widest] = [...sets].sort((a, b) => b.set.size - a.set.size);
  if (widest === undefined) return open(['retry', 'statuses'], 'no probe of a status could be played');
  const others = sets.filter(({ method }) => method !== widest.method);
  const known = (method: string) => byMethod.get(method) ?? new Map<number, boolean>();
  // Of a status that only some methods retry, all methods that were asked are known.
  const always = [...widest.set].filter((status) =>
    others.every(({ method, set }) => set.has(status) || !known(method).has(status)),
  );
  const only = [...widest.set].filter((status) => !always.includes(status));
  const sampled = [...byMethod.keys()].filter((method) => !whole.includes(method));
  const mixed = only.length > 0 && always.length > 0;
  const inAll = new Set(always);
  // Whoever retries a broken connection is left out by some statuses alone.
  const byStatus = mixed && others.every(({ method }) => faults.get(method) !== false);
  const base = byStatus ? inAll : widest.set;
  const follows = (method: string, set: ReadonlySet<number>) =>
    [...known(method)].every(([status, again]) => !few.includes(status) || again === set.has(status));
  /** Whether a method goes by the list: those asked of few statuses as far as these show. */
  const isBase = (method: string) =>
    whole.includes(method) ? only.length === 0 || byStatus || method === widest.method : follows(method, base);
  const evidence = `${[...byMethod].map(([method, own]) => `${method}: ${setOf(method).size} of ${own.size} sent again`).join(', ')}`;
  const unlike = others.some(({ set }) => [...set].some((status) => !widest.set.has(status)));
  if (unlike) return open(['retry', 'statuses'], `each method retries statuses that another does not (${evidence})`);
  const away = differBeyond(widest.set) ? open(['retry', 'statuses'], 'statuses from 600 on differ') : null;
  const methods = [...byMethod.keys()].filter((method) => isBase(method) && setOf(method).size > 0);
  const unclear = sampled.filter(
    (method) => !isBase(method) && !follows(method, mixed ? inAll : new Set()) && setOf(method).size > 0,
  );
  const all = methods.length === byMethod.size;
  return together([
    line(['retry', 'statuses'], listed(only, inAll, mixed ? (byStatus ? [widest.method] : 'all') : null), evidence),
    unclear.length > 0
      ? open(['retry', 'methods'], `${unclear.join(', ')} retries some of ${few.join(', ')} and not others`)
      : line(['retry', 'methods'], all ? 'all' : methods, `asked of ${[...byMethod.keys()].join(', ')}`),
    ...(away === null ? [] : [away]),
  ]);
}

/** The list of statuses: those of some methods only, and those of all, one of which has its methods written beside it. */
function listed(
  only: readonly number[],
  always: ReadonlySet<number>,
  beside: readonly string[] | 'all' | null,
): readonly JsonValue[] {
  if (beside === null) return spelt(new Set([...only, ...always]));
  const [plain, named] = beside === 'all' ? [new Set(only), always] : [always, new Set(only)];
  return [
    ...spelt(plain),
    ...spelt(named).map((status) => ({ status, methods: beside === 'all' ? beside : [...beside] })),
  ];
}

/** How often requests are sent again. */
type Counts =
  | { readonly kind: 'never' }
  | { readonly kind: 'endless'; readonly most: number }
  | { readonly kind: 'differ' }
  /** So many, but for statuses that are something else's: an HTTP client may send a request again by itself. */
  | { readonly kind: 'mostly'; readonly retries: number; readonly odd: readonly number[] };

/** Share of the statuses that are sent again which must agree on how often. */
const agreeing = 0.95;

function countsOf(plays: readonly Play[]): Counts {
  const again = failed(plays).filter((play) => retriesOf(play) > 0);
  const most = Math.max(0, ...again.map((play) => retriesOf(play)));
  if (most >= endless) return { kind: 'endless', most };
  const retries = usual(again.map((play) => retriesOf(play)));
  if (retries === undefined) return { kind: 'never' };
  const odd = new Set(again.filter((play) => retriesOf(play) !== retries).map(statusOf));
  const statuses = new Set(again.map(statusOf)).size;
  if (odd.size > Math.max(1, (1 - agreeing) * statuses) || odd.size * 3 > statuses) return { kind: 'differ' };
  return { kind: 'mostly', retries, odd: [...odd] };
}

function failed(plays: readonly Play[]): readonly Play[] {
  return plays.filter((play) => outcomeOf(play)?.kind === 'raised');
}

function oddly(plays: readonly Play[], odd: readonly number[]): string {
  const told = odd.map((status) => {
    const times = plays.filter((play) => statusOf(play) === status).map((play) => retriesOf(play));
    const told = [...new Set(times)].map((n) => (n === 1 ? 'once' : `${n} times`));
    return `${status} is sent again ${told.join(' or ')}`;
  });
  return `${told.join(', ')}, unlike the others`;
}

function count(plays: readonly Play[], counts: Exclude<Counts, { kind: 'never' }>): Learnt {
  const at = ['retry', 'maxRetries'];
  const all = failed(plays);
  switch (counts.kind) {
    case 'endless':
      return open(at, `${counts.most} requests were made, and there may be no end`);
    case 'mostly': {
      const { retries } = counts;
      const own = all.filter((play) => retriesOf(play) === retries);
      return line(at, retries, `${retries} retries in ${own.length} plays, after ${some(own)}`);
    }
    case 'differ': {
      const each = [...new Set(all.map((play) => retriesOf(play)))].filter((n) => n > 0).sort((a, b) => a - b);
      const told = each.map((n) => `${n} after ${some(all.filter((play) => retriesOf(play) === n))}`);
      return open(at, `numbers differ: ${told.join('; ')}`);
    }
  }
}

function some(plays: readonly Play[]): string {
  const statuses = spelt(new Set(plays.map(statusOf)));
  return `${statuses.slice(0, 5).join(', ')}${statuses.length > 5 ? ' …' : ''}`;
}
