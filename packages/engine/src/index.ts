export type { Cause } from '@sdk-conformance/diagnosis';
export type { KnownDeviation } from './known/deviation.js';
export type { KnownOutcome } from './known/known.js';
export { type Accepted, type KnownUpdate, type TargetResult, updateOf } from './known/update.js';
export { type Probed, type ProbeTarget, type Probing, playProbes } from './learn/probes.js';
export { type Kill, killOf, type Naming, namingOf, neverBroken } from './mutants/kill.js';
export type { Mutant } from './mutants/mutant.js';
export { type Matrix, type MutantsOptions, type Mutated, playMutants } from './mutants/mutants.js';
export { declaredUnsupported } from './plan/declared.js';
export { isNoReason } from './plan/no-reason.js';
export {
  type Config,
  type ConfiguredTarget,
  type Declarations,
  type Lackable,
  lackable,
  type Plan,
  type PlannedTarget,
} from './plan/plan.js';
export { planFor } from './plan/planned.js';
export { absentToolchain, preparationOf, runnerTarget } from './plan/runner-target.js';
export { scenarioOf, selectTargets } from './plan/select.js';
export type { Shard } from './plan/shard.js';
export { type Repro, type ReproAdapter, type ReproSource, reproOf, type SeenFailure } from './repro/repro.js';
export { type Coverage, coverageOf, type Tests } from './requirements/coverage.js';
export { type LeftOpen, leftOpenBy } from './requirements/left-open.js';
export { ruleSetNames, rulesInForce } from './rules/rule-sets.js';
export { diagnosed } from './run/causes.js';
export type { RunListener, RunOptions } from './run/course.js';
export { tooLittleJudged } from './run/least-judged.js';
export { createPrepare, type Exclusively, type Prepare } from './run/prepare.js';
export { brokenLevel, judged, type Result } from './run/result.js';
export { type Ended, run } from './run/run.js';
export { type Exit, exitOf, type Tally } from './run/verdict.js';
export { UsageError } from './usage-error.js';
