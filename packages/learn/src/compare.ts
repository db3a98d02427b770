import type { Aspect } from './aspects.js';

/** A line on which two specs differ, with what each says. */
export interface Difference {
  readonly line: string;
  /** Items of the line that differ in the same way, in order; none where the line has one value. */
  readonly items: readonly string[];
  readonly one: string;
  readonly other: string;
}

export interface Compared {
  readonly differences: readonly Difference[];
  /** Lines on which both agree wherever both speak. */
  readonly agreed: readonly string[];
  /** Lines that one of them leaves open. */
  readonly onlyOne: readonly string[];
  readonly onlyOther: readonly string[];
}

function keyOf({ line, item }: Aspect): string {
  return JSON.stringify([line, item]);
}

/** Holds what one spec says against what another says; what either leaves open is no difference. */
export function compare(one: readonly Aspect[], other: readonly Aspect[]): Compared {
  const theirs = new Map(other.map((aspect) => [keyOf(aspect), aspect]));
  const differing = new Map<string, Difference>();
  for (const aspect of one) {
    const their = theirs.get(keyOf(aspect));
    if (their === undefined || their.value === aspect.value) continue;
    const key = JSON.stringify([aspect.line, aspect.value, their.value]);
    const known = differing.get(key);
    const items = aspect.item === '' ? [] : [...(known?.items ?? []), aspect.item];
    differing.set(key, { line: aspect.line, items, one: aspect.value, other: their.value });
  }
  const differences = [...differing.values()];
  const lines = (aspects: readonly Aspect[]) => [...new Set(aspects.map(({ line }) => line))];
  const [ours, others] = [lines(one), lines(other)];
  const unlike = new Set(differences.map(({ line }) => line));
  return {
    differences,
    agreed: ours.filter((line) => others.includes(line) && !unlike.has(line)),
    onlyOne: ours.filter((line) => !others.includes(line)),
    onlyOther: others.filter((line) => !ours.includes(line)),
  };
}
