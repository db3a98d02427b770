import { createRequire } from 'node:module';
import { retry } from '@octokit/plugin-retry';
import { Octokit } from '@octokit/rest';
import { defineAdapter } from '@sdk-conformance/adapter-typescript';

const WithRetry = Octokit.plugin(retry);
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
// The package tells no version of its own, so the one pinned here is told.
const { dependencies }: { dependencies: Record<string, string> } = createRequire(import.meta.url)('./package.json');

const data = async (response: Promise<{ data: unknown }>) => (await response).data as never;

defineAdapter({
  sdk: { name: '@octokit/plugin-retry', version: dependencies['@octokit/plugin-retry'] ?? '' },
  createClient: ({ baseUrl, options, credentials }) =>
    new WithRetry({
      baseUrl,
      auth: credentials['auth'],
      log: quiet,
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
