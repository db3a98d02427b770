import type { Observation, Scenario, Spec } from '@sdk-conformance/model';
import type { LogRecord } from '@sdk-conformance/reporters';
import type { PlayEvent, PlayOptions } from '@sdk-conformance/runner';
import type { Plan, PlannedTarget } from '../plan/plan.js';
import type { RunOptions } from '../run/course.js';
import type { Stages } from '../run/play-target.js';
import { run } from '../run/run.js';
import { configuredTarget } from './configured-target.js';
import { judgedAs } from './judged-as.js';

export const scenarios = ['a/1', 'a/2', 'b/1'].map(
  (id): Scenario => ({ id, family: id.slice(0, 1), about: '', clients: [], steps: [] }),
);

export function target(name: string, more: Partial<PlannedTarget> = {}): PlannedTarget {
  return { ...configuredTarget(name), scenarios, all: scenarios, ...more };
}

export function plan(...targets: readonly PlannedTarget[]): Plan {
  const config = { file: 'c.yaml', folder: '/', targets, known: [], off: {}, rules: null };
  const spec = { file: 's.yaml', positions: {}, operations: [], retry: { quota: null } } as unknown as Spec;
  return { config, spec, fixtures: new Map(), targets, scenarios };
}

export const options: RunOptions = {
  clock: 'virtual',
  seed: 1,
  jobs: null,
  strict: false,
  bail: false,
  repeat: 1,
  trace: false,
  ci: false,
  path: '/bin',
  today: '2026-11-29',
  signal: new AbortController().signal,
};

export const observation: Observation = {
  tier: 'A',
  credentials: {},
  exchanges: [],
  steps: [],
  process: [],
  simulatedMs: 10,
  wallMs: 1,
};

export const session: PlayEvent = {
  type: 'session',
  sdk: { name: 'sdk', version: '1.0.0', language: 'typescript', runtime: 'node', variant: '' },
  tier: 'A',
  operations: [],
  capabilities: [],
  without: [],
  workers: 1,
};

export function played(scenario: Scenario, tier: Observation['tier'] = 'A'): PlayEvent {
  return { type: 'played', scenario, observation: { ...observation, tier } };
}

/** Plays from the last scenario to the first; a requirement named for a scenario fails in it. */
export function stages(broken: Readonly<Record<string, string>>, plays: PlayOptions[] = []): Stages {
  return {
    play: async function* (given) {
      plays.push(given);
      yield session;
      for (const scenario of [...given.scenarios].reverse()) {
        if (given.signal?.aborted === true) yield { type: 'notRun', scenario, why: 'interrupted' };
        else yield played(scenario);
      }
    },
    prepare: async () => null,
    diagnose: () => [],
    judge: (_, scenario, seen) => judgedAs(scenario, seen, broken[scenario.id] ?? null),
  };
}

export async function runWith(given: Plan, more: Partial<RunOptions>, on: Stages) {
  const records: LogRecord[] = [];
  const { verdict, exit: code } = await run(given, { ...options, ...more }, on, {
    record: (record) => records.push(record),
    result: () => {},
    notice: () => {},
  });
  const lines = records.map((r) => {
    if (r.type === 'target') return `target ${r.name}`;
    if (r.type === 'scenario') return [r.type, r.target, r.id, r.round, r.verdict, r.why].filter(Boolean).join(' ');
    return r.type;
  });
  return { exit: { verdict, exit: code }, lines, end: records.findLast((r) => r.type === 'end') };
}
