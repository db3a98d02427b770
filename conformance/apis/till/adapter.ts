import { defineAdapter } from '@sdk-conformance/adapter-typescript';
import { rulesOf } from './mutants.js';
import { Till } from './sdk.js';

defineAdapter({
  sdk: { name: 'till', version: '0.0.0' },
  createClient: ({ baseUrl, options: { maxRetries, timeoutMs }, credentials, mutant }) =>
    new Till({ baseUrl, key: credentials['key'] ?? '', maxRetries, timeoutMs, rules: rulesOf(mutant) }),
  operations: {
    retrieveCharge: (client, args: Parameters<Till['retrieveCharge']>[0]) => client.retrieveCharge(args),
    createCharge: (client, args: Parameters<Till['createCharge']>[0]) => client.createCharge(args),
  },
});
