import { createRequire } from 'node:module';
import { Client } from '@notionhq/client';
import { defineAdapter } from '@sdk-conformance/adapter-typescript';

type Call<K extends keyof Client, M extends keyof Client[K]> = Client[K][M] extends (args: infer A) => unknown
  ? NonNullable<A>
  : never;

const { version }: { version: string } = createRequire(import.meta.url)('@notionhq/client/package.json');

defineAdapter({
  sdk: { name: '@notionhq/client', version },
  createClient: ({ baseUrl, options: { timeoutMs, maxRetries }, credentials }) =>
    new Client({
      baseUrl,
      auth: credentials['auth'] ?? '',
      logger: () => {},
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(maxRetries === undefined ? {} : { retry: { maxRetries } }),
    }),
  operations: {
    listUsers: (client, args: Call<'users', 'list'>) => client.users.list(args),
    retrieveBlock: (client, args: Call<'blocks', 'retrieve'>) => client.blocks.retrieve(args),
    deleteBlock: (client, args: Call<'blocks', 'delete'>) => client.blocks.delete(args),
    queryDataSource: (client, args: Call<'dataSources', 'query'>) => client.dataSources.query(args),
    createComment: (client, args: Call<'comments', 'create'>) => client.comments.create(args),
  },
});
