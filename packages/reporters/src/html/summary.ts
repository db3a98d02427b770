import type { TargetEnd } from '../records.js';
import { titleOf } from '../terminal/collected.js';
import { createPaint } from '../terminal/paint.js';
import { sample } from '../terminal/sample.js';
import { verdict } from '../terminal/verdict.js';
import { duration, sum } from '../terminal/words.js';
import { verdictWords } from '../verdict-words.js';
import { html, type Markup } from './markup.js';
import type { View } from './view.js';

/** The verdict, what was run, and how each target did. */
export function summary({ collected }: View): Markup {
  const { run, end } = collected;
  const [word, ...rest] = verdict(collected, createPaint(false)).split(/(?=[:,;. ] )/);
  const { state } = verdictWords(end);
  const started = run.measured.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
  const facts: readonly (readonly [string, string])[] = [
    ['spec', run.spec.file],
    ['seed', String(run.seed)],
    ['run', `${started}, in ${duration(end.wallMs)}`],
    ['simulated', duration(sum(end.targets, (t) => t.simulatedMs))],
    ['filter', run.filters.length === 0 ? 'none' : run.filters.join(', ')],
    ...(run.shard === undefined ? [] : ([['part', `${run.shard.part} of ${run.shard.of}`]] as const)),
    ['kit', `${run.version}, ${run.measured.node}, ${run.measured.platform}`],
  ];
  return html`<section id="summary" aria-labelledby="verdict">
<h2 id="verdict" class="verdict ${state}">${word ?? ''}</h2>
<p class="lead">${rest.join('').replace(/^[:,;.] /, '')}</p>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${targetTable(collected)}
${sample(collected).map((line) => html`<p class="small">${line}</p>`)}
</section>`;
}

const columns: readonly (readonly [string, 'good' | 'bad' | 'open', (target: TargetEnd) => number])[] = [
  ['passed', 'good', (t) => t.passed],
  ['failed', 'bad', (t) => t.failed - t.failedShould],
  ['only should', 'open', (t) => t.failedShould],
  ['known', 'open', (t) => t.known],
  ['unsteady', 'open', (t) => t.unsteady],
  ['unspecified', 'open', (t) => t.unspecified],
  ['unsupported', 'open', (t) => t.unsupported],
  ['not judged', 'bad', (t) => t.notRun + t.adapterFailed],
];

function targetTable({ targets, end }: View['collected']): Markup {
  // What no target has is no column.
  const shown = columns.filter(
    ([name, , of]) => name === 'passed' || name === 'failed' || end.targets.some((t) => of(t) > 0),
  );
  const rows = end.targets.map((ended) => {
    const target = targets.find(({ name }) => name === ended.name);
    const sdk = target?.sdk ? `${target.sdk.name} ${target.sdk.version}` : '–';
    const numbers = shown.map(
      ([, state, of]) => html`<td class="number ${of(ended) === 0 ? 'none' : state}">${of(ended)}</td>`,
    );
    return html`<tr><th scope="row">${target === undefined ? ended.name : titleOf(target)}</th><td>${sdk}</td><td>${target?.runtime ?? '–'}</td><td>${target?.clockTier ?? '–'}</td>${numbers}<td class="number">${duration(ended.wallMs)}</td></tr>`;
  });
  const names = shown.map(([name]) => html`<th scope="col" class="number">${name}</th>`);
  return html`<div class="wide" tabindex="0" role="group" aria-label="Targets"><table><caption>Scenarios of each target, by what they came to</caption><thead><tr><th scope="col">target</th><th scope="col">SDK</th><th scope="col">runtime</th><th scope="col">clock tier</th>${names}<th scope="col" class="number">took</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
