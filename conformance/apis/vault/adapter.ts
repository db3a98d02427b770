import { defineAdapter } from '@sdk-conformance/adapter-typescript';
import { rulesOf } from './mutants.js';
import { Vault } from './sdk.js';

type Call<K extends 'getObject' | 'writeObject' | 'deleteObject'> = Parameters<Vault[K]>[0];

defineAdapter({
  sdk: { name: 'vault', version: '0.0.0' },
  createClient({ baseUrl, options: { maxRetries, timeoutMs }, credentials, mutant }) {
    // Asked once, the token that will be refused; asked again, the one that takes its place.
    const tokens = [credentials['token'], credentials['refreshedToken']];
    const token = () => Promise.resolve((tokens.length > 1 ? tokens.shift() : tokens[0]) ?? '');
    return new Vault({ baseUrl, token, key: credentials['key'] ?? '', maxRetries, timeoutMs, rules: rulesOf(mutant) });
  },
  operations: {
    getObject: (client, args: Call<'getObject'>) => client.getObject(args),
    writeObject: (client, args: Call<'writeObject'>) => client.writeObject(args),
    deleteObject: (client, args: Call<'deleteObject'>) => client.deleteObject(args),
  },
});
