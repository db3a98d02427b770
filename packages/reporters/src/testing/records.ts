import type {
  CauseRecord,
  EndRecord,
  FindingRecord,
  ObservationRecord,
  RunRecord,
  ScenarioRecord,
  TargetRecord,
} from '../records.js';

/** A small run for tests: one target, one pass, one failure, one unspecified. */
export const runRecord: RunRecord = {
  type: 'run',
  log: 2,
  version: '1.0.0',
  spec: { file: 'spec/foilengine.yaml', api: 'Foil Engine', specVersion: 1, operations: 10 },
  seed: 1,
  clock: 'virtual',
  filters: [],
  strict: false,
  off: [],
  repeat: 1,
  rerun: 'pnpm conformance run',
  measured: { startedAt: '2026-01-01T00:00:00.000Z', node: 'v20.20.2', platform: 'linux x64' },
};

export const targetRecord: TargetRecord = {
  type: 'target',
  name: 'typescript',
  language: 'typescript',
  variant: null,
  mutant: null,
  sdk: { name: 'foilengine', version: '0.4.0' },
  runtime: 'node 20.20.2',
  clockTier: 'A',
  tolerance: { belowMs: 1, aboveMs: 1, aboveShare: 0 },
  scenarios: 3,
  derived: 3,
  lacks: { operations: [], capabilities: [] },
  notRun: null,
};

export function scenarioRecord(
  id: string,
  verdict: ScenarioRecord['verdict'],
  more: Partial<ScenarioRecord> = {},
): ScenarioRecord {
  return {
    type: 'scenario',
    target: 'typescript',
    id,
    family: id.split('/').slice(0, 2).join('/'),
    verdict,
    broken: verdict === 'fail' ? 'must' : null,
    why: null,
    simulatedMs: 1500,
    wallMs: 4,
    ...more,
  };
}

const at = { file: 'spec/foilengine.yaml', line: 41, column: 3 };

export function findingRecord(scenario: string, more: Partial<FindingRecord> = {}): FindingRecord {
  return {
    type: 'finding',
    scope: 'scenario',
    target: 'typescript',
    scenario,
    requirement: 'retry.count',
    level: 'must',
    verdict: 'fail',
    step: 'step',
    at,
    expected: '3 requests at most: one attempt and 2 retries',
    measured: { seen: 'stopped after 2 requests', figures: { requests: 2 } },
    ...more,
  };
}

/** That the first attempt counts as a retry, in these scenarios. */
export function causeRecord(scenarios: readonly string[], more: Partial<CauseRecord> = {}): CauseRecord {
  return {
    type: 'cause',
    target: 'typescript',
    name: 'countsFirstAttempt',
    params: {},
    scope: [],
    pointer: '/retry/maxRetries',
    at,
    text: 'behaves like an SDK that counts the first attempt as a retry (retry.maxRetries, spec/foilengine.yaml:41)',
    explains: scenarios.map((scenario) => ({ scenario, requirement: 'retry.count' })),
    witnesses: { failing: scenarios[0] ?? '', passing: null },
    ...more,
  };
}

export function observationRecord(scenario: string): ObservationRecord {
  const decision = { step: 'step', served: '429', requirement: 'retry.count', text: 'retried', at } as const;
  const exchange = {
    step: 'step',
    client: 'client',
    operation: 'listPersonas',
    method: 'GET',
    target: '/api/v1/sdk/personas',
    body: { bytes: 0, cut: false, text: '' },
    served: '429',
    late: false,
  } as const;
  const headers = { requestHeaders: [['X-API-Key', '[apiKey of client]']], servedHeaders: [] } as const;
  return {
    type: 'observation',
    target: 'typescript',
    scenario,
    tier: 'A',
    decisions: [
      { ...decision, attempt: 0, action: 'retry', gap: { fromMs: 250, toMs: 500 } },
      { ...decision, attempt: 1, action: 'retry', gap: { fromMs: 500, toMs: 1000 } },
      { ...decision, attempt: 2, action: 'stop', gap: null },
    ],
    exchanges: [
      { ...exchange, answer: 0, measured: { index: 0, arrivedMs: 0, endedMs: 0, abandonedMs: null, ...headers } },
      {
        ...exchange,
        answer: 1,
        measured: { index: 1, arrivedMs: 1412.25, endedMs: 1412.25, abandonedMs: null, ...headers },
      },
    ],
    steps: [
      {
        step: 'step',
        outcome: {
          kind: 'raised',
          type: 'RateLimitError',
          bases: ['FoilEngineError', 'Error'],
          message: 'Too many requests',
          fields: { statusCode: 429 },
          causeType: null,
          traits: {},
          events: null,
        },
        measured: { startedMs: 0, settledMs: 1412.25 },
      },
    ],
    measured: { process: [] },
  };
}

export function endRecord(more: Partial<EndRecord> = {}): EndRecord {
  return {
    type: 'end',
    verdict: 'conforms',
    exit: 0,
    stopped: null,
    targets: [
      {
        name: 'typescript',
        passed: 2,
        failed: 0,
        known: 0,
        failedShould: 0,
        unsteady: 0,
        notReplayed: 0,
        unspecified: 0,
        unsupported: 0,
        notRun: 0,
        adapterFailed: 0,
        failures: [],
        simulatedMs: 3_725_000,
        wallMs: 1200,
      },
    ],
    known: [],
    wallMs: 1250,
    ...more,
  };
}
