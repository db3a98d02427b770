import type { Finding } from '@sdk-conformance/model';
import type { KnownDeviation } from '../known/deviation.js';
import type { Result } from '../run/result.js';

/** A finding on the backoff, for tests; it passes. */
export function findingOf(more: Partial<Finding> = {}): Finding {
  return {
    requirement: 'retry.backoff',
    verdict: 'pass',
    level: 'must',
    at: { file: 's.yaml', line: 1, column: 1 },
    step: 'step',
    expected: 'backoff before retry 1: 250 to 500 ms',
    seen: '',
    measured: {},
    ...more,
  };
}

/** What a scenario without steps came to, with nothing of what was seen. */
export function resultOf(id: string, verdict: Result['verdict'], findings: readonly Finding[]): Result {
  const scenario = { id, family: id.split('/')[0] ?? '', about: '', clients: [], steps: [] };
  return { scenario, verdict, why: null, findings, known: [], judged: null };
}

/** An entry that a team made for the target `mine`. */
export function deviationOf(
  more: Partial<KnownDeviation> & Pick<KnownDeviation, 'requirement' | 'scenarios' | 'signatures'>,
): KnownDeviation {
  return {
    target: 'mine',
    reason: 'mended in 2.0',
    owner: null,
    issue: null,
    expires: null,
    at: 'conformance.known.yaml:2',
    ...more,
  };
}
