import { printable } from '@sdk-conformance/model';
import { count, listed } from '@sdk-conformance/reporters';
import { type Change, type Comparison, compared, isAdvised } from './compared.js';
import { readLog } from './read.js';

export interface CompareResult {
  readonly lines: readonly string[];
  /** 1 where something fails the run of head that did not fail in base. */
  readonly exit: 0 | 1;
}

/** Scenarios shown of a change. */
const shownIds = 3;

/**
 * The verb `compare`: what fails anew, what is fixed, what one of two runs alone has played, and which causes came and went.
 *
 * @throws UsageError for what is no whole log
 */
export function compareCommand(baseFile: string, headFile: string, cwd: string): CompareResult {
  const [base, head] = [baseFile, headFile].map((file) => readLog(file, cwd));
  const comparison = compared(base?.body ?? [], head?.body ?? []);
  const { newlyFailing, failingNew } = comparison;
  const lines = [`base ${baseFile}, head ${headFile}`, ...changes(comparison), '', verdict(comparison)];
  const strict = head?.run.strict === true;
  const worse = [...newlyFailing, ...failingNew].some((change) => strict || !isAdvised(change));
  return { lines: lines.map(printable), exit: worse ? 1 : 0 };
}

function changes(comparison: Comparison): readonly string[] {
  const { causesCame, causesWent } = comparison;
  return [
    ...section('newly failing', '✗', comparison.newlyFailing),
    ...section('failing in what base did not play', '✗', comparison.failingNew),
    ...section('fixed', '✓', comparison.fixed),
    ...(causesCame.length === 0 ? [] : ['', 'causes that came', ...causesCame.map((cause) => `  + ${told(cause)}`)]),
    ...(causesWent.length === 0 ? [] : ['', 'causes that went', ...causesWent.map((cause) => `  - ${told(cause)}`)]),
    ...section('played in head alone', '+', comparison.onlyInHead),
    ...section('played in base alone', '-', comparison.onlyInBase),
  ];
}

function told({ target, text }: { readonly target: string; readonly text: string }): string {
  return `${target}: ${text.replaceAll(/\s+/g, ' ')}`;
}

function section(title: string, mark: string, changes: readonly Change[]): readonly string[] {
  if (changes.length === 0) return [];
  const lines = changes.map(({ target, what, scenarios }) => {
    const rest = scenarios.length - shownIds;
    const ids = [...scenarios.slice(0, shownIds), ...(rest > 0 ? [`+${rest} more`] : [])].join(', ');
    return `  ${mark} ${target}: ${what} in ${count(scenarios.length, 'scenario')}: ${ids}`;
  });
  return ['', title, ...lines];
}

function verdict({ newlyFailing, failingNew, fixed }: Comparison): string {
  const worse = new Set([...newlyFailing, ...failingNew].map(({ what }) => what));
  const better = new Set(fixed.map(({ what }) => what));
  const parts = [
    ...(worse.size === 0 ? [] : [`${count(worse.size, 'requirement')} broken where it was not`]),
    ...(better.size === 0 ? [] : [`${count(better.size, 'requirement')} kept where it was not`]),
  ];
  return `${worse.size > 0 ? 'WORSE' : better.size > 0 ? 'BETTER' : 'ALIKE'}${parts.length === 0 ? ': nothing fails anew, and nothing is fixed' : `: ${listed(parts)}`}`;
}
