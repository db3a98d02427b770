import { resolve } from 'node:path';
import { leftOpenBy, UsageError } from '@sdk-conformance/engine';
import { type Fixtures, formatProblem, type Problem, type Scenario, type Spec } from '@sdk-conformance/model';
import { count, table, visibleWidth } from '@sdk-conformance/reporters';
import { completeFixtures, deriveScenarios, unplayedOf } from '@sdk-conformance/scenarios';
import { configOf, loadPlan, type Selection } from './config/plan.js';
import { readSpec } from './config/spec-files.js';

export interface Checked {
  /** What is good, with what it holds; and warnings. */
  readonly lines: readonly string[];
  readonly mistakes: readonly string[];
}

/** The verb `check`: the given specs, or without any the configuration with its spec and fixtures. */
export function check(specs: readonly string[], { config }: { readonly config?: string }, cwd: string): Checked {
  const checked =
    specs.length === 0
      ? [attempt(() => configLines(config === undefined ? {} : { config }, cwd))]
      : specs.map((file) => attempt(() => specLines(file, cwd)));
  return { lines: checked.flatMap((c) => c.lines), mistakes: checked.flatMap((c) => c.mistakes) };
}

function attempt(lines: () => readonly string[]): Checked {
  try {
    return { lines: lines(), mistakes: [] };
  } catch (error) {
    if (error instanceof UsageError) return { lines: [], mistakes: [error.message] };
    throw error;
  }
}

function configLines(selection: Selection, cwd: string): readonly string[] {
  const read = configOf(selection, cwd);
  if (read.targets.length === 0) return [`${read.file}: good, no targets`, ...specLines(read.spec, cwd)];
  const { config, spec, fixtures, scenarios, warnings } = loadPlan(selection, cwd);
  return [
    `${config.file}: good, ${count(config.targets.length, 'target')}`,
    ...goodLines(config.spec, cwd).lines,
    ...warnings.map(warningLine),
    ...unplayedOf(spec, fixtures),
    ...openLines(spec, fixtures, scenarios),
    ...limitLines(spec),
    `${count(fixtures.size, 'fixture')} and ${count(scenarios.length, 'scenario')} for ${spec.api.name}`,
  ];
}

function goodLines(file: string, cwd: string): { readonly spec: Spec; readonly lines: readonly string[] } {
  const { spec, warnings } = readSpec(resolve(cwd, file), cwd);
  return { spec, lines: [...warnings.map(warningLine), `${spec.file}: good, ${contents(spec)}`] };
}

/** No scenario can hold an SDK to what a server counts; what an SDK makes of a 429 is judged by retry and hints. */
function limitLines({ rateLimits }: Spec): readonly string[] {
  if (rateLimits.length === 0) return [];
  return ['rateLimits is not judged: the server keeps it. It is for the error maps and the reference page.'];
}

function specLines(file: string, cwd: string): readonly string[] {
  const { spec, lines } = goodLines(file, cwd);
  const fixtures = completeFixtures(spec, new Map());
  return [...lines, ...openLines(spec, fixtures, deriveScenarios(spec, fixtures)), ...limitLines(spec)];
}

/** The keys that would have more judged. */
function openLines(spec: Spec, fixtures: Fixtures, scenarios: readonly Scenario[]): readonly string[] {
  const [language] = spec.languages;
  const open = language === undefined ? [] : leftOpenBy({ spec, fixtures, language }, scenarios);
  if (open.length === 0) return [];
  const rows = open.map(({ key, requirements, scenarios: of }) => [
    `  ${key.slice(1).replaceAll('/', '.')}`,
    of === 0 ? 'not judged at all' : `open in ${count(of, 'scenario')}`,
    requirements.join(', '),
  ]);
  return ['what the spec leaves out, and what is not judged for want of it:', ...table(rows, visibleWidth)];
}

function warningLine(warning: Problem): string {
  return `warning: ${formatProblem(warning)}`;
}

function contents(spec: Spec): string {
  return [
    count(spec.statuses.length, 'status', 'statuses'),
    count(spec.errors.classes.length, 'error class', 'error classes'),
    count(spec.operations.length, 'operation'),
    count(spec.rateLimits.length, 'rate limit'),
  ].join(', ');
}
