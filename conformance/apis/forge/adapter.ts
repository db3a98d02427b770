import { defineAdapter } from '@sdk-conformance/adapter-typescript';
import { rulesOf } from './mutants.js';
import { Forge } from './sdk.js';

defineAdapter({
  sdk: { name: 'forge', version: '0.0.0' },
  createClient: ({ baseUrl, options: { maxRetries, timeoutMs }, credentials, mutant }) =>
    new Forge({
      baseUrl,
      token: credentials['token'] ?? '',
      version: credentials['version'],
      maxRetries,
      timeoutMs,
      rules: rulesOf(mutant),
    }),
  operations: {
    getRepo: (client, args: Parameters<Forge['getRepo']>[0]) => client.getRepo(args),
    createIssue: (client, args: Parameters<Forge['createIssue']>[0]) => client.createIssue(args),
  },
});
