import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { conformanceIn, createProject, repository } from '../testing/project.js';
import { smallTargets } from '../testing/small-sdks.js';

const project = createProject();
afterAll(() => project.remove());

// What hangs on connections and on time; and what is of HTTP/1.1 alone.
const played = [
  'transport/timeout-2000/*/initSession',
  'transport/*/initSession',
  'connections/**',
  'limit/**',
  'stream/**',
  'body/*/500/initSession',
];

test('by HTTP/2 all is as by HTTP/1.1, but for what is of that alone', { timeout: 120_000 }, async () => {
  const { out } = await conformanceIn(repository, [
    ...['run', '--http2', '--target', 'typescript-undici', '--trace', '--reporter', 'jsonl'],
    ...played.flatMap((glob) => ['--filter', glob]),
  ]);
  const records = out
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  const of = (type: string) => records.filter((record) => record.type === type);
  expect(of('target').map(({ http2 }) => http2)).toEqual([true]);
  const connections = of('observation').flatMap(({ exchanges }) =>
    exchanges.map(({ measured }: { measured: { connection?: { http2?: true } } }) => measured.connection?.http2),
  );
  expect(new Set(connections)).toEqual(new Set([true]));
  expect(of('scenario').filter(({ verdict }) => verdict === 'fail')).toEqual([]);
  const left = of('scenario').filter(({ verdict }) => verdict === 'unsupported');
  expect(new Set(left.map(({ why }) => why))).toEqual(
    new Set([
      'by HTTP/2: HTTP/2 has no reason phrases',
      'by HTTP/2: HTTP/2 has no bytes that are no HTTP in place of an answer',
      'by HTTP/2: the head of an answer is one frame by HTTP/2, whole or not there',
    ]),
  );
});

project.write(
  'adapter.ts',
  `import { connect } from 'node:http2';
import { defineAdapter } from '${join(repository, 'packages', 'adapter-typescript', 'dist', 'index.js')}';

/** Resolves to a status, or to null where there was none. */
const ask = (origin: string, path: string, key: string) =>
  new Promise<number | null>((resolve) => {
    const session = connect(origin);
    session.on('error', () => resolve(null));
    const stream = session.request({ ':path': path, 'x-api-key': key });
    let status: number | null = null;
    stream.on('response', (headers) => (status = Number(headers[':status'])));
    stream.on('error', () => {});
    stream.on('close', () => {
      session.close();
      resolve(status);
    });
    stream.resume();
  });

class GoneWrong extends Error {}

defineAdapter({
  sdk: { name: 'few-lines', version: '1.0.0' },
  createClient: ({ baseUrl, credentials }) => ({ baseUrl, key: credentials.apiKey }),
  operations: {
    listMachines: async ({ baseUrl, key }, args) => {
      const path = \`/api/v1/sdk/chat/\${args.persona_id}/machines?user_session_id=\${args.user_session_id}\`;
      const status = await ask(baseUrl, path, key);
      throw new GoneWrong(String(status));
    },
  },
});
`,
);
project.write(
  'conformance.config.yaml',
  `${smallTargets({ 'few-lines': { adapter: 'adapter.ts', operations: ['listMachines'], more: '    http2: true\n' } })}  by-fetch:
    language: typescript
    adapter: ${join(repository, 'conformance', 'typescript', 'adapter.ts')}
    http2: true
`,
);

test('a defect is found by HTTP/2 as well', { timeout: 60_000 }, async () => {
  const { out, exit } = await project.conformance(
    ...['run', '--target', 'few-lines', '--filter', 'retry/mixed/reset-429-200/listMachines'],
  );
  expect(exit).toBe(1);
  expect(out).toContain('few-lines  few-lines 1.0.0  node');
  expect(out).toContain('by HTTP/2');
  expect(out).toContain('✗ behaves like an SDK that does not retry (retry.transport');
  expect(out).toContain('DOES NOT CONFORM: ');
});

test('a client that takes no HTTP/2 is told, for then nothing was seen of what was asked', {
  timeout: 60_000,
}, async () => {
  const { out, exit } = await project.conformance(
    ...['run', '--target', 'by-fetch', '--filter', 'status/200/initSession'],
  );
  expect(exit).toBe(3);
  expect(out).toContain('it is sent to a server that speaks HTTP/2 (http2), and');
});
