import { defineAdapter } from '@sdk-conformance/adapter-typescript';
import { rulesOf } from './mutants.js';
import { Shelf } from './sdk.js';

type Call<K extends 'getItem' | 'putItem' | 'writeBatch'> = Parameters<Shelf[K]>[0];

defineAdapter({
  sdk: { name: 'shelf', version: '0.0.0' },
  createClient: ({ baseUrl, options: { maxRetries, timeoutMs }, credentials, mutant }) =>
    new Shelf({ baseUrl, key: credentials['key'] ?? '', maxRetries, timeoutMs, rules: rulesOf(mutant) }),
  operations: {
    getItem: (client, args: Call<'getItem'>) => client.getItem(args),
    putItem: (client, args: Call<'putItem'>) => client.putItem(args),
    writeBatch: (client, args: Call<'writeBatch'>) => client.writeBatch(args),
  },
});
