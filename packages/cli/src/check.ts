import { resolve } from 'node:path';
import { formatProblem, type Spec } from '@sdk-conformance/model';
import { count } from '@sdk-conformance/reporters';
import { loadPlan } from './config/plan.js';
import { readSpec } from './config/spec-files.js';
import { UsageError } from './usage-error.js';

export interface Checked {
  readonly lines: readonly string[];
  readonly exit: 0 | 2;
}

/** The verb `check`: the given specs, or without any the configuration with its spec and fixtures. */
export function check(specs: readonly string[], cwd: string): Checked {
  if (specs.length > 0) {
    const checked = specs.map((file) => attempt(() => specLines(file, cwd)));
    return { lines: checked.flatMap((c) => c.lines), exit: checked.some((c) => c.exit === 2) ? 2 : 0 };
  }
  return attempt(() => {
    const { config, spec, fixtures, scenarios } = loadPlan({}, cwd);
    return [
      `${config.file}: good, ${count(config.targets.length, 'target')}`,
      ...specLines(config.spec, cwd),
      `${count(fixtures.size, 'fixture')} and ${count(scenarios.length, 'scenario')} for ${spec.api.name}`,
    ];
  });
}

function attempt(lines: () => readonly string[]): Checked {
  try {
    return { lines: lines(), exit: 0 };
  } catch (error) {
    if (error instanceof UsageError) return { lines: [error.message], exit: 2 };
    throw error;
  }
}

function specLines(file: string, cwd: string): readonly string[] {
  const { spec, warnings } = readSpec(resolve(cwd, file), cwd);
  return [...warnings.map((warning) => `warning: ${formatProblem(warning)}`), `${spec.file}: good, ${contents(spec)}`];
}

function contents(spec: Spec): string {
  return [
    count(spec.statuses.length, 'status', 'statuses'),
    count(spec.errors.classes.length, 'error class', 'error classes'),
    count(spec.operations.length, 'operation'),
    count(spec.rateLimits.length, 'rate limit'),
  ].join(', ');
}
