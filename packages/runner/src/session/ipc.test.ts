import { Duplex } from 'node:stream';
import { expect, test } from 'vitest';
import { serveIpc } from './ipc.js';
import type { Session } from './session.js';

const limits = { messageBytes: 90, messageDepth: 3, messageMs: 1_000 };

/** What a session and its listener are told of these pieces of a channel, and what the process is answered. */
async function heardOf(...pieces: readonly string[]): Promise<readonly string[]> {
  const heard: string[] = [];
  const session: Session = {
    handle: async (path, body) => {
      heard.push(`${path} ${JSON.stringify(body)}`);
      return {};
    },
    broken: () => () => {},
    idle: () => [],
    hand: () => {},
    echo: () => {},
    abandon: () => {},
    finish: () => {},
  };
  const channel = new Duplex({
    read: () => {},
    write: (chunk, _, done) => {
      heard.push(`answered ${String(chunk).trimEnd()}`);
      done();
    },
  });
  const broken = (path: string, why: string, cut: boolean) =>
    void heard.push(`${cut ? 'cut' : 'broken'} ${path}: ${why}`);
  serveIpc(channel, session, { broken, noise: (what) => void heard.push(what) }, limits);
  for (const piece of pieces) channel.push(piece);
  channel.push(null);
  await new Promise((resolve) => channel.once('end', () => setImmediate(resolve)));
  return heard;
}

const asks = (id: number, body = '{}') => `{"id":${id},"path":"/v1/sessions/s/next","body":${body}}\n`;

test('messages are lines, however they come in pieces', async () => {
  const both = asks(1) + asks(2);
  expect(await heardOf(both.slice(0, 5), both.slice(5, 60), both.slice(60))).toEqual([
    '/v1/sessions/s/next {}',
    '/v1/sessions/s/next {}',
    'answered {"id":1,"body":{}}',
    'answered {"id":2,"body":{}}',
  ]);
});

test('a line that cannot be read is told and answered, and the next one is read', async () => {
  const bodies = ['nonsense', '[[[1]]]', `"${'x'.repeat(100)}"`];
  const heard = await heardOf(...bodies.map((body, place) => asks(place, body)), 'oops\n', '"hello"\n', asks(9));
  expect(heard).toMatchInlineSnapshot(`
    [
      "broken /v1/sessions/s/next: the message is not JSON",
      "answered {"id":0,"body":{"error":{"code":"invalidMessage","message":"the message is not JSON"}}}",
      "broken /v1/sessions/s/next: the message has more than 3 arrays and objects within each other",
      "answered {"id":1,"body":{"error":{"code":"invalidMessage","message":"the message has more than 3 arrays and objects within each other"}}}",
      "broken /v1/sessions/s/next: the message is longer than 90 bytes",
      "answered {"id":2,"body":{"error":{"code":"invalidMessage","message":"the message is longer than 90 bytes"}}}",
      "what came over IPC is no message: the message is not JSON: oops",
      "a message over IPC is not {id, path, body}: "hello"",
      "/v1/sessions/s/next {}",
      "answered {"id":9,"body":{}}",
    ]
  `);
});

test('what is written between messages takes the next one with it, which is answered', async () => {
  expect(await heardOf('{"id":7,"path":"/v1/ses', asks(8), asks(9))).toMatchInlineSnapshot(`
    [
      "broken /v1/sessions/s/next: the message is not JSON",
      "answered {"id":8,"body":{"error":{"code":"invalidMessage","message":"the message is not JSON"}}}",
      "/v1/sessions/s/next {}",
      "answered {"id":9,"body":{}}",
    ]
  `);
});

test('a line that the end cuts off is told as such', async () => {
  expect(await heardOf(asks(1).slice(0, 40))).toMatchInlineSnapshot(`
    [
      "cut /v1/sessions/s/next: the message was cut after 40 bytes",
      "answered {"id":1,"body":{"error":{"code":"invalidMessage","message":"the message was cut after 40 bytes"}}}",
    ]
  `);
});
