import { defineAdapter } from '@sdk-conformance/adapter-typescript';
import { seamsOf } from './mutants/index.js';
import { FoilEngine, type InitSessionParams, type SendMessageParams, type SessionParams } from './src/index.js';

defineAdapter({
  sdk: { name: 'foilengine-reference', version: '0.0.0' },
  handsOnUndefined: true,
  createClient: ({ baseUrl, options, credentials, mutant }) =>
    new FoilEngine({
      baseUrl,
      apiKey: credentials['apiKey'] ?? '',
      ...(credentials['llmApiKey'] === undefined ? {} : { llmApiKey: credentials['llmApiKey'] }),
      ...(credentials['jwt'] === undefined ? {} : { jwt: credentials['jwt'] }),
      ...('timeoutMs' in options ? { timeout: options.timeoutMs } : {}),
      ...('maxRetries' in options ? { maxRetries: options.maxRetries } : {}),
      ...seamsOf(mutant),
    }),
  operations: {
    listPersonas: (client, _args, options) => client.personas.list(options),
    listMachines: (client, args: SessionParams, options) => client.chat.listMachines(args, options),
    initSession: (client, args: InitSessionParams, options) => client.chat.initSession(args, options),
    sendMessage: (client, args: SendMessageParams, options) => client.chat.sendMessage(args, options),
    streamMessage: (client, args: SendMessageParams, options) => client.chat.sendMessageStream(args, options),
    getSession: (client, args: SessionParams, options) => client.chat.getSession(args, options),
    getHistory: (client, args: SessionParams, options) => client.chat.getHistory(args, options),
    resetSession: (client, args: SessionParams, options) => client.chat.resetSession(args, options),
    validateLlmKey: (client, args: { model?: string }, options) => client.validateLlmKey(args, options),
    revokeApiKey: (client, args: { key_id: string }, options) => client.apiKeys.revoke(args.key_id, options),
  },
});
