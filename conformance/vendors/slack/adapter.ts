import { createRequire } from 'node:module';
import { defineAdapter } from '@sdk-conformance/adapter-typescript';
import slack, { type ChatPostMessageArguments } from '@slack/web-api';

// Some of its exports are getters, which an import by name does not see.
const { LogLevel, retryPolicies, WebClient } = slack;
const { version }: { version: string } = createRequire(import.meta.url)('@slack/web-api/package.json');

/** The SDK adds metadata of its own to every result. */
const wire = async (result: Promise<object>) => {
  const { response_metadata: _, ...rest } = (await result) as { response_metadata?: unknown };
  return rest;
};

defineAdapter({
  sdk: { name: '@slack/web-api', version },
  createClient: ({ baseUrl, options: { timeoutMs, maxRetries }, credentials }) =>
    new WebClient(credentials['token'], {
      slackApiUrl: baseUrl,
      logLevel: LogLevel.ERROR,
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
      ...(maxRetries === undefined
        ? {}
        : { retryConfig: { ...retryPolicies.tenRetriesInAboutThirtyMinutes, retries: maxRetries } }),
    }),
  operations: {
    authTest: (client) => wire(client.auth.test()),
    emojiList: (client) => wire(client.emoji.list()),
    postMessage: (client, args: ChatPostMessageArguments) => wire(client.chat.postMessage(args)),
  },
});
