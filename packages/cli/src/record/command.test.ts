import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { createScratch } from '../testing/scratch.js';

const scratch = createScratch({ 'saved.har': '' });
const server = createServer((request, response) => {
  const body = gzipSync(JSON.stringify({ items: [], token: 'abc', you: request.headers.authorization }));
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', 'Set-Cookie': 'sid=1' });
  response.end(body);
}).listen(0, '127.0.0.1');
afterAll(() => {
  server.close();
  scratch.remove();
});

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

test('the answer of an address, decoded and without secrets', async () => {
  const args = ['record', `${address()}/v1/items`, '--header', 'Authorization: Bearer a-secret-token', '--out', 'f'];
  const { exit, out, err } = await scratch.conformance(args);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(out).toBe(
    'wrote f/get-v1-items-200.http, without the header set-cookie, /token and /you\nRead each before you commit it: what else is private in it, only you know.\n',
  );
  expect(scratch.read('f/get-v1-items-200.http').replace(/"you": .*/, '"you": …')).toBe(
    'HTTP/1.1 200 OK\ncontent-type: application/json\nset-cookie: REDACTED\n\n{\n  "items": [],\n  "token": "REDACTED",\n  "you": …\n}\n',
  );
  expect(scratch.read('f/get-v1-items-200.http')).not.toContain('a-secret-token');
  expect((await scratch.conformance(args)).err).toContain(
    'nothing is written, for this file exists:\n    get-v1-items-200.http\n',
  );
});

test('the answers of an archive, each once', async () => {
  const entry = (path: string, status: number) => ({
    request: { method: 'GET', url: `https://api.shop.example${path}`, headers: [] },
    response: { status, headers: [{ name: 'Content-Type', value: 'text/plain' }], content: { text: path } },
  });
  const entries = [entry('/v1/items', 200), entry('/v1/items?page=2', 200), entry('/v1/items', 404)];
  scratch.write('saved.har', JSON.stringify({ log: { entries } }));
  const { out } = await scratch.conformance(['record', 'saved.har', '--out', 'h']);
  expect(out).toContain('wrote h/get-v1-items-200.http\nwrote h/get-v1-items-404.http\n');
  expect(scratch.read('h/get-v1-items-200.http')).toBe('HTTP/1.1 200 OK\nContent-Type: text/plain\n\n/v1/items');
  expect((await scratch.conformance(['record', 'saved.har', '--out', 'h'])).out).toContain('nothing is written');
});

test('mistakes', async () => {
  const refused = async (...args: readonly string[]) => {
    const { exit, out, err } = await scratch.conformance(['record', ...args]);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    return err;
  };
  expect(await refused('gone.har')).toBe('gone.har: there is no such file\n');
  scratch.write('no.har', '{');
  expect(await refused('no.har')).toMatch(/^no\.har: this is no JSON: /);
  scratch.write('other.har', '{}');
  expect(await refused('other.har')).toBe(
    'other.har: this is no HTTP archive\n  expected: a mapping with log.entries\n',
  );
  expect(await refused(address(), '--header', 'nothing')).toBe('--header: "Name: value" is expected, got "nothing"\n');
  expect(await refused('http://127.0.0.1:1/')).toMatch(/^http:\/\/127\.0\.0\.1:1\/ does not answer: /);
});
