import type { JsonValue, RaisedError } from '@sdk-conformance/model';
import { reservedWords } from '@sdk-conformance/model';
import type { Context } from './factor.js';
import { type Learnt, line, open, together } from './line.js';
import { outcomeOf, type Play, raisedBy, usual } from './plays.js';
import { nameOf } from './probe.js';
import { beyond, runsOf, spelt, standard } from './statuses.js';

/** Classes by name, each with those above it, nearest first; those of the language itself are left out. */
export type Hierarchy = ReadonlyMap<string, readonly string[]>;

export function hierarchyOf(language: string, errors: readonly RaisedError[]): Hierarchy {
  const own = (name: string) => reservedWords(language)?.builtins.has(name) !== true && !foreign.has(name);
  const above = new Map<string, readonly string[]>();
  for (const { type, bases } of errors) {
    const chain = [type, ...bases].filter(own);
    chain.forEach((name, i) => {
      if (!above.has(name)) above.set(name, chain.slice(i + 1));
    });
  }
  return above;
}

/** Above the classes of an SDK in any language, and named by no list of builtins. */
const foreign = new Set(['object', 'Object', 'System.Object', 'System.Exception']);

/** The canonical id of a class by its name: `RateLimitError` and `stripe.RateLimitException` are `RateLimit`. */
export function idOf(name: string): string {
  const last = name.split(/\.|::|\\/).at(-1) ?? name;
  const bare = last.replace(/(Error|Exception)$/, '').replace(/[^A-Za-z0-9]/g, '');
  const id = bare === '' ? last.replace(/[^A-Za-z0-9]/g, '') : bare;
  return id.charAt(0).toUpperCase() + id.slice(1);
}

/** The nearest class that all of them have. */
export function baseOf(hierarchy: Hierarchy): string | null {
  const chains = [...hierarchy].map(([name, above]) => [name, ...above]);
  const [first] = chains;
  return first?.find((name) => chains.every((chain) => chain.includes(name))) ?? null;
}

/** What the SDK raises by status, and the classes themselves. */
export function classLines({ language }: Context, plays: readonly Play[]): Learnt {
  const errors = plays.flatMap((play) => {
    const outcome = outcomeOf(play);
    return outcome?.kind === 'raised' ? [outcome.error] : [];
  });
  const hierarchy = hierarchyOf(language, errors);
  const own = errors.filter(({ type }) => hierarchy.has(type));
  const base = baseOf(hierarchy);
  if (base === null)
    return open(['errors', 'base'], 'what is raised by statuses has no class of the SDK above all of it');
  const ids = new Map([...hierarchy.keys()].map((name) => [name, idOf(name)]));
  if (new Set(ids.values()).size < ids.size)
    return open(['errors', 'classes'], `two of ${[...ids.keys()].join(', ')} would have one id`);
  const id = (name: string) => ids.get(name) ?? idOf(name);
  const classes = [...hierarchy].map(([name, above]): Learnt => {
    const [parent] = above;
    const value: JsonValue = {
      names: { [language]: name },
      ...(name === base || parent === undefined || parent === base ? {} : { extends: id(parent) }),
    };
    const raised = errors.filter(({ type }) => type === name).length;
    return line(
      ['errors', 'classes', id(name)],
      value,
      raised === 0 ? 'only above others' : raised === 1 ? 'raised once' : `raised ${raised} times`,
    );
  });
  return together([
    line(['errors', 'base'], id(base), `above all ${own.length} errors of the SDK that statuses raised`),
    ...classes,
    statusRows(plays, hierarchy, id),
  ]);
}

/** The class of each status, and those of which methods do not agree. */
function bySide(plays: readonly Play[]): {
  readonly agreed: ReadonlyMap<number, string | null>;
  readonly split: readonly number[];
} {
  const seen = new Map<number, Set<string | null>>();
  for (const play of plays) {
    const outcome = outcomeOf(play);
    if (outcome?.kind !== 'raised' && outcome?.kind !== 'returned') continue;
    const status = Number(nameOf(play.scenario));
    const own = seen.get(status) ?? new Set<string | null>();
    seen.set(status, own.add(outcome.kind === 'raised' ? outcome.error.type : null));
  }
  const agreed = [...seen].flatMap(([status, types]) => {
    const [type = null] = types;
    return types.size === 1 ? [[status, type] as const] : [];
  });
  return { agreed: new Map(agreed), split: [...seen].flatMap(([status, types]) => (types.size > 1 ? [status] : [])) };
}

/** Statuses that raise a class of none of the SDK's, by that class: no row can say so. */
function outsideOf(plays: readonly Play[], hierarchy: Hierarchy): ReadonlyMap<number, string> {
  return new Map(
    plays.flatMap((play) => {
      const type = raisedBy(play)?.type;
      return type === undefined || hierarchy.has(type) ? [] : [[Number(nameOf(play.scenario)), type] as const];
    }),
  );
}

function statusRows(all: readonly Play[], hierarchy: Hierarchy, id: (name: string) => string): Learnt {
  const outside = outsideOf(all, hierarchy);
  const { agreed, split } = bySide(all.filter(({ scenario }) => !outside.has(Number(nameOf(scenario)))));
  const raised = [...agreed].filter(([, type]) => type !== null);
  const fallback = usual(raised.map(([, type]) => type ?? ''));
  if (fallback === undefined) return open(['statuses'], 'no status raised an error');
  const rows: Learnt[] = [];
  const row = (key: string, type: string | null, of: number) =>
    rows.push(
      line(
        ['statuses', key],
        type === null ? {} : { error: id(type) },
        of === 1 ? 'in each play of it' : `in plays of ${of} statuses`,
      ),
    );
  const further = new Set(beyond.flatMap((status) => (agreed.has(status) ? [agreed.get(status) ?? null] : [])));
  const [last = null] = further;
  let joined = false;
  for (const hundred of [300, 400, 500]) {
    const own = standard.filter((status) => status - (status % 100) === hundred && agreed.has(status));
    const types = own.map((status) => agreed.get(status) ?? null);
    const most = usual(types);
    const many = types.filter((type) => type === most).length;
    const ranged = most !== undefined && most !== fallback && many > own.length / 2;
    joined = hundred === 500 && ranged && further.size === 1 && last === most;
    const here = ranged ? (most ?? null) : fallback;
    const unlike = own.filter((status) => (agreed.get(status) ?? null) !== here);
    for (const run of runsOf(unlike)) {
      for (const status of run) row(String(status), agreed.get(status) ?? null, 1);
    }
    if (!ranged) continue;
    // A range says of all that stand in it, and 304 was not asked.
    const keys = hundred === 300 ? ['300-303', '305-399'] : [joined ? '500+' : `${hundred / 100}xx`];
    for (const key of keys) row(key, here, many);
  }
  if (!joined && further.size === 1 && last !== null && last !== fallback) row('600+', last, beyond.length);
  if (further.size > 1) rows.push(open(['statuses', '600+'], 'statuses from 600 on raise different classes'));
  if (split.length > 0) rows.push(open(['statuses'], `methods do not agree on ${split.slice(0, 10).join(', ')}`));
  for (const type of new Set(outside.values())) {
    const statuses = [...outside].flatMap(([status, own]) => (own === type ? [status] : []));
    rows.push(
      open(
        ['statuses'],
        `${spelt(new Set(statuses)).join(', ')} raises ${type}, which is no class of the SDK`,
        statuses,
      ),
    );
  }
  const ofFallback = raised.filter(([, type]) => type === fallback).length;
  return together([
    ...rows,
    line(['statuses', 'default'], { error: id(fallback) }, `in plays of ${ofFallback} statuses`),
  ]);
}

/** Classes that were raised and are not known yet, below the base class; and the id of each class by its name, null for one of another. */
export function raisedLines(
  { spec, language }: Context,
  plays: readonly Play[],
): { readonly learnt: Learnt; readonly classOf: (name: string) => string | null } {
  const known = new Map(spec.errors.classes.map(({ id, names }) => [names[language] ?? id, id]));
  const base = spec.errors.classes.find(({ id }) => id === spec.errors.base)?.names[language];
  const errors = plays.flatMap((play) => {
    const outcome = outcomeOf(play);
    return outcome?.kind === 'raised' ? [outcome.error] : [];
  });
  const added = [...hierarchyOf(language, errors)].filter(
    ([name, above]) => !known.has(name) && base !== undefined && above.includes(base),
  );
  const taken = new Set(known.values());
  const fresh = added.filter(([name]) => !taken.has(idOf(name)));
  for (const [name] of fresh) known.set(name, idOf(name));
  const learnt = fresh.map(([name, above]) => {
    const parent = above.find((each) => known.has(each));
    const raised = errors.filter(({ type }) => type === name).length;
    const value: JsonValue = {
      names: { [language]: name },
      ...(parent === undefined || parent === base ? {} : { extends: known.get(parent) ?? '' }),
    };
    return line(
      ['errors', 'classes', idOf(name)],
      value,
      raised === 0 ? 'only above others' : raised === 1 ? 'raised once' : `raised ${raised} times`,
    );
  });
  return { learnt: together(learnt), classOf: (name) => known.get(name) ?? null };
}
