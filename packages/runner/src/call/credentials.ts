import { createHash } from 'node:crypto';
import { canary, credentialsGiven, type Observation, type Scenario, type Spec } from '@sdk-conformance/model';

function digest(...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/**
 * Name of a call: by seed, scenario and attempt alone. Clocks that replace an SDK's randomness seed it by this name, so that
 * the same seed gives the same delays.
 */
export function callName(scenario: Scenario, seed: number, attempt: number): string {
  return `c${digest('call', seed, scenario.id, attempt).slice(0, 16)}`;
}

/**
 * A canary for each credential of each client. Values depend on seed, scenario and attempt alone, so that the same
 * seed gives the same bytes in whatever order calls are played, and no two calls of a run share one.
 */
export function canaries(spec: Spec, scenario: Scenario, seed: number, attempt: number): Observation['credentials'] {
  const value = (client: string, credential: string) =>
    canary(digest(seed, scenario.id, attempt, client, credential).slice(0, 32));
  return Object.fromEntries(
    scenario.clients.map((client) => [
      client.id,
      Object.fromEntries(
        credentialsGiven(spec, client).map((credential) => [credential.id, value(client.id, credential.id)]),
      ),
    ]),
  );
}
