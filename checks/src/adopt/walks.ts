import type { Newcomer } from './newcomer.js';
import type { Walk } from './walk.js';

const javascript = {
  first: ['npx', '--yes', '@sdk-conformance/cli'],
  command: ['npx', 'conformance'],
  called: 'npx conformance',
  installs: [
    [
      'npm',
      'install',
      '--save-dev',
      '--no-audit',
      '--no-fund',
      '@sdk-conformance/cli',
      '@sdk-conformance/adapter-typescript',
    ],
  ],
};

const count = ['retry >= maxRetries', 'retry > maxRetries'] as const;

/** An SDK of modules in TypeScript. */
export const esm: Walk = {
  ...javascript,
  fill: ({ edits }) =>
    edits('conformance/adapter.mts', [
      ['\n\nconst { name', "\nimport { Shop } from '../src/index.ts';\n\nconst { name"],
      [
        '{ baseUrl, credentials, ...options }',
        "new Shop({ baseUrl, apiKey: credentials['apiKey'] ?? '', ...options })",
      ],
      [
        /\/\/ listItems: .*/,
        'listItems: (client, args: { limit?: number }, { signal }) => client.listItems(args, signal),',
      ],
      [
        /\/\/ createItem: .*/,
        'createItem: (client, args: { name: string }, { signal }) => client.createItem(args, signal),',
      ],
    ]),
  break: ({ edits }) => edits('src/index.ts', [count]),
  mend: ({ edits }) => edits('src/index.ts', [[count[1], count[0]]]),
};

/** An SDK of CommonJS in JavaScript. */
export const cjs: Walk = {
  ...javascript,
  fill: ({ edits }) =>
    edits('conformance/adapter.mjs', [
      ['\n\nconst { name', "\nimport { Shop } from '../index.js';\n\nconst { name"],
      ['({ baseUrl, credentials, ...options })', 'new Shop({ baseUrl, apiKey: credentials.apiKey, ...options })'],
      [/\/\/ listItems: .*/, 'listItems: (client, args, { signal }) => client.listItems(args, signal),'],
      [/\/\/ createItem: .*/, 'createItem: (client, args, { signal }) => client.createItem(args, signal),'],
    ]),
  break: ({ edits }) => edits('index.js', [count]),
  mend: ({ edits }) => edits('index.js', [[count[1], count[0]]]),
};

/** @param wheels folder of the wheel */
export function python(wheels: string): Walk {
  const npx = ['npx', '--yes', '@sdk-conformance/cli'];
  return {
    first: npx,
    command: npx,
    called: 'npx @sdk-conformance/cli',
    installs: [
      ['python3', '-m', 'venv', '.venv'],
      ['.venv/bin/pip', 'install', '--quiet', '--no-index', '--find-links', wheels, 'sdk-conformance==0.0.0'],
    ],
    fill: ({ edits }) =>
      edits('conformance/adapter.py', [
        [
          '\nadapter = ',
          '\nsys.path.insert(0, str(Path(__file__).parent.parent))\nfrom shop import Shop\n\nadapter = ',
        ],
        ['from typing', 'import sys\nfrom pathlib import Path\nfrom typing'],
        [/return given {2}# .*/, 'return Shop(**given)'],
        [
          /# @adapter.operation\("listItems"\)\n.*\n.*\n/,
          '@adapter.operation("listItems")\ndef list_items(client: Shop, **arguments: Any) -> Any:\n    return client.list_items(**arguments)\n',
        ],
        [
          /# @adapter.operation\("createItem"\)\n.*\n.*\n/,
          '@adapter.operation("createItem")\ndef create_item(client: Shop, **arguments: Any) -> Any:\n    return client.create_item(**arguments)\n',
        ],
      ]),
    break: ({ edits }) => edits('shop.py', [['retry >= self._max_retries', 'retry > self._max_retries']]),
    mend: ({ edits }) => edits('shop.py', [['retry > self._max_retries', 'retry >= self._max_retries']]),
  };
}

export const csharp: Walk = {
  first: ['npx', '--yes', '@sdk-conformance/cli'],
  command: ['npx', '--yes', '@sdk-conformance/cli'],
  called: 'npx @sdk-conformance/cli',
  installs: [],
  fill: ({ edits }: Newcomer) =>
    edits('conformance/adapter/Program.cs', [
      ['using SdkConformance;', 'using SdkConformance;\nusing Shop;'],
      [
        '.Client(context => context.BaseUrl)',
        '.Client(context => new ShopClient(context.BaseUrl, context.Credential("apiKey") ?? "", context.MaxRetries ?? 2, context.Timeout ?? TimeSpan.FromSeconds(30)))',
      ],
      [
        /\/\/ {3}\.Json.*\n.*\n.*/,
        `.Operation("listItems", async (client, args, cancel) => new RawJson(await client.ListItemsAsync(args.NumberOrNull("limit"), cancel)))
    .Operation("createItem", async (client, args, cancel) => new RawJson(await client.CreateItemAsync(args.Text("name"), cancel)))`,
      ],
    ]),
  break: ({ edits }) => edits('src/ShopClient.cs', [['retry >= maxRetries', 'retry > maxRetries']]),
  mend: ({ edits }) => edits('src/ShopClient.cs', [['retry > maxRetries', 'retry >= maxRetries']]),
};
