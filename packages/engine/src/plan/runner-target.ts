import { inOneLine, lastWords } from '@sdk-conformance/model';
import { childEnvironment, nodeCommand, runTool, type Target, whereOnPath } from '@sdk-conformance/runner';
import { timePreload } from '@sdk-conformance/time-preload';
import type { Preparation } from '../run/prepare.js';
import { declaredUnsupported } from './declared.js';
import type { Config, ConfiguredTarget, Plan } from './plan.js';

/** How the runner starts a target. */
export function runnerTarget(
  { config, spec }: Pick<Plan, 'config' | 'spec'>,
  target: ConfiguredTarget,
  options: { readonly clock: 'virtual' | 'real'; readonly mutant?: string },
): Target {
  const { start, variant, clock, granularityMs, tls, http2 } = target;
  return {
    name: target.name,
    language: target.language,
    command: 'adapter' in start ? nodeCommand(start.adapter, { clock: options.clock === 'virtual' }) : start.command,
    cwd: config.folder,
    env: target.env,
    unsupported: [...declaredUnsupported(spec, target).keys()],
    ...(variant === null ? {} : { variant }),
    ...(clock === null ? {} : { clock }),
    granularityMs,
    ...(tls ? { tls } : {}),
    ...(http2 ? { http2 } : {}),
    ...(clock === 'B' && options.clock === 'virtual' ? { preload: timePreload() } : {}),
    ...(options.mutant === undefined ? {} : { mutant: options.mutant }),
  };
}

/** What must have run before a target is started; null where nothing must. */
export function preparationOf(config: Config, target: ConfiguredTarget): Preparation | null {
  return target.prepare === null ? null : { command: target.prepare, cwd: config.folder, env: target.env };
}

/** What a target brings to a play: how it is started, and what the configuration says of it. */
export function broughtBy(
  plan: Pick<Plan, 'config' | 'spec' | 'fixtures'>,
  target: ConfiguredTarget,
  options: { readonly clock: 'virtual' | 'real'; readonly mutant?: string },
) {
  const { config, spec, fixtures } = plan;
  return {
    spec,
    fixtures,
    target: runnerTarget(plan, target, options),
    without: target.without,
    off: config.off,
    rules: config.rules,
    preparation: preparationOf(config, target),
    clock: options.clock,
  };
}

/** Longest that a check of what a target needs may take, ms. */
const checkMs = 60_000;

/** Why a target cannot be run on this machine; null where nothing is known against it. Its check sees the environment that its process will see. */
export async function absentToolchain(
  config: Config,
  target: ConfiguredTarget,
  { path, signal }: { readonly path: string | undefined; readonly signal: AbortSignal },
): Promise<string | null> {
  if (target.requires === null) return null;
  const { command, check, install } = target.requires;
  const mend = install === null ? '' : `; it comes with: ${install}`;
  const searched = target.env['PATH'] ?? path;
  if (whereOnPath(command, searched) === null) return `${command} is not on the PATH${mend}`;
  if (check === null || check.length === 0) return null;
  const env = childEnvironment({ env: target.env }, { clock: null, url: null }, { ...process.env, PATH: path });
  const end = await runTool({ command: check, cwd: config.folder, env, signal, deadlineMs: checkMs });
  // An interrupted run plays nothing more, and says so itself.
  if (end.ok || signal.aborted) return null;
  const found = end.why.startsWith('ended') ? 'finds that something is missing' : end.why;
  const [said] = lastWords(end.output, 1);
  const [program = ''] = check;
  const told = said === undefined ? '' : ` (${inOneLine(said)}, says ${whereOnPath(program, searched) ?? program})`;
  return `${check.join(' ')} ${found}${told}${mend}`;
}
