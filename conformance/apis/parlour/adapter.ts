import { defineAdapter } from '@sdk-conformance/adapter-typescript';
import { rulesOf } from './mutants.js';
import { Parlour } from './sdk.js';

defineAdapter({
  sdk: { name: 'parlour', version: '0.0.0' },
  createClient: ({ baseUrl, options: { maxRetries, timeoutMs }, credentials, mutant }) =>
    new Parlour({ baseUrl, token: credentials['token'] ?? '', maxRetries, timeoutMs, rules: rulesOf(mutant) }),
  operations: {
    whoAmI: (client) => client.whoAmI(),
    say: (client, args: Parameters<Parlour['say']>[0]) => client.say(args),
  },
});
