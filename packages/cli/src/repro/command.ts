import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PlannedTarget, type ReproAdapter, reproOf, scenarioOf, UsageError } from '@sdk-conformance/engine';
import { createAuthority } from '@sdk-conformance/mock-server';
import { whyNotByHttp2 } from '@sdk-conformance/model';
import { predict } from '@sdk-conformance/oracle';
import { quoted } from '@sdk-conformance/reporters';
import { loadPlan, type Selection } from '../config/plan.js';
import { answerWords } from '../explain/answer.js';
import { failuresIn } from './failures.js';

export interface ReproOptions extends Selection {
  readonly id: string;
  /** Folder that is written; below the current one without. */
  readonly out: string | null;
  /** Log of a run whose failures of the scenario are told. */
  readonly log: string | null;
  readonly port: number;
}

const kept = (name: string) => fileURLToPath(new URL(`../../repro/${name}`, import.meta.url));

/**
 * The verb `repro`: a folder with a plain server, the SDK's calls and a page, which show a scenario in real time without the kit.
 *
 * @throws UsageError for an id that is not there, a target that does not play it, or a log that cannot be read
 */
export function reproCommand(
  options: ReproOptions,
  io: { readonly cwd: string; readonly command: string },
): readonly string[] {
  const { id, port } = options;
  const { spec, fixtures, scenarios, targets } = loadPlan(options, io.cwd);
  const scenario = scenarioOf(scenarios, id);
  const target = targets.find((planned) => planned.scenarios.some((own) => own.id === id));
  if (scenario.limits !== undefined)
    throw new UsageError(
      `${id}: what is answered there hangs on the server's rate limits\n  expected: conformance serve --scenario ${id}, or another scenario`,
    );
  if (target === undefined) throw new UsageError(`no target plays ${id}`);
  const { tls, http2 } = target;
  const byHttp1 = http2 ? whyNotByHttp2(scenario, fixtures) : null;
  if (byHttp1 !== null) throw new UsageError(`${id} cannot be shown by HTTP/2: ${byHttp1}`);
  const chosenFile = options.config === undefined ? '' : ` --config ${quoted(options.config)}`;
  const folder = resolve(io.cwd, options.out ?? join('repro', id.replaceAll('/', '_')));
  const expectation = predict(spec, target.language, scenario, fixtures);
  const { files, start, runs, shows } = reproOf(
    { spec, fixtures, scenario, expectation, port, tls, http2, wordsOf: (answer) => answerWords(answer, fixtures) },
    {
      name: target.name,
      language: target.language,
      adapter: adapterOf(target, folder, io.cwd),
      failures: options.log === null ? null : failuresIn(resolve(io.cwd, options.log), options.log, target.name, id),
      rerun: `${io.command} run${chosenFile}${asked(options)} --target ${quoted(target.name)} --filter ${quoted(id)}`,
    },
  );
  mkdirSync(folder, { recursive: true });
  const written = [...files, ...(shows ? certificates() : [])];
  for (const { name, text } of written) writeFileSync(join(folder, name), text);
  const servers = ['server.mjs', ...(http2 ? ['http2.mjs'] : [])];
  for (const name of servers) cpSync(kept(name), join(folder, name));
  const shown = relative(io.cwd, folder) || '.';
  return [
    `${shown}: ${[...servers, ...written.map(({ name }) => name)].join(', ')}`,
    `  node ${join(shown, 'server.mjs')}`,
    `  ${runs ? start : `${start}, once the SDK's own names are filled in`}, in ${shown}`,
  ];
}

/** What a scenario is played by that the configuration does not say. */
function asked({ tls, http2 }: ReproOptions): string {
  return `${tls === true ? ' --tls' : ''}${http2 === true ? ' --http2' : ''}`;
}

/** An authority of this repro's own, and what the server shows by it. */
function certificates(): readonly { readonly name: string; readonly text: string }[] {
  const { pem, server } = createAuthority();
  return [
    { name: 'authority.pem', text: pem },
    { name: 'server.pem', text: server },
  ];
}

function adapterOf({ start }: PlannedTarget, folder: string, cwd: string): ReproAdapter | { readonly command: string } {
  if ('command' in start) return { command: start.command.join(' ') };
  const { adapter } = start;
  const importPath = (specifier: string) => {
    const path = relative(folder, resolve(dirname(adapter), specifier)).replaceAll('\\', '/');
    return path.startsWith('.') ? path : `./${path}`;
  };
  return { file: relative(cwd, adapter), text: readFileSync(adapter, 'utf8'), importPath };
}
