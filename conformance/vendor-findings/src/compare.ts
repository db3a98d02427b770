import picomatch from 'picomatch';
import type { Recorded } from './recorded.js';

/** A broken must that a run found. */
export interface Found {
  readonly requirement: string;
  /** `(run)` where the finding is of the run and of no scenario. */
  readonly scenario: string;
  readonly expected: string;
  readonly seen: string;
}

export interface Comparison {
  /** What each recorded group takes of the findings, in the file's order. A finding belongs to the first group that matches it. */
  readonly claimed: readonly { readonly recorded: Recorded; readonly found: readonly Found[] }[];
  readonly unclaimed: readonly Found[];
}

export function compare(recorded: readonly Recorded[], found: readonly Found[]): Comparison {
  const groups = recorded.map((group) => ({
    recorded: group,
    isRequirement: picomatch(group.requirement),
    isScenario: picomatch([...group.scenarios], { dot: true }),
    found: [] as Found[],
  }));
  const unclaimed = found.filter((finding) => {
    const group = groups.find((g) => g.isRequirement(finding.requirement) && g.isScenario(finding.scenario));
    group?.found.push(finding);
    return group === undefined;
  });
  return { claimed: groups.map(({ recorded: group, found: its }) => ({ recorded: group, found: its })), unclaimed };
}

/** What differs, in words; empty where the findings are those recorded. */
export function differences({ claimed, unclaimed }: Comparison): readonly string[] {
  return [
    ...claimed
      .filter(({ recorded: { count, unsteady }, found }) => (unsteady ? found.length > count : found.length !== count))
      .map(({ recorded, found }) =>
        [
          `${recorded.at}: ${recorded.requirement} on ${recorded.scenarios.join(', ')}: ${recorded.count} recorded, ${found.length} found`,
          ...named(found),
        ].join('\n'),
      ),
    ...grouped(unclaimed).map((group) =>
      [
        `not recorded: ${group[0]?.requirement}, ${group.length} ${group.length === 1 ? 'finding' : 'findings'}`,
        `  expected: ${group[0]?.expected}`,
        `  seen:     ${group[0]?.seen}`,
        ...named(group),
      ].join('\n'),
    ),
  ];
}

/** Most scenarios that a difference names. */
const shown = 12;

function named(findings: readonly Found[]): readonly string[] {
  const lines = findings.slice(0, shown).map(({ scenario }) => `  ${scenario}`);
  return findings.length > shown ? [...lines, `  and ${findings.length - shown} more`] : lines;
}

/** By requirement and by what was seen, whatever its numbers and texts. */
function grouped(findings: readonly Found[]): readonly (readonly Found[])[] {
  const groups = new Map<string, Found[]>();
  for (const finding of findings) {
    const likeness = finding.seen
      .replaceAll(/"[^"]*"/g, '"…"')
      .replaceAll(/\d+/g, 'N')
      .slice(0, 100);
    const key = `${finding.requirement} ${likeness}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}
