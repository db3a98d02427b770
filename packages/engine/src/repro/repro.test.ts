import { predict } from '@sdk-conformance/oracle';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import { type Repro, type ReproAdapter, reproOf } from './repro.js';

const { spec, fixtures, scenarios } = specInRepository('spec/foilengine.yaml');

function repro(id: string, language: string, adapter: ReproAdapter | { readonly command: string }): Repro {
  const scenario = scenarios.get(id);
  if (scenario === undefined) throw new RangeError(`no scenario ${id}`);
  const expectation = predict(spec, language, scenario, fixtures);
  return reproOf(
    {
      spec,
      fixtures,
      scenario,
      expectation,
      port: 8600,
      tls: false,
      http2: false,
      wordsOf: ({ fixture }) => fixture ?? 'nothing',
    },
    { name: 'sdk', language, adapter, failures: null, rerun: 'pnpm conformance run' },
  );
}

const text = ({ files }: Repro, name: string) => files.find((file) => file.name === name)?.text ?? '';

const adapter = (source: string): ReproAdapter => ({
  file: 'adapter.ts',
  text: source,
  importPath: (specifier) => `../..${specifier.slice(1)}`,
});

test('the calls of a TypeScript adapter stand without the kit', () => {
  const made = repro(
    'retry/count/max-0/429/initSession',
    'typescript',
    adapter(`import { defineAdapter } from '@sdk-conformance/adapter-typescript';
import { Client } from './src/index.js';

defineAdapter({ createClient: (settings) => new Client(settings), operations: {} });
`),
  );
  const client = text(made, 'client.ts');
  expect([made.runs, made.start]).toEqual([true, 'npx tsx client.ts']);
  expect(client).toContain("import { Client } from '../../src/index.js';");
  expect(client).toContain('"maxRetries": 0');
  expect(client).not.toContain('@sdk-conformance');
});

test('an adapter that uses more of the kit is named, and its calls are listed', () => {
  const made = repro(
    'retry/count/max-0/429/initSession',
    'typescript',
    adapter("import { defineAdapter, Unsupported } from '@sdk-conformance/adapter-typescript';\ndefineAdapter({});\n"),
  );
  expect([made.runs, made.start]).toEqual([false, 'npx tsx client.ts']);
  expect(text(made, 'client.ts')).toContain('// The adapter that was judged, which makes them: adapter.ts\n');
});

test('what is to be called in Python and in C#', () => {
  const id = 'retry/mixed/max-1/500-reset-429/listMachines';
  const command = { command: 'python3 adapter.py' };
  expect(text(repro(id, 'python', command), 'client.py')).toMatchInlineSnapshot(`
    "# retry/mixed/max-1/500-reset-429/listMachines: A retried status, a reset, another retried status; the client has maxRetries 1.
    # Make these calls with the SDK; print what each returns or raises: class, bases, message, fields.
    # The adapter that was judged, which makes them: python3 adapter.py
    #
    # base URL http://127.0.0.1:8600
    # client client
    #   option max_retries: 1
    #   credential apiKey: test_client_apiKey
    #   credential llmApiKey: test_client_llmApiKey
    #   credential jwt: test_client_jwt
    # step step: listMachines by client
    #   argument persona_id: "840966c2-aa24-49c4-8610-2f7baf5980f7"
    #   argument user_session_id: "conformance"
    #
    # The first of them, in names that the SDK may have; its options in its own units:
    # client = Client(base_url="http://127.0.0.1:8600", max_retries=1)
    # print(client.list_machines(persona_id="840966c2-aa24-49c4-8610-2f7baf5980f7", user_session_id="conformance"))
    "
  `);
  expect(
    text(repro(id, 'csharp', command), 'Client.cs')
      .split('\n')
      .slice(-3),
  ).toMatchInlineSnapshot(`
    [
      "// var client = new Client(new ClientOptions { BaseUrl = "http://127.0.0.1:8600", MaxRetries = 1 });",
      "// Console.WriteLine(await client.ListMachinesAsync(persona_id: "840966c2-aa24-49c4-8610-2f7baf5980f7", user_session_id: "conformance"));",
      "",
    ]
  `);
});

test('the script that the plain server reads', () => {
  const made = repro('retry/mixed/max-1/500-reset-429/listMachines', 'python', { command: 'x' });
  const served = JSON.parse(text(made, 'scenario.json'));
  const [step] = served.steps;
  expect({ ...served, steps: [{ ...step, script: step.script.length }] }).toMatchInlineSnapshot(`
    {
      "about": "A retried status, a reset, another retried status; the client has maxRetries 1.",
      "basePath": "",
      "closes": true,
      "http2": false,
      "id": "retry/mixed/max-1/500-reset-429/listMachines",
      "port": 8600,
      "refuses": false,
      "steps": [
        {
          "id": "step",
          "method": "GET",
          "path": [
            "",
            "api",
            "v1",
            "sdk",
            "chat",
            "840966c2-aa24-49c4-8610-2f7baf5980f7",
            "machines",
          ],
          "script": 3,
          "words": [
            "conformance",
          ],
        },
      ],
      "tls": false,
    }
  `);
  expect(step.script.map((answer: { effect: { end: string } }) => answer.effect.end)).toEqual([
    'complete',
    'rst',
    'complete',
  ]);
});

test('the page tells what is promised and where', () => {
  const made = repro('retry/count/max-0/429/initSession', 'python', { command: 'python3 adapter.py' });
  expect(text(made, 'README.md').replace(/yaml:\d+/g, 'yaml:N')).toMatchInlineSnapshot(`
    "# retry/count/max-0/429/initSession

    Every answer is 429; the client has maxRetries 0.

    \`client.py\` lists what is to be called: the kit knows the calls of sdk, and not the SDK's own names for them.

    \`\`\`sh
    node server.mjs      # prints each request and when it came
    python3 client.py
    \`\`\`

    ## What to look at

    Compare what the server and the client print with what is promised below.

    Time is real here: gaps are those that the server prints, less what the machine adds.

    ## What spec/foilengine.yaml promises

    \`\`\`text
    step: initSession sends POST /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/init-session
      after 429: stop — 1 request at most: there are no retries (retry.count, vendor, spec/foilengine.yaml:N)
        raises RateLimitError (status_code is 429; retry_after is null: the server gave no usable hint; the message holds "Rate limit exceeded: 30 chat messages a minute for each API ") — 429 raises RateLimitError (error.class, page, spec/foilengine.yaml:N)
    \`\`\`

    The kit judges it by \`pnpm conformance run\`.
    "
  `);
});

test('what callers seldom do is told in the calls', () => {
  const calls = (id: string) =>
    text(repro(id, 'python', { command: 'python3 adapter.py' }), 'client.py')
      .split('\n')
      .filter((line) => /undefined|line end|signal|abort|leaves/.test(line) && !line.includes(id));
  expect([
    calls('request/undefined-options/listMachines'),
    calls('request/line-end-apiKey/listMachines'),
    calls('steps/shared-signal-12/initSession').slice(0, 2),
    calls('abort/before/initSession'),
    calls('abort/reason/request/initSession'),
    calls('stream/left-after-1/streamMessage'),
  ]).toMatchInlineSnapshot(`
    [
      [
        "#   option max_retries: given as undefined",
        "#   option timeout: given as undefined",
      ],
      [
        "#   credential apiKey: test_client_apiKey, and a line end behind it",
      ],
      [
        "#   is given the abort signal shared, as are all that name it",
        "#   is given the abort signal shared, as are all that name it",
      ],
      [
        "#   is aborted before its call is made",
      ],
      [
        "#   is aborted 700 ms after its start, for the reason "the player left the room"",
      ],
      [
        "#   leaves the stream after event 1",
      ],
    ]
  `);
});
