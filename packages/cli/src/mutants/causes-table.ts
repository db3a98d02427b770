import type { Kill, Mutant, Naming } from '@sdk-conformance/engine';

interface Row {
  readonly mutant: string;
  readonly defect: string;
  readonly told: string;
  readonly cause: string;
}

/** What a mutant's first cause can be held to be; the others were played in part, or the list names no cause. */
const provable: readonly Naming[] = ['right', 'partly', 'wrong', 'none'];

/**
 * The first causes of a target's mutants as a page of Markdown, in the order of their list. A mutant that was not played keeps its row.
 *
 * @param before the page as it was; empty where there is none
 * @param mutants all of the target's
 */
export function causesPage(before: string, mutants: readonly Mutant[], kills: readonly Kill[], target: string): string {
  const kept = new Map(rowsOf(before).map((row) => [row.mutant, row]));
  const played = new Map(kills.map((kill) => [kill.mutant.name, rowOf(kill)]));
  const rows = mutants.flatMap(({ name, defect }) => {
    const row = played.has(name) ? played.get(name) : kept.get(name);
    return row === undefined || row === null ? [] : [{ ...row, defect: cell(defect) }];
  });
  const of = (told: Naming) => rows.filter((row) => row.told === told).length || 'none';
  return `# First causes told of the mutants

Written by \`pnpm conformance mutants --target ${target} --causes FILE\`, which keeps the rows of mutants that it does not play.
Of ${rows.length} of ${mutants.length} mutants the first cause is right for ${of('right')}, partly right for ${of('partly')}, wrong for ${of('wrong')}, and not told for ${of('none')}.

${aligned([
  ['mutant', 'what it does', 'told', 'first cause'],
  ...rows.map(({ mutant, defect, told, cause }) => [mutant, defect, told, cause]),
]).join('\n')}
`;
}

function rowOf({ mutant, cause, naming }: Kill): Row | null {
  if (!provable.includes(naming)) return null;
  return {
    mutant: mutant.name,
    defect: mutant.defect,
    told: naming,
    cause: cause === null ? '–' : wordsOf(cause.text),
  };
}

/** A cause says what an SDK is like, and then where that is said. */
function wordsOf(text: string): string {
  return cell(text.replace(/^behaves like an SDK that /, '').replace(/ \([a-zA-Z.]+, .*:\d+\)$/, ''));
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function rowsOf(page: string): readonly Row[] {
  return page
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => {
      const [mutant = '', defect = '', told = '', cause = ''] = line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((text) => text.trim());
      return { mutant, defect, told, cause };
    });
}

/** Columns are as wide as their widest cell, so that the page reads well as text too. */
function aligned([head = [], ...rows]: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => (row[i] ?? '').length)));
  const line = (row: readonly string[]) => `| ${row.map((text, i) => text.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)];
}
