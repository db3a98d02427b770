import type { DecisionRecord, FindingRecord, StepRecord } from '../records.js';
import { brokenWords } from '../terminal/broken.js';
import { titleOf } from '../terminal/collected.js';
import { groupBy } from '../terminal/group.js';
import { placeOf, titleOfRequirement } from '../terminal/place.js';
import { count, inOneLine } from '../terminal/words.js';
import { rawExchanges } from './exchange.js';
import { html, type Markup } from './markup.js';
import { timelineFigure } from './timeline.js';
import type { Failure, View } from './view.js';
import { named, rerun } from './wrong.js';

/** Timelines of a scenario, one a step, and decisions, that are shown; the log has all. */
const mostSteps = 4;
const mostDecisions = 16;

/** Each scenario in which something is broken, closed until it is asked for; a search and filters where there are scripts. */
export function entries(view: View): Markup | null {
  const { failures } = view;
  if (failures.length === 0) return null;
  return html`<section id="failures" aria-labelledby="failures-title"><h2 id="failures-title">Failing scenarios</h2>
${filters(view)}
<p id="count" class="small" role="status">${count(failures.length, 'failing scenario')}</p>
<div id="entries">${failures.map((failure) => entry(view, failure))}</div></section>`;
}

function filters({ targets, rows }: View): Markup {
  const ofTargets = targets.map((target, i) => html`<option value="${i}">${titleOf(target)}</option>`);
  const broken = rows.filter(({ isBroken }) => isBroken);
  const ofRequirements = broken.map(({ id, requirement }) => html`<option value="${id}">${requirement}</option>`);
  const kinds: readonly (readonly [string, string])[] = [
    ['', 'all'],
    ['must', 'must'],
    ['kept', 'changed since learnt'],
    ['should', 'only should'],
    ['known', 'known'],
  ];
  return html`<form class="enhanced" id="filters" role="search" hidden aria-label="Failing scenarios">
<label>Search <input type="search" id="search" autocomplete="off" placeholder="scenario, requirement, what was seen"></label>
<label>Target <select id="by-target"><option value="">all</option>${ofTargets}</select></label>
<label>Requirement <select id="by-requirement"><option value="">all</option>${ofRequirements}</select></label>
<label>Level <select id="by-level">${kinds.map(([value, words]) => html`<option value="${value}">${words}</option>`)}</select></label>
<button type="reset">Clear</button></form>`;
}

function entry(view: View, failure: Failure): Markup {
  const { id, name, scenario, round, findings, isKnown } = failure;
  const [first] = findings;
  const left = findings.filter((f) => f.known !== true).map((f) => f.level);
  const level = isKnown ? 'known' : left.includes('must') ? 'must' : left.includes('kept') ? 'kept' : 'should';
  const requirements = [...new Set(findings.map((f) => f.requirement))];
  const ids = requirements.map((requirement) => view.rowOf(requirement)?.id ?? '').join(' ');
  const target = view.targets.findIndex((t) => t.name === name);
  const times = round === undefined ? null : html` <span class="small">round ${round}</span>`;
  return html`<details class="entry" id="${id}" data-target="${target}" data-requirements="${ids}" data-level="${level}"><summary><span class="tag ${level === 'must' || level === 'kept' ? 'bad' : 'open'}">${level}</span> <code class="scenario">${scenario}</code>${times} <span class="small">${name}</span><span class="what">${headline(findings)}</span></summary>
${causes(view, findings)}
${failure.shown === 'full' ? table(findings) : findings.map(inBrief)}
${rerun(view, first)}
${failure.shown === 'full' ? observed(failure) : elsewhere(failure.shown)}
</details>`;
}

/** The gravest of what it breaks, and the names of the rest. */
function headline([first, ...rest]: Failure['findings']): string {
  const others = new Set(rest.map((f) => f.requirement));
  others.delete(first.requirement);
  const also = others.size === 0 ? '' : `; also ${[...others].join(', ')}`;
  return `${first.requirement}: ${inOneLine(first.measured.seen, 160)}${also}`;
}

function causes({ causeOf, blockOf }: View, findings: readonly FindingRecord[]): readonly Markup[] {
  const told = new Set(findings.map(causeOf));
  return [...told].flatMap((cause) => {
    if (cause === undefined) return [];
    const block = blockOf(cause);
    return [html`<p>Cause: ${block === undefined ? cause.text : html`<a href="#${block}">${cause.text}</a>`}</p>`];
  });
}

function table(findings: readonly FindingRecord[]): Markup {
  return html`<div class="wide" tabindex="0" role="group" aria-label="What it breaks"><table><thead><tr><th scope="col">breaks</th><th scope="col">expected</th><th scope="col">seen</th></tr></thead><tbody>${findings.map(broken)}</tbody></table></div>`;
}

/** Of thousands of entries each element counts. */
function inBrief(finding: FindingRecord): Markup {
  const { expected, measured, known } = finding;
  return html`<p>${brokenWords(finding)}${known === true ? ' (known)' : ''}${placeOf(finding)}<br>expected ${expected}<br>seen ${measured.seen}</p>`;
}

function broken(finding: FindingRecord): Markup {
  const known = finding.known === true ? html` <span class="tag open">known</span>` : null;
  const of = finding.scope === 'run' ? html`<br><span class="small">of the whole run; it shows here</span>` : null;
  return html`<tr><th scope="row">${named(finding)}${known}${of}</th><td>${finding.expected}</td><td>${finding.measured.seen}</td></tr>`;
}

function elsewhere(like: Failure | 'brief'): Markup {
  const where =
    like === 'brief'
      ? null
      : html`, and on this page for <a href="#${like.id}"><code>${like.scenario}</code></a>, which fails alike`;
  return html`<p class="small">Its timeline and its exchange are in the log${where}.</p>`;
}

function observed({ observation, findings, target }: Failure): Markup {
  if (observation === undefined) return html`<p class="small">The log has no observation of it.</p>`;
  const asked = [...new Set(findings.map(({ step }) => step))].filter((step) => step !== null);
  const steps = asked.length === 0 ? [null] : asked;
  const figures = steps.slice(0, mostSteps).map((step) => {
    const title =
      observation.steps.length > 1 ? html`<p class="small">${step === null ? 'All steps' : `Step ${step}`}:</p>` : null;
    return html`${title}${timelineFigure(observation, step, target?.tolerance ?? null)}`;
  });
  return html`${figures}${decided(observation.decisions)}${outcomes(observation.steps)}${rawExchanges(observation)}`;
}

/** What the spec decides after each answer, and the line that says so. */
function decided(decisions: readonly DecisionRecord[]): Markup | null {
  if (decisions.length === 0) return null;
  const lines = [...groupBy(decisions, (d) => JSON.stringify([d.served, d.text, d.attempt]))].slice(0, mostDecisions);
  const items = lines.flatMap(([, [decision]]) => {
    if (decision === undefined) return [];
    const { attempt, served, action, text, requirement, at } = decision;
    const place = at.line === 1 && at.column === 1 ? null : html`, <code class="place">${at.file}:${at.line}</code>`;
    const title = titleOfRequirement(requirement);
    return [
      html`<li>after <code>${served}</code> to request ${attempt + 1}: ${words[action]}, for ${text} (<code>${requirement}</code>${title === null ? null : `: ${title}`})${place}</li>`,
    ];
  });
  return html`<details><summary>What the spec decides: ${count(lines.length, 'decision')}</summary><ul>${items}</ul></details>`;
}

const words = { retry: 'a retry', stop: 'no more requests', open: 'left open' } as const;

function outcomes(steps: readonly StepRecord[]): Markup {
  const shown = steps
    .slice(0, mostSteps)
    .map(
      ({ step, outcome }) =>
        html`<pre tabindex="0" aria-label="Outcome of ${step}">${JSON.stringify(outcome, null, 2)}</pre>`,
    );
  return html`<details><summary>Outcome</summary>${shown}</details>`;
}
