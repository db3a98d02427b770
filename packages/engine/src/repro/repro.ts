import type { Language } from '@sdk-conformance/model';
import { type ReproAdapter, reproClient } from './client.js';
import { reproReadme, type SeenFailure } from './readme.js';
import { type ReproSource, servedScenario } from './served.js';

export type { ReproAdapter } from './client.js';
export type { SeenFailure } from './readme.js';
export type { ReproSource } from './served.js';

export interface Repro {
  /** Beside the plain server. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly start: string;
  /** False: the SDK's own names must be filled in. */
  readonly runs: boolean;
}

/**
 * What shows a scenario in real time without the kit, as texts of files: what the plain server serves, the calls of the SDK, and a page on
 * both.
 */
export function reproOf(
  source: ReproSource,
  target: {
    readonly name: string;
    readonly language: Language;
    readonly adapter: ReproAdapter | { readonly command: string };
    readonly failures: readonly SeenFailure[] | null;
    readonly rerun: string;
  },
): Repro {
  const { spec, scenario, expectation } = source;
  const { name, language, adapter, failures, rerun } = target;
  const client = reproClient(source, language, adapter);
  const readme = reproReadme({ spec, scenario, expectation, target: name, client, failures, rerun });
  return {
    files: [
      { name: 'scenario.json', text: `${JSON.stringify(servedScenario(source), null, 2)}\n` },
      { name: client.name, text: client.text },
      { name: 'README.md', text: readme },
    ],
    start: client.start,
    runs: client.runs,
  };
}
