import { fileURLToPath } from 'node:url';
import { type ConfiguredTarget, exitOf, judged, type Plan, run } from '@sdk-conformance/engine';
import type { Scenario } from '@sdk-conformance/model';
import type { EndRecord, LogRecord } from '@sdk-conformance/reporters';
import { play } from '@sdk-conformance/runner';
import { loadSpec } from '@sdk-conformance/spec';
import type { Mode, Transport } from './modes.js';

const yaml = `
specVersion: 1
source: docs
api: { id: tiny, name: Tiny, baseUrl: https://tiny.example }
sources: { docs: { title: Docs, level: must } }
languages: { typescript: TypeScript }
credentials: { key: { header: X-Key, format: "{value}", secret: true } }
statuses: { 200: { meaning: OK } }
errors: { base: Base, classes: { Base: { names: { typescript: Base } } } }
operations:
  act:
    request: GET /v1/act
    query: { behave: string }
    credentials: [key]
    response: { status: 200, fixture: ok }
`;

/** What an adapter came to. */
export interface Row {
  readonly verdict: string;
  readonly blame: string;
  readonly exit: number;
  /** First words of what is told. */
  readonly told: string;
}

/** What one run came to: a row for each mode, and what must be so whatever the adapter does. */
export interface Played {
  readonly rows: ReadonlyMap<Mode, Row>;
  /** Empty where the log begins and ends as it should and has each scenario once. */
  readonly flaws: readonly string[];
}

/** Set in the environment of each process of this table, and so in that of what it starts. */
export const mark = `HOSTILE_TABLE_${process.pid}`;

const script = (name: string) => fileURLToPath(new URL(`../../../packages/runner/testing/${name}`, import.meta.url));

function scenarioOf({ name }: Mode): Scenario {
  return {
    id: `act/${name}`,
    family: `act-${name}`,
    about: '',
    clients: [{ id: 'one', options: {} }],
    steps: [{ id: 'a', client: 'one', operation: 'act', arguments: { behave: name }, script: [{ fixture: 'ok' }] }],
  };
}

function planOf(transport: Transport, modes: readonly Mode[], file: string): Plan {
  const loaded = loadSpec('tiny.yaml', new TextEncoder().encode(yaml));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const body = new TextEncoder().encode('{"ok":true}');
  const headers = [['Content-Type', 'application/json']] as const;
  const ok = { id: 'ok', file: 'ok.http', status: 200, reason: 'OK', headers, body };
  const [{ name } = { name: '' }] = modes;
  const target: ConfiguredTarget = {
    name: 'hostile',
    language: 'typescript',
    variant: null,
    start: { command: [process.execPath, script(file)] },
    env: { MODE: name, TRANSPORT: transport.toLowerCase(), OPERATIONS: 'act', [mark]: '1' },
    clock: null,
    granularityMs: 0,
    tls: false,
    http2: false,
    requires: null,
    prepare: null,
    unsupported: {},
    without: {},
    only: null,
    leastJudged: null,
    mutants: null,
  };
  const scenarios = modes.map(scenarioOf);
  const off = { 'call.prompt': 'the machine may be busy' };
  const config = { file: 'c.yaml', folder: process.cwd(), targets: [target], known: [], off, rules: null };
  const targets = [{ ...target, scenarios, all: scenarios }];
  return { config, spec: loaded.spec, fixtures: new Map([['ok', ok]]), scenarios, targets };
}

const common = { pollMs: 50, lingerMs: 60, staggerMs: 0, agreeMs: 300, idleMs: 300 };
/** For what never answers; what does has the time that it has elsewhere, however busy the machine. */
const short = { startMs: 5_000, stallMs: 1_000, workMs: 600, callMs: 4_000 };
const messages = { messageBytes: 300_000, messageMs: 5_000 };
const output = { floodBytes: 1_000_000 };
/** A run that takes longer has not ended by itself: what it has not played is told as that, and the table shows it. */
const budgetMs = 100_000;

/** Plays modes in one run: several where they share a process. */
export async function playModes(transport: Transport, modes: readonly Mode[], file: string): Promise<Played> {
  const records: LogRecord[] = [];
  const notices: string[] = [];
  const alone = modes.length === 1;
  const options = {
    ...({ clock: 'virtual', seed: 1, jobs: 4, strict: false, bail: alone, repeat: 1, trace: true, ci: false } as const),
    ...{ path: process.env['PATH'], today: '2026-11-30', signal: new AbortController().signal, timeoutMs: budgetMs },
  };
  const stages: Parameters<typeof run>[2] = {
    play: (given) =>
      play({
        ...given,
        target: { ...given.target, transport: transport === 'IPC' ? 'ipc' : 'http' },
        deadlines: { ...common, ...(modes.some(({ hangs }) => hangs) ? short : {}) },
        messages,
        output,
      }),
    judge: judged,
    diagnose: () => [],
    prepare: async () => null,
  };
  await run(planOf(transport, modes, file), options, stages, {
    record: (record) => records.push(record),
    result: () => {},
    // Of no adapter here.
    notice: (_, why) => (why.includes('the echo capability') ? 0 : notices.push(why)),
  });
  const end = records.at(-1);
  const flaws = [
    ...(records[0]?.type === 'target' ? [] : [`the log begins with ${records[0]?.type}`]),
    ...(end?.type === 'end' ? [] : [`the log ends with ${end?.type}`]),
    ...modes.flatMap(({ name }) => {
      const lines = records.filter((record) => record.type === 'scenario' && record.id === `act/${name}`).length;
      return lines === 1 ? [] : [`${name} has ${lines} lines`];
    }),
    ...(end?.type === 'end' && !alone ? failuresOf(end) : []).flatMap(({ why }) =>
      modes.filter((mode) => isOf(mode, why)).length === 1 ? [] : [`whose is this: ${why}`],
    ),
  ];
  const rows = modes.flatMap((mode): [Mode, Row][] =>
    end?.type === 'end' ? [[mode, rowOf(mode, records, end, { alone, notices })]] : [],
  );
  return { rows: new Map(rows), flaws };
}

const failuresOf = (end: EndRecord) => end.targets[0]?.failures ?? [];

/** Whether what is told of a process is of this mode. */
function isOf({ name, tells }: Mode, why: string): boolean {
  return why.startsWith(`act/${name}:`) || tells?.test(why) === true;
}

function rowOf(
  mode: Mode,
  records: readonly LogRecord[],
  end: EndRecord,
  { alone, notices }: { readonly alone: boolean; readonly notices: readonly string[] },
): Row {
  const id = `act/${mode.name}`;
  const scenario = records.find((record) => record.type === 'scenario' && record.id === id);
  if (scenario?.type !== 'scenario') return { verdict: 'missing', blame: '', exit: end.exit, told: '' };
  const failures = failuresOf(end).filter(({ why }) => alone || isOf(mode, why));
  const broken = records.flatMap((record) =>
    record.type === 'finding' && record.scenario === id && record.verdict === 'fail' ? [record] : [],
  );
  const sides = [...new Set([...failures.map(({ side }) => side), ...(broken.length > 0 ? ['SDK'] : [])])];
  // What it did itself, before what came of that.
  const failure = failures.find(({ why }) => mode.tells?.test(why)) ?? failures[0];
  const [finding] = broken;
  const seen = finding === undefined ? undefined : `${finding.requirement}: ${finding.measured.seen}`;
  const told = failure?.why.replace(`${id}: `, '') ?? seen ?? scenario.why ?? (alone ? notices.at(-1) : '') ?? '';
  return {
    verdict: scenario.verdict,
    blame: sides.join(', '),
    exit: alone ? end.exit : exitFor(scenario, end, failures),
    told,
  };
}

/** The exit code had this scenario been the only one. */
function exitFor(
  { verdict, broken }: Extract<LogRecord, { type: 'scenario' }>,
  { targets }: EndRecord,
  failures: EndRecord['targets'][number]['failures'],
): number {
  const [whole] = targets;
  if (whole === undefined) return 3;
  const none = {
    passed: 0,
    failed: 0,
    known: 0,
    unspecified: 0,
    unsupported: 0,
    notRun: 0,
    adapterFailed: 0,
    unsteady: 0,
  };
  const counted = verdict === 'pass' ? 'passed' : verdict === 'fail' ? 'failed' : verdict;
  const failedShould = verdict === 'fail' && broken === 'should' ? 1 : 0;
  const target = { ...whole, ...none, [counted]: 1, failedShould, failures };
  return exitOf({ targets: [target], stale: 0, stopped: null, strict: false, absent: [], ci: false }).exit;
}
