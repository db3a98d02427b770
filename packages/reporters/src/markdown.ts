import { atEnd } from './at-end.js';
import { driftsOf, languagesOf, tallyWords } from './drift.js';
import type { Reporter, TargetEnd } from './records.js';
import { rerunOf } from './rerun.js';
import { type Block, blocksOf } from './terminal/blocks.js';
import { type Collected, titleOf } from './terminal/collected.js';
import { headlineOf } from './terminal/failures.js';
import { groupBy } from './terminal/group.js';
import { isStale } from './terminal/known.js';
import { createPaint } from './terminal/paint.js';
import { placeOf } from './terminal/place.js';
import { verdict } from './terminal/verdict.js';
import { count, duration, inOneLine, sum } from './terminal/words.js';

/** Characters of a comment on GitHub: 65,536 at most. */
const most = 60_000;

/**
 * Markdown, for a comment on a pull request or a job's summary: the verdict, a table of targets, and what is wrong, each to be opened. What an SDK said stands
 * in `<code>` as entities: there it is neither markup nor a mention of anybody.
 *
 * @example
 * ```ts
 * import { markdownReporter } from '@sdk-conformance/reporters';
 *
 * const comment = markdownReporter();
 * for (const record of records) process.stdout.write(comment.write(record)); // all of it after the last record
 * ```
 */
export function markdownReporter(): Reporter {
  return atEnd((collected) => {
    const { run, end, findings, causes } = collected;
    const mark = end.exit === 0 ? '✅' : end.exit === 1 ? '❌' : '⚠️';
    const head = [
      // By this a comment is found again, to be replaced.
      '<!-- sdk-conformance -->',
      `### ${mark} SDK conformance: ${code(run.spec.api)}`,
      '',
      entities(verdict(collected, createPaint(false))),
      '',
      ...targets(collected),
      ...known(collected),
      ...languages(collected),
    ];
    const blocks = blocksOf(findings, causes).map((block) => opened(collected, block));
    return `${[...head, ...withinBound(head, blocks)].join('\n')}\n`;
  });
}

/** As many blocks as a comment holds; how many more there are is said. */
function withinBound(head: readonly string[], blocks: readonly string[]): readonly string[] {
  let length = sum(head, (line) => line.length + 1);
  const shown = blocks.filter((block) => {
    length += block.length + 1;
    return length <= most;
  });
  const rest = blocks.length - shown.length;
  return rest === 0 ? shown : [...shown, '', `… and ${count(rest, 'more kind', 'more kinds')} of failure, in the log.`];
}

function targets({ targets, end }: Collected): readonly string[] {
  const cells = (target: TargetEnd): readonly number[] => [
    target.passed,
    target.failed - target.failedShould,
    target.failedShould,
    target.known,
    target.unspecified,
    target.unsupported,
    target.notRun + target.adapterFailed,
  ];
  const rows = end.targets.map((ended) => {
    const target = targets.find(({ name }) => name === ended.name);
    const sdk = target?.sdk ? `${target.sdk.name} ${target.sdk.version}` : '–';
    const name = target === undefined ? ended.name : titleOf(target);
    const shown = cells(ended).map((n) => (n === 0 ? '' : String(n)));
    return `| ${[code(name), code(sdk), ...shown, duration(ended.wallMs)].join(' | ')} |`;
  });
  return [
    '| target | SDK | passed | failed | only should | known | unspecified | unsupported | not judged | took |',
    '| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: |',
    ...rows,
  ];
}

function known({ end }: Collected): readonly string[] {
  const stale = end.known.filter(isStale);
  if (stale.length === 0) return [];
  return ['', 'Known deviations that hold no more:', ...stale.map(({ at, state }) => `- ${code(at)}: ${state}`)];
}

/** Requirements of which a comment tells that languages differ; the page of HTML has all. */
const mostDrifts = 20;

/** Requirement × language, where one keeps what another breaks. */
function languages({ judged, targets }: Collected): readonly string[] {
  const drifts = driftsOf(judged, targets);
  if (drifts.length === 0) return [];
  const names = languagesOf(targets);
  const rows = drifts.slice(0, mostDrifts).map(({ requirement, languages, scenarios }) => {
    const cells = languages.map((tally) => `${tally.failed === 0 ? '' : '❌ '}${tallyWords(tally)}`);
    return `| ${[code(requirement), ...cells, `${count(scenarios.length, 'scenario')}, as ${code(scenarios[0] ?? '')}`].join(' | ')} |`;
  });
  const left = drifts.length - rows.length;
  return [
    '',
    `Languages differ in ${count(drifts.length, 'requirement')}: in the same scenarios, one keeps it and another breaks it.`,
    '',
    `| requirement | ${names.map((name) => code(name)).join(' | ')} | they differ in |`,
    `| --- |${' --- |'.repeat(names.length + 1)}`,
    ...rows,
    ...(left === 0 ? [] : ['', `… and in ${left} more, in the page of HTML.`]),
  ];
}

function opened({ run }: Collected, block: Block): string {
  const [first] = block.findings;
  const places = [...groupBy(block.findings, (f) => f.target)].map(([target, group]) => {
    const ids = [...new Set(group.map((f) => f.scenario))];
    return `${code(target)}: ${count(ids.length, 'scenario')}, as ${code(ids[0] ?? '')}`;
  });
  return [
    '',
    `<details><summary>${block.binding ? '❌' : '💡'} ${code(headlineOf(block))}</summary>`,
    '',
    ...places.map((place) => `- in ${place}`),
    first.level === 'kept'
      ? `- changed since learnt: ${code(first.requirement)}${entities(placeOf(first))}`
      : `- breaks ${code(first.requirement)} (${first.level})${entities(placeOf(first))}`,
    `- expected ${code(first.expected)}`,
    `- seen ${code(first.measured.seen)}`,
    `- rerun ${code(rerunOf(run, first), 1000)}`,
    '',
    '</details>',
  ].join('\n');
}

function code(text: string, length = 300): string {
  return `<code>${entities(inOneLine(text, length))}</code>`;
}

/** A text of which Markdown and HTML make nothing: all but letters, digits and blanks as entities. */
function entities(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0)};`);
}
