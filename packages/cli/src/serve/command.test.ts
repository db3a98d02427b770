import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../testing/project.js';

const binary = join(repository, 'packages', 'cli', 'bin', 'conformance.mjs');

test('the real command: a request by hand, r and Enter, Ctrl-C', async () => {
  const child = spawn(process.execPath, [binary, 'serve', '--scenario', 'status/204/revokeApiKey'], {
    cwd: repository,
  });
  const said = { out: '', err: '' };
  let heard = () => {};
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said.out += text;
    heard();
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said.err += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const out = (awaited: RegExp) =>
    new Promise<string>((resolve) => {
      heard = () => {
        const found = awaited.exec(said.out);
        if (found !== null) resolve(found[1] ?? found[0]);
      };
      heard();
    });
  const baseUrl = await out(/base URL {2}(\S+)\n[\s\S]*Ctrl-C: end\n/);
  const call = () =>
    fetch(`${baseUrl}/api/v1/sdk/api-keys/conformance`, {
      method: 'DELETE',
      headers: { Authorization: 'Bearer test_client_jwt' },
    });
  expect((await call()).status).toBe(204);
  child.stdin.write('r\n');
  await out(/from the start\n/);
  await expect.poll(async () => (await call().catch(() => null))?.status).toBe(204);
  await out(/from the start\n[\s\S]*next:/);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(said.err).toBe('\ninterrupted: what was seen so far is reported; once more ends at once\n');
  expect(said.out.replaceAll(baseUrl, '<base URL>')).toMatchInlineSnapshot(`
    "status/204/revokeApiKey
      revokeApiKey succeeds.

    base URL  <base URL>
    client    jwt test_client_jwt

    revokeApiKey
      request 1 and every later one: 204 No Content (foilengine/revoke-api-key)
      curl -i -X DELETE -H 'Authorization: Bearer test_client_jwt' <base URL>/api/v1/sdk/api-keys/conformance

    r and Enter: from the start; Ctrl-C: end

    #1  DELETE /api/v1/sdk/api-keys/conformance
        credentials jwt
        → 204
        next: this answer again, the script is at its end

    revokeApiKey: 1 request: 204

    from the start

    #1  DELETE /api/v1/sdk/api-keys/conformance
        credentials jwt
        → 204
        next: this answer again, the script is at its end

    revokeApiKey: 1 request: 204
    "
  `);
});
