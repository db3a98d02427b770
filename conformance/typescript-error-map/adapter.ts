import { defineAdapter } from '@sdk-conformance/adapter-typescript';
import { CALL_RULES } from '@sdk-conformance/foilengine-error-map-typescript';
import { call } from './client.js';
import type { Arguments, Client } from './wire.js';

interface CallOptions {
  readonly signal?: AbortSignal;
}

async function onlyValue(client: Client, operation: string, given: Arguments, signal?: AbortSignal): Promise<unknown> {
  for await (const value of call(client, operation, given, signal)) return value;
  return null;
}

defineAdapter({
  sdk: { name: 'foilengine-on-error-map', version: '0.0.0', variant: 'error map' },
  createClient: ({ baseUrl, options, credentials }): Client => ({
    baseUrl,
    keys: credentials,
    secrets: Object.values(credentials).filter((key) => key !== undefined),
    timeoutMs: options.timeoutMs,
    maxRetries: options.maxRetries,
  }),
  operations: Object.fromEntries(
    Object.entries(CALL_RULES.operations).map(([id, { stream }]) => [
      id,
      (client: Client, given: Arguments, { signal }: CallOptions) =>
        stream ? call(client, id, given, signal) : onlyValue(client, id, given, signal),
    ]),
  ),
});
