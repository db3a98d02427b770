import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '@sdk-conformance/engine';
import { unservable } from '@sdk-conformance/mock-server';
import type { Answer, ClientPlan, Fixtures, Scenario, Spec, Step } from '@sdk-conformance/model';
import { shownPath } from './config.js';
import { readDocument } from './document.js';
import type { Mistake } from './mistake.js';
import { strangeNames } from './own-scenario-names.js';
import { whyUnreadable } from './why.js';

interface AnswerEntry extends Omit<Answer, 'fixture'> {
  readonly fixture?: string | null;
}

interface StepEntry
  extends Omit<Step, 'id' | 'client' | 'arguments' | 'script'>,
    Partial<Pick<Step, 'id' | 'client' | 'arguments'>> {
  readonly script: readonly AnswerEntry[];
}

/** A file as its schema has it. */
interface ScenarioFile extends Partial<Pick<Scenario, 'about' | 'basePath' | 'baseSlash'>> {
  readonly clients?: readonly (Pick<ClientPlan, 'id'> & Partial<ClientPlan>)[];
  readonly steps: readonly StepEntry[];
}

function scenarioFiles(folder: string, cwd: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(json|ya?ml)$/.test(name))
      .map((name) => name.replaceAll('\\', '/'))
      .sort();
  } catch (error) {
    throw new UsageError(`${shownPath(folder, cwd)}: the folder of scenarios cannot be read: ${whyUnreadable(error)}`);
  }
}

function scenarioOf(name: string, file: ScenarioFile): Scenario {
  const { about = `written by hand in ${name}`, clients = [{ id: 'client' }], steps, basePath, baseSlash } = file;
  const [first] = clients;
  return {
    id: `own/${name.replace(/\.\w+$/, '')}`,
    family: 'own',
    about,
    ...(basePath === undefined ? {} : { basePath }),
    ...(baseSlash === undefined ? {} : { baseSlash }),
    clients: clients.map((client) => ({ options: {}, ...client })),
    steps: steps.map((step, place) => ({
      ...step,
      id: step.id ?? (steps.length === 1 ? 'step' : `step-${place + 1}`),
      client: step.client ?? first?.id ?? 'client',
      arguments: step.arguments ?? {},
      script: step.script.map((answer) => ({ ...answer, fixture: answer.fixture ?? null })),
    })),
  };
}

/** What no server can serve, at its place. */
function unservableIn(spec: Spec, fixtures: Fixtures, scenario: Scenario): readonly Mistake[] {
  const found = unservable(spec, fixtures, scenario);
  if (found === null) return [];
  const { step, answer, why } = found;
  const pointer = ['/steps', ...(step === null ? [] : [step]), ...(answer === null ? [] : ['script', answer])].join(
    '/',
  );
  return [{ pointer, message: why }];
}

/**
 * Reads every scenario below a folder: JSON or YAML in the form that `explain --json` prints.
 *
 * @throws UsageError that shows every problem of a file with its place
 */
export function readScenarios(folder: string, cwd: string, spec: Spec, fixtures: Fixtures): readonly Scenario[] {
  return scenarioFiles(folder, cwd).map((name) => {
    const path = join(folder, name);
    const document = readDocument(shownPath(path, cwd), path, 'scenario');
    // The schema vouches for the shape.
    const scenario = scenarioOf(name, document.value as ScenarioFile);
    document.refuse(strangeNames(scenario, spec, fixtures));
    document.refuse(unservableIn(spec, fixtures, scenario));
    return scenario;
  });
}
