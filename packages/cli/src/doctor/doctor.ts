import { createRequire } from 'node:module';
import { type Plan, selectTargets, UsageError } from '@sdk-conformance/engine';
import { count, quoted } from '@sdk-conformance/reporters';
import { configOf, loadPlan, type Selection } from '../config/plan.js';
import { checkAdapter } from './adapter.js';
import { type Check, ok, wrong } from './check.js';
import { checkCompiler, checkLimits, checkLoopback, checkNode, checkPnpm, type Machine } from './machine.js';
import { checkTarget, type Surroundings, startable, type TargetStages } from './target.js';
import { checkTypes } from './types/types.js';

export interface DoctorOptions extends Pick<Selection, 'config' | 'env'> {
  /** Names or languages; all without any. */
  readonly target: readonly string[];
  /** Whether adapters are tried by themselves. */
  readonly adapter: boolean;
}

export interface DoctorSurroundings extends Surroundings {
  readonly cwd: string;
  /** How the user called the command: `pnpm …` in a checkout. */
  readonly command: string;
  /** As a package manager tells of itself to what it starts. */
  readonly userAgent: string | undefined;
  readonly machine: Machine;
}

/**
 * The verb `doctor`: whether this machine can run the targets, one check after the other.
 *
 * @throws UsageError for a target that is not configured
 */
export async function* doctor(
  options: DoctorOptions,
  where: DoctorSurroundings,
  stages: TargetStages,
): AsyncGenerator<Check, void, undefined> {
  const { machine, cwd, command } = where;
  const config = attempt(() => configOf(options, cwd));
  const chosen = typeof config === 'string' ? [] : selectTargets(config, options.target).map(({ name }) => name);
  yield checkNode(machine, leastNode());
  if (command.startsWith('pnpm')) yield checkPnpm(machine, where.userAgent);
  yield await checkLoopback(machine);
  yield* checkLimits(machine);
  const plan = typeof config === 'string' ? config : attempt(() => loadPlan({ ...options, target: [] }, cwd));
  if (typeof plan === 'string') {
    const chosenFile = options.config === undefined ? '' : ` --config ${quoted(options.config)}`;
    yield wrong(plan, `edit the file; ${command} check${chosenFile} says when it is good`);
    return;
  }
  yield* filesRead(plan);
  for (const target of plan.targets) {
    if (where.signal.aborted) return;
    if (!chosen.includes(target.name)) continue;
    const check = await checkTarget(plan, target, stages, where);
    yield check;
    const started = options.adapter && check.state === 'ok' ? startable(plan, target) : '';
    if (typeof started === 'string') continue;
    yield* await checkTypes(target, plan.config.folder, where);
    yield* await checkAdapter(plan, target, started, stages, where.signal);
  }
  yield checkCompiler(machine);
}

function* filesRead({ config, spec, fixtures, scenarios }: Plan): Generator<Check> {
  yield ok(`${config.file}: ${count(config.targets.length, 'target')}`);
  yield ok(`${spec.file}: ${spec.api.name}, ${count(spec.operations.length, 'operation')}`);
  yield ok(`fixtures: ${fixtures.size}, for ${count(scenarios.length, 'scenario')}`);
}

function attempt<T>(load: () => T): T | string {
  try {
    return load();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

function leastNode(): string {
  const { engines }: { engines: { node: string } } = createRequire(import.meta.url)('../../package.json');
  return engines.node.replace(/^>=/, '');
}
