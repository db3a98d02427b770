import { connect } from 'node:net';
import { createVirtualDomain } from '@sdk-conformance/clock';
import { afterEach, expect, test } from 'vitest';
import { closeAll, get, hear, portOf, scenario, server, step } from './api.test.kit.js';

afterEach(closeAll);

/** 50 MB on their way to a client that leaves them unread, until time may pass. */
async function unread() {
  const domain = createVirtualDomain();
  const call = await (await server()).openCall({
    scenario: scenario(step('s', 'listPersonas', [{ fixture: 'http/body/message-50mb' }])),
    credentials: {},
    domain,
  });
  const socket = connect(portOf(call), '127.0.0.1').on('error', () => {});
  socket.write(get(), 'latin1');
  await expect.poll(() => call.exchanges().length).toBe(1);
  expect(domain.quiet(0, 1)).toEqual({ kind: 'busy' });
  await expect.poll(() => domain.quiet(0, 1).kind, { timeout: 10_000 }).toBe('quiet');
  const served = () => call.exchanges()[0]?.served;
  return { domain, socket, served };
}

test('time passes beside an answer that the client leaves unread', async () => {
  const { domain, socket, served } = await unread();
  const quiet = domain.quiet(0, 1);
  expect(quiet.kind === 'quiet' && domain.advance(quiet.epoch, 800)).toEqual({ kind: 'now', ms: 800 });
  expect(served()).toMatchObject({ endedAt: null, abandonedAt: null });
  socket.destroy();
  await expect.poll(() => served()?.abandonedAt?.virtualMs).toBe(800);
  expect(served()?.endedAt).toBeNull();
});

test('a client that reads on has the whole answer, and time stands meanwhile', async () => {
  const { domain, socket, served } = await unread();
  const before = domain.quiet(0, 1);
  const { text } = await hear(socket, '');
  expect(text.length).toBeGreaterThan(52_428_800);
  expect(served()).toMatchObject({ endedAt: { virtualMs: 0 }, abandonedAt: null });
  expect(before.kind === 'quiet' && domain.advance(before.epoch, 800)).toEqual({ kind: 'busy' });
});
