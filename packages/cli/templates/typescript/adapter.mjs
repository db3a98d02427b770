// Puts the SDK under test. It turns a call into a call of the SDK and does nothing else: no retries, no timers, no judging.

import { createRequire } from 'node:module';
import { defineAdapter } from '@sdk-conformance/adapter-typescript';

const { name, version } = createRequire(import.meta.url)('../package.json');

defineAdapter({
  sdk: { name, version },
  // TO DO: import your SDK, and make its client in place of this one. What a call leaves out of `options` must keep the SDK's own default:
  //   new MyClient({ baseUrl, apiKey: credentials.apiKey, ...options })
  createClient: ({ baseUrl, options, credentials }) => ({ baseUrl, credentials, ...options }),
  operations: {
    // TO DO: one for each operation of spec.yaml. Arguments and values go by the names of the API, not of the SDK. Once it is here, take
    // the operation out of `unsupported` in conformance.config.yaml.
    // listItems: (client, args, { signal }) => client.items.list(args, { signal }),
    // createItem: (client, args, { signal }) => client.items.create(args, { signal }),
  },
  // What the SDK cannot do is said with the reason:
  // without: { abort: 'no call takes a signal' },
});
