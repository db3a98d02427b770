import type { Finding } from '@sdk-conformance/model';
import { signatureIn } from '../known/known.js';
import type { Result } from '../run/result.js';

/**
 * What tells a failure from others of its requirement, whatever chance drew: its signature without texts, numbers, and what came of it besides.
 *
 * @example kindOf(result, finding) // 'retry.count: after <n> the SDK stopped: <n> request'
 */
export function kindOf(result: Result, finding: Finding): string {
  const loosened = signatureIn(result, finding)
    .replace(/, then (?:raised|returned) .*$/, '')
    .replace(/(raised \w+): .*$/, '$1')
    .replace(/“[^”]*”|"(?:[^"\\]|\\.)*"/g, '<text>')
    .replace(/\d[\d,.]*/g, '<n>');
  return `${finding.requirement}: ${loosened}`;
}

/** What fails in a result, each kind once. */
export function failuresIn(result: Result): ReadonlyMap<string, Finding> {
  const found = new Map<string, Finding>();
  for (const finding of result.findings) {
    if (finding.verdict !== 'fail') continue;
    const kind = kindOf(result, finding);
    if (!found.has(kind)) found.set(kind, finding);
  }
  return found;
}
