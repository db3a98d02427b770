// One target of the configuration in a process of its own, as `conformance run` plays it; prints one line of JSON.
//   node bench/play-target.mjs '{"target":"typescript"}'
import { fileURLToPath } from 'node:url';
import { loadPlan } from '../packages/cli/dist/config/plan.js';
import { absentToolchain, createPrepare, diagnosed, judged, run } from '../packages/engine/dist/index.js';
import { nodeCommand, play } from '../packages/runner/dist/index.js';
import { cpuMs } from './cpu.mjs';
import { watchPeak } from './peak.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const asked = {
  clock: 'virtual',
  /** Calls open at once; null: the default. */
  jobs: null,
  seed: 1,
  /** Tell the gaps of each scenario. */
  gaps: false,
  /** Tell of each scenario what it came to, and when its requests arrived. */
  verdicts: false,
  /** Each scenario so many times, under names of their own. */
  copies: 1,
  /** The target is built already. */
  prepared: false,
  /** Folder in which a Node target's process leaves its CPU profile. */
  profile: null,
  ...JSON.parse(process.argv[2]),
};

function profiled(target) {
  if (asked.profile === null || !('adapter' in target.start)) return target;
  const [node, ...words] = nodeCommand(target.start.adapter, { clock: true });
  return { ...target, start: { command: [node, '--cpu-prof', `--cpu-prof-dir=${asked.profile}`, ...words] } };
}

function copied(scenarios) {
  if (asked.copies === 1) return scenarios;
  const copy = (scenario) => (_, n) => ({ ...scenario, id: `${scenario.id}/copy-${n}` });
  return scenarios.flatMap((scenario) => Array.from({ length: asked.copies }, copy(scenario)));
}

const plan = loadPlan(asked.filter === undefined ? {} : { filter: asked.filter }, root);
const targets = plan.targets.filter(({ name }) => name === asked.target).map(profiled);
if (targets.length === 0) throw new RangeError(`no target is named ${asked.target}`);
const { signal } = new AbortController();
const absent = await absentToolchain(plan.config, targets[0], { path: process.env.PATH, signal });

/** From the end of each answer to the next request, virtual ms. */
const gapsOf = ({ exchanges }) =>
  exchanges.slice(1).map(({ arrivedAt }, n) => arrivedAt.virtualMs - exchanges[n].served.endedAt?.virtualMs);

/** What may not change while the harness gets faster: verdict, findings, and under tier A each request's virtual time. */
const comesTo = ({ verdict, findings, judged: played }, exact) => ({
  verdict,
  findings: findings.map(({ requirement, verdict: its, step }) => `${requirement} ${its} ${step}`).sort(),
  requests: played?.observation.exchanges.length ?? 0,
  arrivedMs: exact
    ? (played?.observation.exchanges ?? []).map(({ arrivedAt }) => arrivedAt.virtualMs).sort(ascending)
    : [],
});
const ascending = (a, b) => a - b;

const peak = watchPeak();

// Times are of this process, so they include all that it loads.
const seen = {
  absent,
  tier: null,
  sessionMs: null,
  firstMs: null,
  endMs: null,
  scenarios: 0,
  requests: 0,
  clients: 0,
  failed: [],
  gaps: {},
  verdicts: {},
  end: null,
};
const { clock, jobs, seed } = asked;
if (absent === null) {
  const options = { clock, jobs, seed, repeat: 1, strict: false, bail: false, trace: false, ci: false };
  await run(
    { ...plan, targets: targets.map((target) => ({ ...target, scenarios: copied(target.scenarios) })) },
    { ...options, today: new Date().toISOString().slice(0, 10), path: process.env.PATH, signal },
    { play, judge: judged, prepare: asked.prepared ? async () => null : createPrepare(), diagnose: diagnosed },
    {
      record(record) {
        if (record.type === 'target') {
          seen.tier = record.clockTier;
          seen.sessionMs = performance.now();
        }
        if (record.type === 'end') seen.end = record;
      },
      result(_, found) {
        const { scenario, verdict, judged: played } = found;
        seen.firstMs ??= performance.now();
        seen.scenarios += 1;
        seen.clients += scenario.clients.length;
        seen.requests += played?.observation.exchanges.length ?? 0;
        if (verdict === 'fail') seen.failed.push(scenario.id);
        if (asked.verdicts) seen.verdicts[scenario.id] = comesTo(found, seen.tier === 'A');
        if (asked.gaps && played !== null) seen.gaps[scenario.id] = gapsOf(played.observation);
      },
      notice: () => {},
    },
  );
}
seen.endMs = performance.now();
process.stdout.write(`${JSON.stringify({ ...seen, cpuMs: cpuMs(), peak: peak() })}\n`);
