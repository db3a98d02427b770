import { credentialsGiven, originOf, type Step, unreachedBy, valueGiven } from '@sdk-conformance/model';
import { basePathOf, type ReproSource } from './served.js';

/** A program that makes the calls; `runs`: as it stands, or once the SDK's own names are filled in. */
export interface ReproClient {
  readonly name: string;
  readonly text: string;
  readonly runs: boolean;
  /** How it is started. */
  readonly start: string;
}

export interface Calls {
  readonly baseUrl: string;
  readonly clients: readonly {
    readonly id: string;
    readonly options: Readonly<Record<string, number | undefined>>;
    /** Options that it is given as undefined. */
    readonly unset: readonly string[];
    readonly credentials: Readonly<Record<string, string>>;
  }[];
  readonly steps: readonly Omit<Step, 'script'>[];
}

/** What a client is made with, and what it is asked. */
export function callsOf({ spec, scenario, port, tls }: ReproSource): Calls {
  const origin = originOf(unreachedBy(scenario.steps.flatMap(({ script }) => script)), port, tls);
  return {
    baseUrl: `${origin}${basePathOf(spec, scenario)}${scenario.baseSlash === true ? '/' : ''}`,
    clients: scenario.clients.map((client) => ({
      id: client.id,
      options: client.options,
      unset: client.unset ?? [],
      credentials: Object.fromEntries(
        credentialsGiven(spec, client).map((c) => [c.id, valueGiven(client, c.id, `test_${client.id}_${c.id}`)]),
      ),
    })),
    steps: scenario.steps.map(({ script: _, ...step }) => step),
  };
}
