// An adapter over no SDK: each operation does one thing that an SDK might do.
import { defineAdapter } from '@sdk-conformance/adapter-typescript';

class BaseError extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = new.target.name;
  }
}
class LimitError extends BaseError {
  statusCode = 429;
  #after = 2;
  get retryAfter() {
    return this.#after;
  }
}

async function* events(client, ...all) {
  try {
    yield* all;
  } finally {
    client.log.push('stream closed');
  }
}

defineAdapter({
  sdk: { name: 'testing', version: '1.2.3', variant: 'async' },
  createClient: ({ baseUrl, options, credentials, mutant }) => {
    if (options.maxRetries === 99) throw new RangeError('maxRetries is at most 10');
    return { baseUrl, options, credentials, mutant, log: [] };
  },
  operations: {
    echo: (client, args) => ({ args, options: client.options, credentials: client.credentials, mutant: client.mutant }),
    get: async (client, args, { signal }) => (await fetch(client.baseUrl + args.path, { signal })).json(),
    nothing: () => undefined,
    symbol: () => ({ list: [1, Symbol('a')] }),
    cycle: () => {
      const value = { name: 'a' };
      value.self = value;
      return value;
    },
    raise: () => {
      throw new LimitError('slow down', { cause: new TypeError('low level') });
    },
    raiseText: async () => {
      throw 'just text';
    },
    stream: (client) => events(client, { event: 'a', data: 1 }, { event: 'done', data: { all: true } }),
    brokenStream: async function* () {
      yield { event: 'a', data: 1 };
      throw new LimitError('cut');
    },
    oddStream: (client) => events(client, { type: 'a' }),
    append: async (client, { text }) => client.log.push(text),
    log: (client) => client.log,
    deaf: () => new Promise((resolve) => setTimeout(resolve, 5, 'returned')),
    aborted: (_client, _args, { signal }) => signal.aborted,
    listens: (_client, _args, { signal }) => signal.addEventListener('abort', () => {}),
    countsOnOptions: (_client, _args, options) => {
      options.calls = (options.calls ?? 0) + 1;
      return options.calls;
    },
    optionNames: (client) => Object.keys(client.options),
    untilAborted: (_client, _args, { signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    rejects: () => {
      void Promise.reject(new Error('nobody handles this'));
      return 'returned';
    },
    throwsLater: () =>
      new Promise((resolve) => {
        setTimeout(() => {
          resolve('returned');
          throw new Error('thrown from a timer');
        }, 1);
      }),
    warns: () => process.emitWarning('careful', 'OddWarning'),
    leaves: () => void setTimeout(() => {}, 500),
    sleeps: async (_client, { ms }) => {
      const from = Date.now();
      await new Promise((resolve) => setTimeout(resolve, ms));
      return Date.now() - from;
    },
    never: () => new Promise(() => {}),
    exits: () => process.exit(7),
  },
  ...(process.env.WITHOUT === undefined ? {} : { without: JSON.parse(process.env.WITHOUT) }),
});
