import type { Difference } from './compare.js';
import { runsOf } from './statuses.js';

/** A difference in a line: what it is about, and what each of two says. */
export function itemsIn({ line, items }: Pick<Difference, 'line' | 'items'>): string {
  return items.length === 0 ? line : `${line} (${shortly(items)})`;
}

const mostShown = 12;

/** Items that end in a number that goes on are told as a run: `GET 500-599`. */
function shortly(items: readonly string[]): string {
  const numbers = new Map<string, number[]>();
  const others: string[] = [];
  for (const item of items) {
    const found = /^(.*?)(\d{3})$/.exec(item);
    if (found === null) others.push(item);
    else numbers.set(found[1] ?? '', [...(numbers.get(found[1] ?? '') ?? []), Number(found[2])]);
  }
  const runs = [...numbers].flatMap(([before, all]) =>
    runsOf(all.sort((a, b) => a - b)).map((run) => {
      const [first] = run;
      return run.length === 1 ? `${before}${first}` : `${before}${first}-${run.at(-1)}`;
    }),
  );
  const told = [...others, ...runs];
  const left = told.length - mostShown;
  return [...told.slice(0, mostShown), ...(left > 0 ? [`${left} more`] : [])].join(', ');
}
