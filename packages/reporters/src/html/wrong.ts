import type { FindingRecord } from '../records.js';
import { rerunOf } from '../rerun.js';
import { likeFailures } from '../terminal/blocks.js';
import { headlineOf } from '../terminal/failures.js';
import { gravityOf } from '../terminal/gravity.js';
import { groupBy } from '../terminal/group.js';
import { placeOf, titleOfRequirement } from '../terminal/place.js';
import { count, inOneLine } from '../terminal/words.js';
import { html, type Markup } from './markup.js';
import { timelineFigure } from './timeline.js';
import type { Failure, View } from './view.js';

/** Ways in which a requirement is broken that are told of a cause. */
const shownWays = 12;

/** What is wrong: causes, then what is broken without one, the most binding and gravest first. */
export function wrong(view: View): Markup {
  const { blocks } = view;
  const what =
    blocks.length === 0
      ? html`<p>Nothing that is not known is broken.</p>`
      : html`<p>Failures of one cause are told together. What is binding comes first, then the gravest, then the widest.</p>`;
  return html`<section id="wrong" aria-labelledby="wrong-title"><h2 id="wrong-title">What is wrong</h2>${what}${blocks.map((block, i) => told(view, block, i === 0))}</section>`;
}

function told(view: View, { id, block }: View['blocks'][number], isOpen: boolean): Markup {
  const { cause, findings, binding, width } = block;
  const [first] = findings;
  const failure = view.failureOf(first);
  const level = binding
    ? html`<span class="tag bad">${first.level}</span>`
    : html`<span class="tag open">should</span>`;
  const kind = cause === null ? first.requirement : 'cause';
  const opening = isOpen ? html`<details class="block" id="${id}" open>` : html`<details class="block" id="${id}">`;
  const passing = cause?.witnesses.passing ?? null;
  return html`${opening}<summary><h3>${level} ${inOneLine(headlineOf(block))}</h3> <span class="small">${kind}, ${count(width, 'scenario')}; its users risk ${gravityOf(first.requirement).risk}</span></summary>
${ways(findings)}
${passing === null ? null : html`<p>Passes: <code>${passing}</code></p>`}
${drawn(failure, first)}
${rerun(view, first)}
${[...groupBy(findings, (f) => f.target)].map(([target, group]) => where(view, target, group))}
</details>`;
}

function ways(findings: readonly FindingRecord[]): Markup {
  const all = [...groupBy(findings, (f) => f.requirement).values()].flatMap((group) => likeFailures(group, shownWays));
  const rows = all
    .slice(0, shownWays)
    .flatMap(([finding, ...others]) =>
      finding === undefined
        ? []
        : [way(finding, new Set([finding, ...others].map((f) => `${f.target} ${f.scenario}`)).size)],
    );
  const left = all.length - rows.length;
  const more = left === 0 ? null : html`<p class="small">… and in ${count(left, 'more way')}, under the scenarios.</p>`;
  return html`<div class="wide" tabindex="0" role="group" aria-label="Ways in which it is broken"><table><thead><tr><th scope="col">breaks</th><th scope="col">expected</th><th scope="col">seen</th><th scope="col" class="number">scenarios</th></tr></thead><tbody>${rows}</tbody></table></div>${more}`;
}

function way(finding: FindingRecord, scenarios: number): Markup {
  return html`<tr><th scope="row">${named(finding)}</th><td>${finding.expected}</td><td>${finding.measured.seen}</td><td class="number">${scenarios}</td></tr>`;
}

/** A requirement by id, what it asks for, and where the spec says so. */
export function named(finding: FindingRecord): Markup {
  const { requirement, level } = finding;
  const place = placeOf(finding).replace(/^, /, '');
  const title = titleOfRequirement(requirement);
  return html`<code>${requirement}</code> <span class="small">(${level})</span>${title === null ? null : html`<br><span class="small">${title}</span>`}${place === '' ? null : html`<br><code class="place">${place}</code>`}`;
}

function drawn(failure: Failure | undefined, { step }: FindingRecord): Markup | null {
  if (failure?.observation === undefined) return null;
  return html`<p>Seen in <a href="#${failure.id}"><code>${failure.scenario}</code></a>:</p>${timelineFigure(failure.observation, step, failure.target?.tolerance ?? null)}`;
}

/** The command that shows a failure again. */
export function rerun({ collected }: View, finding: FindingRecord): Markup {
  return html`<p class="rerun">Run just this again: <code>${rerunOf(collected.run, finding)}</code></p>`;
}

function where(view: View, target: string, findings: readonly FindingRecord[]): Markup {
  const failures = [...new Set(findings.map(view.failureOf))].flatMap((failure) => failure ?? []);
  return html`<details class="ids"><summary>In ${target}: ${count(failures.length, 'scenario')}</summary>${links(failures)}</details>`;
}

/** Links of a list; the scenarios themselves stand below, all of them. */
const mostLinks = 100;

export function links(failures: readonly Failure[]): Markup {
  const shown = failures
    .slice(0, mostLinks)
    .map(
      ({ id, scenario, round }) =>
        html`<li><a href="#${id}">${scenario}</a>${round === undefined ? null : html` round ${round}`}</li>`,
    );
  const left = failures.length - shown.length;
  return html`<ul>${shown}</ul>${left === 0 ? null : html`<p class="small">… and ${left} more, among the <a href="#failures">failing scenarios</a>.</p>`}`;
}
