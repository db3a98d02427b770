import { isBinding, signatureOf } from '@sdk-conformance/model';
import { causesByFinding } from '../explained.js';
import type { CauseRecord, FindingRecord } from '../records.js';
import { gravityOf } from './gravity.js';
import { groupBy } from './group.js';

/** Failures that are told together: those of one cause, or of one requirement that no cause explains. */
export interface Block {
  readonly cause: CauseRecord | null;
  /** The most binding and gravest first; never empty. */
  readonly findings: readonly [FindingRecord, ...FindingRecord[]];
  readonly binding: boolean;
  /** Scenarios of all targets. */
  readonly width: number;
}

/** What a run broke, of what nobody knows: causes first, then one block a requirement; in each what is binding first, then the gravest, then the widest. */
export function blocksOf(findings: readonly FindingRecord[], causes: readonly CauseRecord[]): readonly Block[] {
  const causeOf = causesByFinding(causes);
  const broken = findings.filter((f) => f.verdict === 'fail' && f.known !== true);
  // The same cause in several targets, sync and async, is one.
  const keyOf = (f: FindingRecord) => JSON.stringify([causeOf(f)?.text ?? null, causeOf(f) ? '' : f.requirement]);
  const blocks = [...groupBy(broken, keyOf).values()].flatMap((group): Block[] => {
    const [first, ...rest] = [...group].sort((a, b) => severity(a) - severity(b));
    if (first === undefined) return [];
    const width = new Set(group.map(({ target, scenario }) => JSON.stringify([target, scenario]))).size;
    return [{ cause: causeOf(first) ?? null, findings: [first, ...rest], binding: isBinding(first.level), width }];
  });
  return blocks.sort(
    (a, b) => weight(a) - weight(b) || severity(a.findings[0]) - severity(b.findings[0]) || b.width - a.width,
  );
}

/** Binding causes, what else is binding, then what is only advised. */
function weight({ binding, cause }: Block): number {
  return (binding ? 0 : 2) + (cause === null ? 1 : 0);
}

function severity({ level, requirement }: FindingRecord): number {
  return (isBinding(level) ? 0 : 10) + gravityOf(requirement).rank;
}

/** Failures of one requirement that say the same, but for what is drawn. */
export function likeFailures(findings: readonly FindingRecord[], most: number): readonly (readonly FindingRecord[])[] {
  const exact = [...groupBy(findings, signed).values()];
  // Each scenario in words of its own: what they have in common is told, so that none falls below a fold.
  const groups = exact.length <= most ? exact : [...groupBy(findings, (f) => formOf(signed(f))).values()];
  return groups.sort((a, b) => b.length - a.length);
}

function signed({ signature, expected, measured: { seen } }: FindingRecord): string {
  return signature ?? signatureOf({ expected, seen });
}

/** A text without what it quotes and counts. */
function formOf(text: string): string {
  return text
    .replaceAll(/(["'“]).*?["'”]/g, '<text>')
    .replaceAll(/[{[].*/g, '<value>')
    .replaceAll(/\d[\d.,]*/g, '<n>')
    .slice(0, 60);
}
