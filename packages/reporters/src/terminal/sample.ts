import type { Collected } from './collected.js';
import { count } from './words.js';

/** What the samples of delays could have told, and how likely they raise a false alarm; nothing where none was judged by statistics. */
export function sample({ samples }: Collected): string[] {
  const figures = samples.map((s) => s.measured.figures);
  const clients = Math.max(0, ...figures.map((f) => f['clients'] ?? 0));
  if (clients === 0) return [];
  const largest = figures.filter((f) => f['clients'] === clients);
  const most = (name: string) => Math.max(...largest.map((f) => f[name] ?? 0));
  const chance = figures.reduce((sum, f) => sum + (f['falseAlarm'] ?? 0), 0);
  const gaps = figures.reduce((sum, f) => sum + (f['gaps'] ?? 0), 0);
  const targets = new Set(samples.map((s) => s.target)).size;
  const percent = (share: number) => `${Math.ceil(share * 100)} %`;
  const runs = Math.floor(1 / chance).toLocaleString('en');
  return [
    `Jitter was judged on ${count(gaps, 'sample')} of up to ${clients} delays in ${count(targets, 'target')}: fewer than 1 false alarm in ${runs} runs;`,
    `with 99 % power it finds ${percent(most('findsDeviation'))} of the delays out of place, or ${percent(most('findsNarrowing'))} of the window missing.`,
  ];
}
