import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { promisify } from 'node:util';
import { UsageError } from '@sdk-conformance/engine';
import { afterEach, expect, test } from 'vitest';
import { repository } from '../testing/project.js';
import { type ServeCommand, type ServeOptions, serve } from './serve.js';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Serves until the test ends; `shown` has all lines so far, with what differs from run to run replaced. */
async function serving(scenario: string, options: Partial<ServeOptions> = {}) {
  const lines: string[] = [];
  const stop = new AbortController();
  let obey: (command: ServeCommand) => void = () => {};
  let printed: () => void = () => {};
  let opened: () => void = () => {};
  const open = new Promise<void>((resolve) => {
    opened = resolve;
  });
  const ended = serve(
    { scenario, port: null, repeat: false, limits: false, tls: false, http2: false, ...options },
    {
      cwd: repository,
      signal: stop.signal,
      print: (more) => {
        lines.push(...more);
        opened();
        printed();
      },
      listen: (take) => {
        obey = take;
        return true;
      },
    },
  );
  await Promise.race([open, ended]);
  const introduction = lines.splice(0);
  const baseUrl = introduction.find((line) => line.startsWith('base URL'))?.slice(10) ?? '';
  const end = async () => {
    stop.abort();
    await ended;
  };
  stops.push(end);
  const plain = (text: string) =>
    text
      .replaceAll(baseUrl, '<base URL>')
      .replace(/[\d,]+ ms after the last/g, 'N ms after the last')
      .replace(/(?:; |\n {4})on (?:a new connection|connection \d+ again)(?:, with \d+ open)?/g, '')
      .replace(/gaps [\d, ms]+/g, 'gaps N ms');
  return {
    baseUrl,
    introduction: plain(introduction.join('\n')),
    curl: introduction.find((line) => line.startsWith('  curl'))?.trim() ?? '',
    obey: (command: ServeCommand) => obey(command),
    /** All lines since the introduction, once they hold this one. */
    shown: (awaited: string) =>
      new Promise<string>((resolve) => {
        printed = () => {
          if (!lines.some((line) => line.includes(awaited))) return;
          printed = () => {};
          resolve(plain(lines.splice(0).join('\n')));
        };
        printed();
      }),
    end: async () => {
      await end();
      return plain(lines.splice(0).join('\n'));
    },
  };
}

const machines = '/api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/machines?user_session_id=conformance';
const headers = { 'X-API-Key': 'test_client_apiKey', 'X-LLM-API-Key': 'test_client_llmApiKey' };

test('what a person needs to call it', async () => {
  const { introduction } = await serving('retry/count/429-200/listMachines');
  expect(introduction).toMatchInlineSnapshot(`
    "retry/count/429-200/listMachines
      1 answers with 429, then a success.

    base URL  <base URL>
    client    apiKey test_client_apiKey, llmApiKey test_client_llmApiKey

    listMachines
      request 1: 429 Too Many Requests (foilengine/429)
      request 2 and every later one: 200 OK (foilengine/list-machines)
      curl -i -H 'X-API-Key: test_client_apiKey' -H 'X-LLM-API-Key: test_client_llmApiKey' '<base URL>/api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/machines?user_session_id=conformance'

    r and Enter: from the start; Ctrl-C: end
    "
  `);
});

test('each exchange as it happens, then the next answer; at the end what came', async () => {
  const { baseUrl, shown, end } = await serving('retry/count/429-200/listMachines');
  const first = await fetch(baseUrl + machines, { headers });
  expect(first.status).toBe(429);
  await first.text();
  expect(await shown('next:')).toMatchInlineSnapshot(`
    "#1  GET /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/machines?user_session_id=conformance
        credentials apiKey, llmApiKey
        → 429
        next: 200 OK (foilengine/list-machines)"
  `);
  await (await fetch(baseUrl + machines, { headers: { ...headers, 'X-API-Key': 'sk_other' } })).text();
  await (await fetch(baseUrl + machines)).text();
  await (await fetch(`${baseUrl}/nothing?key=test_client_apiKey`)).text();
  await (await fetch(`${baseUrl}/api/v1/sdk/personas`, { headers })).text();
  expect(await shown('#5')).toMatchInlineSnapshot(`
    "#2  GET /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/machines?user_session_id=conformance
        N ms after the last answer; credentials llmApiKey; X-API-Key is not the apiKey given
        → 200
        next: this answer again, the script is at its end
    #3  GET /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/machines?user_session_id=conformance
        N ms after the last answer; X-API-Key is missing; X-LLM-API-Key is missing
        → 200
        next: this answer again, the script is at its end
    #4  GET /nothing?key=[apiKey of client]
        → 404: no operation of Foil Engine is GET /nothing?key=[apiKey of client]
    #5  GET /api/v1/sdk/personas
        credentials apiKey
        → 404: no step of this scenario is listPersonas"
  `);
  expect(await end()).toMatchInlineSnapshot(`
    "
    listMachines: 3 requests: 429, 200, 200; gaps N ms
    of no step: 2 requests: 404, not in the scenario, 404, not in the scenario"
  `);
});

test('what is no request shows with the reason', async () => {
  const served = await serving('status/401/listMachines');
  const socket = connect(Number(new URL(served.baseUrl).port), '127.0.0.1');
  socket.end('GET /api/v1/sdk/per sonas HTTP/1.1\r\n\r\n');
  expect(await served.shown('rejected')).toMatchInlineSnapshot(`
    "#1  “GET /api/v1/sdk/per sonas HTTP/1.1\\r\\n\\r\\n”
        → 400, rejected: bytes that begin no request of HTTP/1.1"
  `);
  socket.destroy();
});

test('an answer that never comes shows at once, and that the client went away', async () => {
  const { baseUrl, shown, end } = await serving('transport/timeout-2000/stall-request-200/listMachines');
  const away = new AbortController();
  const call = fetch(baseUrl + machines, { headers, signal: away.signal }).catch((error: Error) => error.name);
  expect(await shown('…')).toMatchInlineSnapshot(`
    "#1  GET /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/machines?user_session_id=conformance
        credentials apiKey, llmApiKey
        … stall"
  `);
  away.abort();
  expect(await call).toBe('AbortError');
  expect((await shown('went away')).replace(/after [\d,]+ ms/, 'after N ms')).toMatchInlineSnapshot(`
    "    → stall; the client went away after N ms
        next: 200 OK (foilengine/list-machines)"
  `);
  expect(await end()).toMatchInlineSnapshot(`
    "
    listMachines: 1 request: stall"
  `);
});

test('from the start again, on the same port', async () => {
  const { baseUrl, obey, shown } = await serving('retry/count/429-200/listMachines');
  const status = async () => {
    const response = await fetch(baseUrl + machines, { headers });
    await response.text();
    return response.status;
  };
  expect([await status(), await status(), await status()]).toEqual([429, 200, 200]);
  obey('again');
  await shown('from the start');
  await expect.poll(status).toBe(429);
});

test('--repeat starts the script over after its last answer', async () => {
  const { baseUrl, introduction, shown } = await serving('retry/count/429-200/listMachines', { repeat: true });
  expect(introduction).toContain('\n  then from the start\n');
  const statuses: number[] = [];
  for (let n = 0; n < 5; n++) {
    const response = await fetch(baseUrl + machines, { headers });
    await response.text();
    statuses.push(response.status);
  }
  expect(statuses).toEqual([429, 200, 429, 200, 429]);
  expect((await shown('#5')).split('\n').filter((line) => line.includes('next'))).toEqual([
    '    next: 200 OK (foilengine/list-machines)',
    '    next: 429 Too Many Requests (foilengine/429)',
    '    next: 200 OK (foilengine/list-machines)',
    '    next: 429 Too Many Requests (foilengine/429)',
    '    next: 200 OK (foilengine/list-machines)',
  ]);
});

test('a refused connection, and past it', async () => {
  const { baseUrl, introduction, obey, shown } = await serving('transport/refuse/listMachines');
  expect(introduction).toContain('n and Enter: past a refused connection');
  const call = () =>
    fetch(baseUrl + machines, { headers }).catch((error: Error) => (error.cause as { code: string }).code);
  expect(await call()).toBe('ECONNREFUSED');
  obey('refused');
  expect(await shown('past')).toBe('past a refused connection');
});

test.skipIf(spawnSync('curl', ['--version']).status !== 0)('the curl command as it is printed', async () => {
  const { curl, shown } = await serving('request/special/sendMessage');
  const { stdout } = await promisify(execFile)('sh', ['-c', curl]);
  expect(stdout.split('\r\n')[0]).toBe('HTTP/1.1 200 OK');
  expect(await shown('next:')).toMatchInlineSnapshot(`
    "#1  POST /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/message?machine_id=281f8ff1-d8ae-4a89-825a-2825c30d3742
        credentials apiKey, llmApiKey
        → 200
        next: this answer again, the script is at its end"
  `);
});

test('steps and clients by their names', async () => {
  const { introduction } = await serving('steps/beside-backoff/initSession');
  expect(introduction).toMatchInlineSnapshot(`
    "steps/beside-backoff/initSession
      One call waits to retry; others start meanwhile and succeed at once.

    base URL  <base URL>
    client    apiKey test_client_apiKey, llmApiKey test_client_llmApiKey

    step waits: initSession
      request 1: 429 Too Many Requests (foilengine/429)
      request 2: 429 Too Many Requests (foilengine/429)
      request 3: 429 Too Many Requests (foilengine/429)
      request 4 and every later one: 429 Too Many Requests (foilengine/429)
      curl -i -X POST -H 'X-API-Key: test_client_apiKey' -H 'X-LLM-API-Key: test_client_llmApiKey' -H 'Content-Type: application/json' --data-raw '{"user_session_id":"conformance-waits","player_name":"conformance-waits","player_gender":"female"}' <base URL>/api/v1/sdk/chat/fc74a4c6-fa85-4646-8f70-85d6642c2199/init-session

    step beside: initSession
      request 1 and every later one: 200 OK (foilengine/init-session)
      curl -i -X POST -H 'X-API-Key: test_client_apiKey' -H 'X-LLM-API-Key: test_client_llmApiKey' -H 'Content-Type: application/json' --data-raw '{"user_session_id":"conformance-beside","player_name":"conformance-beside","player_gender":"female"}' <base URL>/api/v1/sdk/chat/d354b089-5024-4f66-8928-980f2474515a/init-session

    step later: initSession
      request 1 and every later one: 200 OK (foilengine/init-session)
      curl -i -X POST -H 'X-API-Key: test_client_apiKey' -H 'X-LLM-API-Key: test_client_llmApiKey' -H 'Content-Type: application/json' --data-raw '{"user_session_id":"conformance-later","player_name":"conformance-later","player_gender":"female"}' <base URL>/api/v1/sdk/chat/8982f46c-da92-4995-8c2f-dd5ace0c44a9/init-session

    r and Enter: from the start; Ctrl-C: end
    "
  `);
});

test('an id that is not there', async () => {
  await expect(serving('retry/count/429-200/listMachine')).rejects.toThrow(
    new UsageError(
      'there is no scenario "retry/count/429-200/listMachine"; conformance list shows all ids\n  did you mean: retry/count/429-200/listMachines',
    ),
  );
  stops.pop();
});

test('a port that is taken', async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) => {
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
  });
  await expect(serving('retry/count/429-200/listMachines', { port })).rejects.toThrow(
    new UsageError(
      `--port: ${port} is in use by another program\n  expected: a free port; without --port any free one is taken`,
    ),
  );
  other.close();
});

test('limits at work: what goes over one is told how long to wait', async () => {
  const { baseUrl, shown } = await serving('status/401/listMachines', { limits: true });
  const statusOf = async () => {
    const response = await fetch(baseUrl + machines, { headers });
    await response.text();
    return [response.status, response.headers.get('retry-after')] as const;
  };
  for (let request = 1; request <= 60; request++) expect((await statusOf())[0]).toBe(401);
  const [status, wait] = await statusOf();
  expect([status, Number(wait) > 0 && Number(wait) <= 60]).toEqual([429, true]);
  expect((await shown('#61')).split('\n').at(-1)).toBe(
    '    next: the script, once there is room under the limit of sdkGeneral, 60 in 60 s',
  );
});

test('by https: the file of its authority is told, and gone when it ends', async () => {
  const { introduction, curl, end } = await serving('status/200/listMachines', { tls: true });
  const file = /^authority (\S+), until this ends$/m.exec(introduction)?.[1] ?? '';
  const { stdout } = await promisify(execFile)('sh', ['-c', curl]);
  expect(curl).toContain(`curl -i --cacert ${file} `);
  expect(curl).toContain('https://127.0.0.1:');
  expect(stdout).toMatch(/^HTTP\/1\.1 200 OK/);
  await end();
  expect(existsSync(file)).toBe(false);
});
