import type { FindingRecord, GapRecord, ScenarioRecord } from '../records.js';
import { groupBy } from '../terminal/group.js';
import { count, exactMs } from '../terminal/words.js';
import { html, type Markup } from './markup.js';
import type { View } from './view.js';

/** Columns of a histogram, and the least number of delays that is worth one. */
const bins = 20;
const fewest = 20;

interface Sample {
  readonly finding: FindingRecord;
  readonly attempt: number;
  readonly window: NonNullable<GapRecord['window']>;
  readonly delays: readonly number[];
}

/** The delays of many clients before one retry, drawn over the window that the policy declares for it; nothing where the log has none. */
export function jitter({ collected }: View): Markup | null {
  const { samples, findings, scenarios } = collected;
  const judged = [...new Set([...samples, ...findings.filter((f) => f.requirement === 'retry.backoff.jitter')])];
  const all = judged.flatMap((finding) => samplesOf(finding, scenarios));
  if (all.length === 0) return null;
  const figures = [...groupBy(all, ({ finding }) => finding.target)].map(
    ([target, own]) => html`<h3>${target}</h3><div class="figures">${own.map(drawn)}</div>`,
  );
  return html`<section id="jitter" aria-labelledby="jitter-title"><h2 id="jitter-title">Jitter</h2>
<p>How often each delay was seen, over the window that the policy declares. The dashed line is an even draw over that window; a policy that bounds what it draws heaps delays at the bound, and is judged by its own distribution.</p>
<details class="block" id="jitter-figures"><summary>${count(all.length, 'distribution')}</summary>${figures}</details></section>`;
}

function samplesOf(finding: FindingRecord, scenarios: readonly ScenarioRecord[]): readonly Sample[] {
  const record = scenarios.find(
    ({ target, id, round }) => target === finding.target && id === finding.scenario && round === finding.round,
  );
  const gaps = (record?.measured?.gaps ?? []).filter(({ window }) => window !== null && window.toMs > window.fromMs);
  return [...groupBy(gaps, ({ attempt }) => String(attempt)).values()].flatMap((own): Sample[] => {
    const [first] = own;
    if (!first?.window || own.length < fewest) return [];
    return [{ finding, attempt: first.attempt, window: first.window, delays: own.map(({ ms }) => ms) }];
  });
}

/** The drawing's units. */
const [width, height, foot, side] = [400, 150, 24, 40];
/** Columns on either side of the window, for what is outside; the outermost have what is farther, too. */
const beyond = 10;

function drawn({ finding, attempt, window, delays }: Sample): Markup {
  const { fromMs, toMs } = window;
  const size = (toMs - fromMs) / bins;
  // Its upper end belongs to the window.
  const binOf = (ms: number) => (ms === toMs ? bins - 1 : Math.floor((ms - fromMs) / size));
  const counts = new Map<number, number>();
  for (const ms of delays) {
    const bin = Math.min(bins + beyond - 1, Math.max(-beyond, binOf(ms)));
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const [first, last] = [Math.min(0, ...counts.keys()), Math.max(bins - 1, ...counts.keys())];
  const even = delays.length / bins;
  const most = Math.max(even * 1.5, ...counts.values());
  const x = (bin: number) => side + ((bin - first) / (last + 1 - first)) * (width - 2 * side);
  const y = (n: number) => height - (n / most) * (height - 10);
  const bars = [...counts].map(
    ([bin, n]) =>
      html`<rect class="request" x="${x(bin) + 0.5}" y="${y(n)}" width="${x(bin + 1) - x(bin) - 1}" height="${height - y(n)}"/>`,
  );
  const [least, greatest] = delays.reduce(([a, b], ms) => [Math.min(a, ms), Math.max(b, ms)], [toMs, fromMs]);
  const seen = `${count(delays.length, 'delay')} before retry ${attempt + 1}, from ${exactMs(least)} to ${exactMs(greatest)}; declared ${exactMs(fromMs)} to ${exactMs(toMs)}`;
  const verdict = finding.verdict === 'pass' ? 'passes' : finding.verdict === 'fail' ? 'fails' : 'is left open';
  return html`<figure><svg viewBox="0 0 ${width} ${height + foot}" role="img" aria-label="${seen}"><rect class="window" x="${x(0)}" y="0" width="${x(bins) - x(0)}" height="${height}"/>${bars}<line class="even" x1="${x(0)}" x2="${x(bins)}" y1="${y(even)}" y2="${y(even)}"/><line class="ground" x1="0" x2="${width}" y1="${height}" y2="${height}"/><g class="axis"><text x="${x(0)}" y="${height + 16}" text-anchor="middle">${exactMs(fromMs)}</text><text x="${x(bins)}" y="${height + 16}" text-anchor="middle">${exactMs(toMs)}</text></g></svg><figcaption>${seen}. <code>${finding.requirement}</code> ${verdict}.</figcaption></figure>`;
}
