import type { Finding, Observation, Scenario } from '@sdk-conformance/model';
import type { Result } from '../run/result.js';

/** A result of one finding: on `retry.count` without a fault, else the requirement that failed. */
export function judgedAs(scenario: Scenario, seen: Observation, requirement: string | null): Result {
  const finding: Finding = {
    requirement: requirement ?? 'retry.count',
    verdict: requirement === null ? 'pass' : 'fail',
    level: requirement?.startsWith('process.') ? 'should' : 'must',
    at: { file: 's.yaml', line: 1, column: 1 },
    step: null,
    expected: '',
    seen: '',
    measured: {},
  };
  const expectation = {
    scenario: scenario.id,
    language: 'typescript',
    steps: [],
    jitter: null,
    leastMs: 0,
    leastAnswersMs: 0,
    mostMs: 0,
  };
  return {
    scenario,
    verdict: requirement === null ? 'pass' : 'fail',
    why: null,
    findings: [finding],
    known: [],
    judged: { expectation, observation: seen },
  };
}
