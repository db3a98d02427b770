// Statuses that are probed, and how a list of them is written in a spec.

import { matchesStatus, type Spec } from '@sdk-conformance/model';

/** 304 has no body and is an answer to conditions that no probe makes. */
export const standard: readonly number[] = Array.from({ length: 300 }, (_, i) => 300 + i).filter((s) => s !== 304);

/** Beyond what HTTP has a class for: a spec can only say of all of them. */
export const beyond: readonly number[] = [600, 604, 650, 699, 700, 755, 799, 899, 999];

const leastRun = 4;

/** Whether a spec has a status sent again by a method, whatever else an answer says. */
export function isRetriedBy({ retry }: Spec, status: number, method: string): boolean {
  return (retry.statuses ?? []).some((entry) => {
    if (!matchesStatus(entry, status) || entry.when !== undefined) return false;
    const methods = entry.methods ?? retry.methods ?? 'all';
    return methods === 'all' || methods.includes(method);
  });
}

/** Statuses as a spec lists them: whole hundreds as `5xx`, runs as `494-499`, and with all of those beyond as `500+`. */
export function spelt(statuses: ReadonlySet<number>): readonly (number | string)[] {
  const isBeyond = beyond.every((status) => statuses.has(status));
  const entries: (number | string)[] = [];
  for (const hundred of [300, 400, 500]) {
    const own = standard.filter((status) => Math.floor(status / 100) * 100 === hundred);
    if (own.every((status) => statuses.has(status))) {
      entries.push(hundred === 500 && isBeyond ? '500+' : `${hundred / 100}xx`);
      continue;
    }
    const held = own.filter((status) => statuses.has(status));
    for (const run of runsOf(held)) {
      const [first = 0] = run;
      if (run.length < leastRun) entries.push(...run);
      else entries.push(`${first}-${first + run.length - 1}`);
    }
  }
  return isBeyond && !entries.includes('500+') ? [...entries, '600+'] : entries;
}

/** Statuses that follow one another. */
export function runsOf(statuses: readonly number[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (const status of statuses) {
    const last = runs.at(-1);
    if (last !== undefined && last.at(-1) === status - 1) last.push(status);
    else runs.push([status]);
  }
  return runs;
}

/** Whether those beyond differ among themselves, so that no range can say of all of them. */
export function differBeyond(statuses: ReadonlySet<number>): boolean {
  const held = beyond.filter((status) => statuses.has(status)).length;
  return held > 0 && held < beyond.length;
}
