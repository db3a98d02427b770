import type { Language } from '@sdk-conformance/model';
import { type ReproAdapter, reproClient } from './client.js';
import { reproReadme, type SeenFailure } from './readme.js';
import { isUnvouched, type ReproSource, servedScenario } from './served.js';

export type { ReproAdapter } from './client.js';
export type { SeenFailure } from './readme.js';
export type { ReproSource } from './served.js';

export interface Repro {
  /** Beside the plain server. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly start: string;
  /** The server shows a certificate: `server.pem`, by an authority in `authority.pem`. */
  readonly shows: boolean;
  /** False: the SDK's own names must be filled in. */
  readonly runs: boolean;
}

/** What tells a client to trust the server, in front of the command that starts it. */
function trustOf({ scenario, tls }: ReproSource, language: Language): string {
  if (!tls || isUnvouched(scenario)) return '';
  const name = language === 'typescript' || language === 'javascript' ? 'NODE_EXTRA_CA_CERTS' : 'SSL_CERT_FILE';
  return `${name}=authority.pem `;
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
  const made = reproClient(source, language, adapter);
  const client = { ...made, start: `${trustOf(source, language)}${made.start}` };
  const readme = reproReadme({ spec, scenario, expectation, target: name, client, failures, rerun });
  return {
    files: [
      { name: 'scenario.json', text: `${JSON.stringify(servedScenario(source), null, 2)}\n` },
      { name: client.name, text: client.text },
      { name: 'README.md', text: readme },
    ],
    start: client.start,
    shows: source.tls || isUnvouched(source.scenario),
    runs: client.runs,
  };
}
