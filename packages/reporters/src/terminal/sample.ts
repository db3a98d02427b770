import type { Collected } from './collected.js';
import { count } from './words.js';

/** What the samples of delays could have told, and how likely they raise a false alarm; nothing where none was judged by statistics. */
export function sample({ samples }: Collected): string[] {
  const figures = samples.map((s) => s.measured.figures);
  const clients = Math.max(0, ...figures.map((f) => f['clients'] ?? 0));
  if (clients === 0) return [];
  const fewest = Math.min(...figures.map((f) => f['fewest'] ?? clients));
  const most = (name: string) => Math.max(...figures.map((f) => f[name] ?? 0));
  const chance = figures.reduce((sum, f) => sum + (f['falseAlarm'] ?? 0), 0);
  const gaps = figures.reduce((sum, f) => sum + (f['gaps'] ?? 0), 0);
  const targets = new Set(samples.map((s) => s.target)).size;
  const percent = (share: number) => `${Math.ceil(share * 100)} %`;
  const range = (from: number, to: number, word: (n: number) => string) =>
    word(from) === word(to) ? word(to) : `${word(from)} to ${word(to)}`;
  const runs = Math.floor(1 / chance).toLocaleString('en');
  const sizes = range(fewest, clients, (n) => n.toLocaleString('en'));
  const found = (name: string, ofFewest: string) => range(most(name), most(ofFewest), percent);
  return [
    `Jitter was judged on ${count(gaps, 'sample')} of ${sizes} delays in ${count(targets, 'target')}: fewer than 1 false alarm in ${runs} runs;`,
    `with 99 % power it finds ${found('findsDeviation', 'fewestFindDeviation')} of the delays out of place, or ${found('findsNarrowing', 'fewestFindNarrowing')} of the window missing.`,
  ];
}
