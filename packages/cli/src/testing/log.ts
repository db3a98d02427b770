const run = {
  ...{
    type: 'run',
    log: 2,
    version: '1.0.0',
    seed: 1,
    clock: 'virtual',
    filters: [],
    strict: false,
    off: [],
    repeat: 1,
  },
  spec: { file: 'spec.yaml', api: 'Foil Engine', specVersion: 1, operations: 10 },
  rerun: 'pnpm conformance run',
  measured: { startedAt: '2026-01-01T00:00:00.000Z', node: 'v20', platform: 'linux x64' },
};

function targetLine(name: string, scenarios: number) {
  return {
    ...{ type: 'target', name, language: 'typescript', variant: null, mutant: null, runtime: 'node', clockTier: 'A' },
    ...{ sdk: { name: 'foil', version: '1.0.0' }, scenarios, derived: 2 * scenarios },
    lacks: { operations: [], capabilities: [] },
    ...{ tolerance: { belowMs: 1, aboveMs: 1, aboveShare: 0 }, notRun: null },
  };
}

function scenarioLines(target: string, { id, breaks }: LoggedScenario) {
  const of = breaks === null ? { verdict: 'pass', broken: null } : { verdict: 'fail', broken: 'must' };
  const scenario = {
    type: 'scenario',
    target,
    id,
    family: 'retry/count',
    ...of,
    why: null,
    simulatedMs: 10,
    wallMs: 4,
  };
  const finding = {
    ...{
      type: 'finding',
      scope: 'scenario',
      target,
      scenario: id,
      requirement: breaks,
      level: 'must',
      verdict: 'fail',
    },
    ...{ step: null, at: { file: 'spec.yaml', line: 41, column: 3 }, expected: '3 requests' },
    measured: { seen: '2 requests', figures: {} },
  };
  return breaks === null ? [scenario] : [scenario, finding];
}

function endLine(name: string, passed: number, failed: number) {
  const none = { failedShould: 0, known: 0, unsteady: 0, notReplayed: 0, unspecified: 0, unsupported: 0 };
  const counts = { ...none, notRun: 0, adapterFailed: 0, failures: [], simulatedMs: 10, wallMs: 5 };
  const verdict = failed > 0 ? { verdict: 'doesNotConform', exit: 1 } : { verdict: 'conforms', exit: 0 };
  return {
    type: 'end',
    ...verdict,
    stopped: null,
    targets: [{ name, passed, failed, ...counts }],
    known: [],
    wallMs: 6,
  };
}

interface LoggedScenario {
  readonly id: string;
  /** The requirement that it breaks; null where it passes. */
  readonly breaks: string | null;
}

/** The log of a run in which one target played these scenarios, with the texts of causes that were told. */
export function logOf(target: string, scenarios: readonly LoggedScenario[], causes: readonly string[] = []): string {
  const failed = scenarios.filter(({ breaks }) => breaks !== null).length;
  const told = causes.map((text) => ({
    ...{ type: 'cause', target, name: 'own', params: {}, scope: [], pointer: '/retry', text, explains: [] },
    ...{ at: { file: 'spec.yaml', line: 41, column: 3 }, witnesses: { failing: '', passing: null } },
  }));
  const lines = [
    run,
    targetLine(target, scenarios.length),
    ...scenarios.flatMap((scenario) => scenarioLines(target, scenario)),
    ...told,
    endLine(target, scenarios.length - failed, failed),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
