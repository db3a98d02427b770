// Puts the SDK under test. It turns a call into a call of the SDK and does nothing else: no retries, no timers, no judging.

import { createRequire } from 'node:module';
import { type ClientSettings, defineAdapter } from '@sdk-conformance/adapter-typescript';

const { name, version }: { name: string; version: string } = createRequire(import.meta.url)('../package.json');

// TO DO: import your SDK, and make its client in place of this one. What a call leaves out of `options` must keep the SDK's own default:
//   new MyClient({ baseUrl, apiKey: credentials['apiKey'] ?? '', ...options })
function createClient({ baseUrl, options, credentials }: ClientSettings) {
  return { baseUrl, credentials, ...options };
}

defineAdapter({
  sdk: { name, version },
  createClient,
  operations: {
    // TO DO: one for each operation of spec.yaml. Arguments and values go by the names of the API, not of the SDK. Once it is here, take
    // the operation out of `unsupported` in conformance.config.yaml.
    // listItems: (client, args: { limit?: number }, { signal }) => client.items.list(args, { signal }),
    // createItem: (client, args: { name: string }, { signal }) => client.items.create(args, { signal }),
  },
  // What the SDK cannot do is said with the reason:
  // without: { abort: 'no call takes a signal' },
});
