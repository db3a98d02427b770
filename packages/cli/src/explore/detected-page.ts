import type { Detected } from '@sdk-conformance/engine/explore';
import { percent } from '@sdk-conformance/reporters';

/** How many of a target's mutants were found, and how soon. */
export function detectedSummary({ target, detections }: Detected, runs: number): string {
  const after = detections.flatMap((one) => (one.after === null ? [] : [one.after])).sort((a, b) => a - b);
  const share = percent(after.length, Math.max(1, detections.length));
  const median = after[Math.floor((after.length - 1) / 2)];
  const soon = median === undefined ? '' : `, half of these within ${median}`;
  return `${target}: ${after.length} of ${detections.length} mutants (${share}) found within ${runs} scenarios that chance drew${soon}`;
}

/** The same as a page of Markdown, mutant by mutant. */
export function detectedPage(
  detected: Detected,
  { seed, runs }: { readonly seed: number; readonly runs: number },
): string {
  const { target, detections } = detected;
  const rows = detections.map(({ mutant, after, by }) =>
    [mutant.name, mutant.defect, mutant.breaks, after === null ? '–' : String(after), by.join(', ')].map((cell) =>
      cell.replaceAll('|', '\\|'),
    ),
  );
  const head = ['mutant', 'what it does', 'breaks', 'found after', 'by'];
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0), 3));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return `# What exploring finds of the mutants

Written by \`pnpm conformance explore --mutants --target ${target} --seed ${seed} --runs ${runs} --page FILE\`, without any scenario that was written by hand or derived.

${detectedSummary(detected, runs)}.

${[line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')}
`;
}
