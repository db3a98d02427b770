import type { Collected } from './collected.js';
import { count } from './words.js';

/** What the samples of delays could have told, and how likely they raise a false alarm; nothing where none was judged by statistics. */
export function sample({ samples }: Collected): string[] {
  const all = samples.map((s) => s.measured.figures);
  const powers = new Map<number, { readonly deviation: number; readonly narrowing: number }>();
  const learn = (size = 0, deviation = 0, narrowing = 0) => {
    const known = powers.get(size) ?? { deviation, narrowing };
    powers.set(size, {
      deviation: Math.max(known.deviation, deviation),
      narrowing: Math.max(known.narrowing, narrowing),
    });
  };
  for (const f of all) {
    learn(f['delays'], f['findsDeviation'], f['findsNarrowing']);
    learn(f['fewest'], f['fewestFindDeviation'], f['fewestFindNarrowing']);
  }
  powers.delete(0);
  const [largest, ...smaller] = [...powers].sort(([a], [b]) => b - a);
  if (largest === undefined) return [];
  const sum = (name: string) => all.reduce((total, f) => total + (f[name] ?? 0), 0);
  const number = (of: number) => Math.floor(of).toLocaleString('en');
  // More than all of them cannot be: then so few delays show nothing of the kind.
  const percent = (share: number) => `${Math.min(100, Math.ceil(share * 100))} %`;
  const targets = new Set(samples.map((s) => s.target)).size;
  const [size, { deviation, narrowing }] = largest;
  const shown = [
    `With 99 % power ${number(size)} delays show ${percent(deviation)} of them out of place, or ${percent(narrowing)} of the window missing`,
    ...smaller.map(([n, found]) => `${number(n)} show ${percent(found.deviation)} or ${percent(found.narrowing)}`),
  ];
  return [
    `Jitter was judged on ${count(sum('tests'), 'sample')} in ${count(targets, 'target')}: fewer than 1 false alarm in ${number(1 / sum('falseAlarm'))} runs.`,
    `${shown.join('; ')}.`,
  ];
}
