import { defineAdapter } from '@sdk-conformance/adapter-typescript';
import { FoilEngine, type InitSessionParams, type SendMessageParams, type SessionParams } from './src/client.js';

defineAdapter({
  sdk: { name: 'foilengine-axios', version: '0.0.0', variant: 'axios' },
  handsOnUndefined: true,
  createClient: ({ baseUrl, options, credentials }) =>
    new FoilEngine({
      baseUrl,
      apiKey: credentials['apiKey'] ?? '',
      ...(credentials['llmApiKey'] === undefined ? {} : { llmApiKey: credentials['llmApiKey'] }),
      ...(credentials['jwt'] === undefined ? {} : { jwt: credentials['jwt'] }),
      ...('timeoutMs' in options ? { timeout: options.timeoutMs } : {}),
      ...('maxRetries' in options ? { maxRetries: options.maxRetries } : {}),
    }),
  operations: {
    listPersonas: (client, _args, options) => client.listPersonas(options),
    listMachines: (client, args: SessionParams, options) => client.listMachines(args, options),
    initSession: (client, args: InitSessionParams, options) => client.initSession(args, options),
    sendMessage: (client, args: SendMessageParams, options) => client.sendMessage(args, options),
    streamMessage: (client, args: SendMessageParams, options) => client.streamMessage(args, options),
    getSession: (client, args: SessionParams, options) => client.getSession(args, options),
    getHistory: (client, args: SessionParams, options) => client.getHistory(args, options),
    resetSession: (client, args: SessionParams, options) => client.resetSession(args, options),
    validateLlmKey: (client, args: { model?: string }, options) => client.validateLlmKey(args, options),
    revokeApiKey: (client, args: { key_id: string }, options) => client.revokeApiKey(args.key_id, options),
  },
});
