import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '@sdk-conformance/engine';
import { type Drift, drift, itemsIn, type Policied } from '@sdk-conformance/learn';
import { count, policiesPage } from '@sdk-conformance/reporters';
import { readSpec } from '../config/spec-files.js';
import { whyUnwritable } from '../config/why.js';
import { onInterrupt } from '../interrupt.js';
import type { Io } from '../io.js';
import { driftMarkdown, driftText } from './drift-lines.js';
import { type Asking, type Chosen, chosenTarget, learnTarget } from './learn-target.js';

export interface DriftCommand extends Asking {
  /** Targets that are learnt, and files of specs that are taken as they are. */
  readonly sdks: readonly string[];
  readonly markdown: boolean;
  /** A file that is written besides. */
  readonly html: string | null;
}

/**
 * The verb `drift`. Resolves to the exit code: 1 where SDKs differ.
 *
 * @throws UsageError for whatever is wrong with options, configuration or a spec, and for a target that cannot be played
 */
export async function driftCommand(command: DriftCommand, io: Io): Promise<number> {
  const { sdks, markdown, html } = command;
  if (sdks.length < 2)
    throw new UsageError('drift: two SDKs at least are expected, by the names of targets or files of specs');
  const interrupt = onInterrupt(io);
  try {
    const policied: Policied[] = [];
    for (const sdk of sdks.map((name) => sdkOf(name, command, io))) {
      policied.push('spec' in sdk ? sdk : await policyOf(sdk, command, interrupt.signal, io));
      if (interrupt.signal.aborted) return 130;
    }
    const found = drift(policied);
    const names = policied.map((sdk) => sdk.name);
    const table = found.length === 0 ? [] : markdown ? driftMarkdown(found, names) : driftText(found, names);
    const verdict =
      found.length === 0 ? 'behave alike, as far as was learnt' : `differ in ${count(found.length, 'way')}`;
    io.out([...table, ...(table.length === 0 ? [] : ['']), `${names.join(', ')}: ${verdict}`, ''].join('\n'));
    const [first] = policied;
    if (html !== null && first !== undefined) writePage(html, first.spec.api.name, names, found, io);
    return found.length === 0 ? 0 : 1;
  } finally {
    interrupt.release();
  }
}

function writePage(file: string, api: string, sdks: readonly string[], found: readonly Drift[], io: Io): void {
  const rows = found.map((each) => ({ line: itemsIn(each), values: each.values }));
  try {
    writeFileSync(resolve(io.cwd, file), policiesPage({ api, sdks, rows }));
  } catch (error) {
    throw new UsageError(`--html: ${file} cannot be written: ${whyUnwritable(error)}`);
  }
}

/** What a name stands for: the policy in a file, or a target that is to be learnt. */
function sdkOf(name: string, command: DriftCommand, io: Io): Policied | Chosen {
  if (!/\.ya?ml$/.test(name)) return chosenTarget({ name, asked: 'drift' }, command, io);
  const { spec } = readSpec(resolve(io.cwd, name), io.cwd);
  const [language = ''] = spec.languages;
  return { name, language, spec };
}

async function policyOf(chosen: Chosen, command: DriftCommand, signal: AbortSignal, io: Io): Promise<Policied> {
  const { spec, language } = await learnTarget(chosen, command, signal, io);
  return { name: chosen.target.name, language, spec };
}
