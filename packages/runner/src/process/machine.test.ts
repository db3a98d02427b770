import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { jobsWithin, machineFault, machineFaultIn, watchDescriptors } from './machine.js';

test('what the machine ran out of is told by the code of an error, or by words that are passed on', () => {
  const error = Object.assign(new Error('connect EMFILE 127.0.0.1:80'), { code: 'EMFILE' });
  const files = 'a process may open no more files: raise the limit (ulimit -n), or give a smaller --jobs';
  expect([machineFault(error), machineFaultIn(String(error)), machineFaultIn('OSError: Too many open files')]).toEqual([
    files,
    files,
    files,
  ]);
  expect([machineFault(new Error('EMFILE')), machineFaultIn('connect ECONNRESET')]).toEqual([null, null]);
});

test.each([
  [null, 64],
  [1_048_576, 64],
  [1_024, 60],
  [128, 4],
  [64, 1],
])('with %s open files there are %i calls at once', (files, jobs) => {
  expect(jobsWithin(64, files)).toBe(jobs);
});

test('a connection whose descriptor is near the limit shows that others may have been lost', async () => {
  const [short, wide] = [watchDescriptors(12), watchDescriptors(1_000_000)];
  expect([short.isShort(), wide.isShort()]).toEqual([false, false]);
  const server = createServer((socket) => socket.on('error', () => {}).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const client = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1');
  await new Promise((resolve) => client.resume().once('close', resolve));
  server.close();
  expect([short.isShort(), wide.isShort()]).toEqual([true, false]);
  short.close();
  wide.close();
});
