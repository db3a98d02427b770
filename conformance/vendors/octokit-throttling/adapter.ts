import { createRequire } from 'node:module';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import { defineAdapter } from '@sdk-conformance/adapter-typescript';

const Both = Octokit.plugin(retry, throttling);
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
// The package tells no version of its own, so the one pinned here is told.
const { dependencies }: { dependencies: Record<string, string> } = createRequire(import.meta.url)('./package.json');

const data = async (response: Promise<{ data: unknown }>) => (await response).data as never;

defineAdapter({
  sdk: { name: '@octokit/plugin-throttling', version: dependencies['@octokit/plugin-throttling'] ?? '' },
  createClient: ({ baseUrl, options, credentials }) =>
    new Both({
      baseUrl,
      auth: credentials['auth'],
      log: quiet,
      // Without an id of its own a client shares its queues with every other client of the process.
      throttle: { id: baseUrl, onRateLimit: () => true, onSecondaryRateLimit: () => true },
      ...(options.maxRetries === undefined ? {} : { request: { retries: options.maxRetries } }),
    }),
  operations: {
    getRepo: (client, args: { owner: string; repo: string }, { signal }) =>
      data(client.rest.repos.get({ ...args, request: { signal } })),
    listIssues: (client, args: { owner: string; repo: string }, { signal }) =>
      data(client.rest.issues.listForRepo({ ...args, request: { signal } })),
    createIssue: (client, args: { owner: string; repo: string; title: string }, { signal }) =>
      data(client.rest.issues.create({ ...args, request: { signal } })),
    // Octokit's value of a 204 is a text without letters, or nothing.
    deleteRepo: async (client, args: { owner: string; repo: string }, { signal }) => {
      const { data } = await client.rest.repos.delete({ ...args, request: { signal } });
      return ((data as unknown) || null) as never;
    },
  },
});
