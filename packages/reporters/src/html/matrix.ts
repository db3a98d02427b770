import { languagesOf, tallyWords } from '../drift.js';
import { titleOf } from '../terminal/collected.js';
import { groupBy } from '../terminal/group.js';
import { count } from '../terminal/words.js';
import { html, type Markup } from './markup.js';
import type { Cell, RequirementRow, View } from './view.js';
import { links, named } from './wrong.js';

/** Requirements down, targets across, under their languages; then where each broken one fails. */
export function matrix(view: View): Markup | null {
  const { rows, targets } = view;
  if (rows.length === 0 || targets.length === 0) return null;
  const languages = [...groupBy(targets, ({ language }) => language)];
  const above =
    languages.length < 2
      ? null
      : html`<tr><td></td>${languages.map(([language, own]) => html`<th scope="colgroup" colspan="${own.length}" class="language">${language}</th>`)}</tr>`;
  const heads = targets.map((target) => html`<th scope="col">${titleOf(target)}</th>`);
  const groups = [...groupBy(rows, ({ requirement }) => requirement.split('.')[0] ?? '')];
  const bodies = groups.map(
    ([family, own]) =>
      html`<tbody><tr class="family"><th scope="rowgroup" colspan="${targets.length + 1}">${family}</th></tr>${own.map(row)}</tbody>`,
  );
  return html`<section id="matrix" aria-labelledby="matrix-title"><h2 id="matrix-title">Requirements and targets</h2>
<p>In how many scenarios each requirement passes, fails, fails as known, or is left open by the spec. A link leads to the scenarios.</p>
<form class="enhanced" hidden aria-label="Rows of the matrix"><label><input type="checkbox" id="only-broken"> only what is broken</label>${languages.length < 2 ? null : html` <label><input type="checkbox" id="only-drift"> only where languages differ</label>`}</form>
<div class="wide tall" tabindex="0" role="group" aria-label="Requirements and targets"><table class="matrix"><caption>Scenarios of each requirement in each target</caption><thead>${above}<tr><th scope="col">requirement</th>${heads}</tr></thead>${bodies}</table></div>
${rows.filter(({ isBroken }) => isBroken).map((broken) => places(view, broken))}</section>`;
}

function row({ id, requirement, cells, isBroken, drift, finding }: RequirementRow): Markup {
  const name = isBroken ? html`<a href="#${id}"><code>${requirement}</code></a>` : html`<code>${requirement}</code>`;
  const level = finding.level === 'should' ? html` <span class="small">should</span>` : null;
  const differs = drift === undefined ? null : html` <a class="tag drift" href="#drift">languages differ</a>`;
  return html`<tr data-broken="${isBroken ? 'yes' : 'no'}" data-drift="${drift === undefined ? 'no' : 'yes'}"><th scope="row">${name}${level}${differs}</th>${cells.map(cell)}</tr>`;
}

function cell(of: Cell | null): Markup {
  if (of === null) return html`<td class="none">–</td>`;
  const { id, passed, failures, known, open } = of;
  const failed = failures.length - known;
  const parts = [
    ...(failed === 0 ? [] : [html`<a href="#${id}">${failed} of ${failed + known + passed + open} fail</a>`]),
    ...(known === 0 ? [] : [html`<a href="#${id}">${known} known</a>`]),
    ...(open === 0 ? [] : [html`${open} open`]),
    ...(passed === 0 || failed > 0 ? [] : [html`${passed} pass`]),
  ];
  const state = failed > 0 ? 'bad' : known + open > 0 ? 'open' : 'good';
  return html`<td class="${state}">${parts.map((part, i) => (i === 0 ? part : html`, ${part}`))}</td>`;
}

function places({ targets }: View, { id, finding, cells }: RequirementRow): Markup {
  const own = cells.flatMap((of, t) => {
    const target = targets[t];
    if (of === null || of.failures.length === 0 || target === undefined) return [];
    return [
      html`<h4 id="${of.id}">${titleOf(target)}: ${count(of.failures.length, 'scenario')}</h4>${links(of.failures)}`,
    ];
  });
  return html`<details class="block" id="${id}"><summary><h3>${named(finding)}</h3></summary>${own}</details>`;
}

/** Requirement × language, where one keeps what another breaks. */
export function drift({ drifts, targets, rowOf }: View): Markup | null {
  const languages = languagesOf(targets);
  if (languages.length < 2) return null;
  const heads = languages.map((language) => html`<th scope="col">${language}</th>`);
  const rows = drifts.map((one) => {
    const of = rowOf(one.requirement);
    const name =
      of === undefined
        ? html`<code>${one.requirement}</code>`
        : html`<a href="#${of.id}"><code>${one.requirement}</code></a>`;
    const cells = one.languages.map(
      (tally) =>
        html`<td class="${tally.judged === 0 ? 'none' : tally.failed > 0 ? 'bad' : 'good'}">${tallyWords(tally)}</td>`,
    );
    return html`<tr><th scope="row">${name}</th>${cells}<td>${count(one.scenarios.length, 'scenario')}, as <code>${one.scenarios[0] ?? ''}</code></td></tr>`;
  });
  const table =
    rows.length === 0
      ? html`<p>Nowhere: of each scenario that several languages were judged on, all came to the same.</p>`
      : html`<p>Requirements that one language keeps and another breaks in the same scenarios.</p><div class="wide" tabindex="0" role="group" aria-label="Where languages differ"><table><caption>Requirements by language</caption><thead><tr><th scope="col">requirement</th>${heads}<th scope="col">they differ in</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  return html`<section id="drift" aria-labelledby="drift-title"><h2 id="drift-title">Where languages differ</h2>${table}</section>`;
}
