import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createProject } from '../testing/project.js';
import { fewLines, smallTargets } from '../testing/small-sdks.js';
import { endAll, played } from './command.test.kit.js';

const project = createProject();

afterAll(() => {
  endAll();
  project.remove();
});

project.write('adapter.ts', fewLines);
/** An SDK that speaks HTTP/2 alone, and tells how a stream ended. */
project.write(
  'streams.ts',
  `import { connect } from 'node:http2';
import { defineAdapter } from '@sdk-conformance/adapter-typescript';

defineAdapter({
  sdk: { name: 'streams', version: '1.0.0' },
  createClient: ({ baseUrl }) => baseUrl,
  operations: {
    listMachines: (baseUrl, args) =>
      new Promise((resolve) => {
        const session = connect(baseUrl);
        const told: unknown[] = [];
        session.on('error', (error) => resolve(error.code));
        session.on('goaway', (code: number) => told.push('goaway ' + code));
        const path = \`/api/v1/sdk/chat/\${args.persona_id}/machines?user_session_id=\${args.user_session_id}\`;
        const stream = session.request({ ':path': path });
        stream.on('response', (headers) => told.push(headers[':status']));
        stream.on('error', () => {});
        stream.on('close', () => {
          told.push('code ' + stream.rstCode);
          session.close();
          resolve([...new Set(told)].join(', '));
        });
        stream.resume();
      }),
  },
});
`,
);
project.write(
  'conformance.config.yaml',
  smallTargets({
    'few-lines': { adapter: 'adapter.ts', operations: ['listMachines'] },
    streams: { adapter: 'streams.ts', operations: ['listMachines'] },
  }),
);

test('by https, for whoever trusts the authority that lies beside it', async () => {
  const id = 'retry/mixed/reset-429-200/listMachines';
  expect((await project.conformance('repro', id, '--tls', '--out', 'secured')).out).toMatchInlineSnapshot(`
    "secured: server.mjs, scenario.json, client.ts, README.md, authority.pem, server.pem
      node secured/server.mjs
      NODE_EXTRA_CA_CERTS=authority.pem npx tsx client.ts, in secured
    "
  `);
  const folder = join(project.folder, 'secured');
  const told = (text: string) => text.split('\n').filter((line) => /→|raised|failed/.test(line));
  const { server, client } = await played(folder, { NODE_EXTRA_CA_CERTS: 'authority.pem' });
  expect([...told(server), ...told(client)]).toMatchInlineSnapshot(`
    [
      "<time>     → the connection is reset",
      "<time>     → 429 Too Many Requests (foilengine/429)",
      "<time>  step: raised GoneWrong [Error]: 429",
    ]
  `);
  const untrusting = await played(folder);
  expect(told(untrusting.client)).toEqual([expect.stringContaining('raised TypeError: fetch failed')]);
  await project.conformance('repro', 'transport/bad-certificate/listMachines', '--out', 'unvouched');
  const unvouched = await played(join(project.folder, 'unvouched'));
  expect(told(unvouched.client)).toEqual([expect.stringContaining('raised TypeError: fetch failed')]);
});

test('by HTTP/2, a fault breaks the stream', async () => {
  const lines = async (id: string) => {
    await project.conformance('repro', id, '--target', 'streams', '--http2', '--out', 'streams');
    const { client } = await played(join(project.folder, 'streams'), { NODE_EXTRA_CA_CERTS: 'authority.pem' });
    return client.split('\n').filter((line) => /returned|raised/.test(line));
  };
  const each: string[][] = [];
  for (const name of ['transport/reset', 'transport/close', 'transport/stale-keep-alive', 'success/reset-in-body'])
    each.push(await lines(`${name}/listMachines`));
  expect(each).toMatchInlineSnapshot(`
    [
      [
        "<time>  step: returned code 2",
      ],
      [
        "<time>  step: returned goaway 0, code 8",
      ],
      [
        "<time>  first: returned 200, code 0",
        "<time>  second: returned 200, code 0",
      ],
      [
        "<time>  step: returned 200, code 2",
      ],
    ]
  `);
  const refused = await project.conformance('repro', 'transport/cut-head/listMachines', '--http2');
  expect([refused.exit, refused.err]).toMatchInlineSnapshot(`
    [
      2,
      "transport/cut-head/listMachines cannot be shown by HTTP/2: the head of an answer is one frame by HTTP/2, whole or not there
    ",
    ]
  `);
});
