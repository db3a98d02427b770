import { type LiteralName, type Literals, literalNames } from './literals.js';

export interface Literal {
  readonly feature: LiteralName;
  readonly values: readonly string[];
}

/** Where a cause holds: all of its literals do. Empty: everywhere. */
export type Scope = readonly Literal[];

/** A place that speaks for a candidate or against it. */
export interface Witness {
  readonly scenario: string;
  readonly literals: Literals;
}

/** Share of what speaks for a candidate that a scope must cover. */
const leastCovered = 0.9;

export function holdsAt(scope: Scope, literals: Literals): boolean {
  return scope.every(({ feature, values }) => values.includes(literals[feature] ?? ''));
}

/** Dates in whatever form are one thing to say. */
const dateForm = /Date$/;

/** Where a call is made: what is played there is played as usual besides, and nothing else tells the two apart. */
function isPlace({ feature, values }: Literal): boolean {
  return (feature === 'timeZone' || feature === 'culture') && !values.includes('usual');
}

export function isPlaced(scope: Scope): boolean {
  return scope.some(isPlace);
}

/** What a scope costs: a literal, and each further value of it. */
export function costOf(scope: Scope): number {
  return scope.reduce((sum, literal) => {
    const { values, feature } = literal;
    const rank = literalNames.indexOf(feature) / literalNames.length;
    const told = new Set(values.map((value) => (feature === 'hint' && dateForm.test(value) ? 'date' : value)));
    return sum + (isPlace(literal) ? 1 : 4) + rank + 2 * (told.size - 1);
  }, 0);
}

/** Values of a feature that stand for and never against; null where they cover too little. */
function literal(
  feature: LiteralName,
  fors: readonly Witness[],
  againsts: readonly Witness[],
  least: number,
): Literal | null {
  const wrong = new Set(againsts.map(({ literals }) => literals[feature] ?? ''));
  const right = fors.map(({ literals }) => literals[feature] ?? '').filter((value) => !wrong.has(value));
  return right.length >= least && right.length > 0 ? { feature, values: [...new Set(right)].sort() } : null;
}

function cheapest(scopes: readonly Scope[]): Scope | null {
  return [...scopes].sort((a, b) => costOf(a) - costOf(b))[0] ?? null;
}

/** The least conjunction of two literals at most that covers what speaks for a candidate and nothing that speaks against it. */
export function scopeOf(fors: readonly Witness[], againsts: readonly Witness[]): Scope | null {
  if (fors.length === 0) return null;
  if (againsts.length === 0) return [];
  const least = Math.ceil(leastCovered * fors.length);
  const single = literalNames.flatMap((name): Scope[] => {
    const found = literal(name, fors, againsts, least);
    return found === null ? [] : [[found]];
  });
  return cheapest(single) ?? cheapest(pairs(fors, againsts, least));
}

/** Features that hang on each other in any API: one says nothing that another of its group does not. */
const groups: readonly (readonly LiteralName[])[] = [
  ['answer', 'class', 'row', 'fault', 'body', 'timeoutMs'],
  ['hint', 'hintHeader'],
  ['stream', 'method', 'operation', 'answer'],
  ['before', 'attempt', 'maxRetries'],
];

/** Scopes of a place and of what is read there that are tried. */
const mostThere = 4;

/** A scope; where that is of a place, with what may be read there besides: of all that is, a change may bear on some. */
export function scopesOf(fors: readonly Witness[], againsts: readonly Witness[]): readonly Scope[] {
  const scope = scopeOf(fors, againsts);
  if (scope === null) return [];
  if (!isPlaced(scope)) return [scope];
  const there = pairs(fors, againsts, fors.length)
    .filter((pair) => pair.filter(isPlace).length === 1)
    .map((pair) => [...pair].sort((a, b) => Number(isPlace(a)) - Number(isPlace(b))));
  const each = new Map(there.map((pair) => [JSON.stringify(pair), pair]));
  // A hint is what is read in a place, and a status is not.
  const isRead = (pair: Scope) => pair.some(({ feature }) => feature === 'hint');
  const byCost = [...each.values()].sort((a, b) => costOf(a) - costOf(b));
  const alone = scope.length === 1 ? [scope] : [];
  return [...alone, ...byCost.filter(isRead), ...byCost.filter((pair) => !isRead(pair))].slice(0, 1 + mostThere);
}

/**
 * A feature that goes with the one of a scope in all that was played, so that either may be where a cause holds; null where the scope is of
 * none or of several, or where no other feature tells as much in as few values.
 */
export function collinearWith(scope: Scope, fors: readonly Witness[], againsts: readonly Witness[]): Literal | null {
  const [own, more] = scope;
  if (own === undefined || more !== undefined) return null;
  const apart = literalNames.filter(
    (name) => name !== own.feature && !groups.some((group) => group.includes(name) && group.includes(own.feature)),
  );
  const found = apart.map((name) => literal(name, fors, againsts, fors.length));
  return found.find((other) => other !== null && other.values.length <= own.values.length) ?? null;
}

function pairs(fors: readonly Witness[], againsts: readonly Witness[], least: number): readonly Scope[] {
  return literalNames.flatMap((first) => {
    const values = [...new Set(fors.map(({ literals }) => literals[first] ?? ''))];
    const sets = [...values.map((value) => [value]), ...(values.length > 1 && values.length < 6 ? [values] : [])];
    return sets.flatMap((set) => {
      const scope: Literal = { feature: first, values: [...set].sort() };
      const within = ({ literals }: Witness) => holdsAt([scope], literals);
      const own = fors.filter(within);
      if (own.length < least) return [];
      const against = againsts.filter(within);
      if (against.length === againsts.length) return [];
      return literalNames.flatMap((second): Scope[] => {
        const found = second === first ? null : literal(second, own, against, least);
        return found === null ? [] : [[scope, found]];
      });
    });
  });
}
