// Puts the SDK under test. It turns a call into a call of the SDK and does nothing else: no retries, no timers, no judging.

import { createRequire } from 'node:module';
import { type ClientSettings, defineAdapter } from '@sdk-conformance/adapter-typescript';
import { Shop } from '../src/index.ts';

const { name, version }: { name: string; version: string } = createRequire(import.meta.url)('../package.json');

// What a call leaves out of `options` keeps the SDK's own default.
function createClient({ baseUrl, options, credentials }: ClientSettings) {
  return new Shop({ baseUrl, apiKey: credentials['apiKey'] ?? '', ...options });
}

defineAdapter({
  sdk: { name, version },
  createClient,
  operations: {
    // By the names of the API, not of the SDK.
    listItems: (client, args: { limit?: number }, { signal }) => client.listItems(args, signal),
    createItem: (client, args: { name: string }, { signal }) => client.createItem(args, signal),
  },
});
