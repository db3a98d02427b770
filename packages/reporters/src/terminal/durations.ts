import type { Collected } from './collected.js';
import { count, duration, sum, table, visibleWidth } from './words.js';

/** The scenarios that took longest of real time, from the log's own figures. */
export function durations({ scenarios }: Collected, most: number): string[] {
  const played = scenarios.filter(({ wallMs }) => wallMs > 0);
  if (most === 0 || played.length === 0) return [];
  const slowest = [...played].sort((a, b) => b.wallMs - a.wallMs).slice(0, most);
  const rows = slowest.map(({ wallMs, simulatedMs, target, id }) => [
    duration(wallMs).padStart(8),
    target,
    id,
    `${duration(simulatedMs)} simulated`,
  ]);
  const all = sum(played, ({ wallMs }) => wallMs);
  const share = sum(slowest, ({ wallMs }) => wallMs);
  return [
    '',
    `${count(slowest.length, 'scenario')} took ${duration(share)} of the ${duration(all)} that all took, one after the other:`,
    ...table(rows, visibleWidth),
  ];
}
