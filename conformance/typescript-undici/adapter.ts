import { defineAdapter } from '@sdk-conformance/adapter-typescript';
import { createFoilEngine, type Message, type NewSession, type Session } from './src/client.js';

defineAdapter({
  sdk: { name: 'foilengine-undici', version: '0.0.0', variant: 'undici' },
  handsOnUndefined: true,
  createClient: ({ baseUrl, options, credentials }) =>
    createFoilEngine({
      baseUrl,
      apiKey: credentials['apiKey'] ?? '',
      llmApiKey: credentials['llmApiKey'],
      jwt: credentials['jwt'],
      timeout: options.timeoutMs,
      maxRetries: options.maxRetries,
    }),
  operations: {
    listPersonas: (client, _args, call) => client.personas(call),
    listMachines: (client, args: Session, call) => client.chat.machines(args, call),
    initSession: (client, args: NewSession, call) => client.chat.init(args, call),
    sendMessage: (client, args: Message, call) => client.chat.send(args, call),
    streamMessage: (client, args: Message, call) => client.chat.stream(args, call),
    getSession: (client, args: Session, call) => client.chat.session(args, call),
    getHistory: (client, args: Session, call) => client.chat.history(args, call),
    resetSession: (client, args: Session, call) => client.chat.reset(args, call),
    validateLlmKey: (client, args: { model?: string }, call) => client.validateLlmKey(args, call),
    revokeApiKey: (client, args: { key_id: string }, call) => client.revokeApiKey(args.key_id, call),
  },
});
