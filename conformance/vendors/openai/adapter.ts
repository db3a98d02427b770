import { defineAdapter } from '@sdk-conformance/adapter-typescript';
import OpenAI from 'openai';
import { VERSION } from 'openai/version';

type Create = OpenAI.ChatCompletionCreateParamsNonStreaming;
type Stream = OpenAI.ChatCompletionCreateParamsStreaming;

defineAdapter({
  sdk: { name: 'openai', version: VERSION },
  createClient: ({ baseUrl, options, credentials }) =>
    new OpenAI({
      baseURL: baseUrl,
      apiKey: credentials['apiKey'],
      organization: credentials['organization'],
      project: credentials['project'],
      timeout: options.timeoutMs,
      ...(options.maxRetries === undefined ? {} : { maxRetries: options.maxRetries }),
    }),
  operations: {
    listModels: async (client, _args, options) => {
      const { object, data } = await client.models.list(options);
      return { object, data };
    },
    retrieveModel: (client, { model }: { model: string }, options) => client.models.retrieve(model, options),
    deleteModel: (client, { model }: { model: string }, options) => client.models.delete(model, options),
    createChatCompletion: (client, args: Create, options) => client.chat.completions.create(args, options),
    async *streamChatCompletion(client, args: Stream, options) {
      const stream = await client.chat.completions.create(args, options);
      for await (const data of stream) yield { event: 'message', data };
    },
  },
});
