import { expect, test } from 'vitest';
import type { Io } from '../io.js';
import { createProgress } from './progress.js';

function fakeIo(errIsTerminal: boolean): { readonly io: Io; readonly written: string[] } {
  const written: string[] = [];
  const io: Io = {
    out: () => {},
    err: (text) => void written.push(text),
    cwd: '/',
    env: {},
    outIsTerminal: false,
    errIsTerminal,
    command: 'conformance',
  };
  return { io, written };
}

const one = (total: number) => [{ name: 'typescript', total }];
const passes = { verdict: 'pass', binding: false } as const;
const fails = { verdict: 'fail', binding: true } as const;

test('on a terminal one line is drawn again, not more often than every 100 ms', () => {
  const { io, written } = fakeIo(true);
  let now = 0;
  const progress = createProgress(io, one(3), () => now);
  progress.add('typescript', passes);
  now = 50;
  progress.add('typescript', fails);
  now = 60;
  progress.add('typescript', passes);
  progress.clear();
  expect(written).toEqual([
    '\r\u001b[2K0 of 3 scenarios',
    '\r\u001b[2K1 of 3 scenarios',
    '\r\u001b[2K3 of 3 scenarios · typescript: 1 failed',
    '\r\u001b[2K',
  ]);
});

test('a line longer than the terminal is cut, for it could not be drawn again', () => {
  const { io, written } = fakeIo(true);
  const progress = createProgress({ ...io, errColumns: () => 30 }, one(1));
  progress.add('typescript', fails);
  expect(written.at(-1)).toBe('\r\u001b[2K1 of 1 scenarios · typescrip…');
});

test('piped, a short run is silent but for notices', () => {
  const { io, written } = fakeIo(false);
  const progress = createProgress(io, one(1));
  progress.add('typescript', fails);
  progress.say('typescript: SIGTERM was ignored');
  progress.clear();
  expect(written).toEqual(['typescript: SIGTERM was ignored\n']);
});

test('piped, a long run of many targets has a line a minute, and one for each target when it has ended', () => {
  const { io, written } = fakeIo(false);
  let now = 0;
  const targets = [
    { name: 'typescript', total: 2 },
    { name: 'python', total: 3 },
    { name: 'csharp', total: 1 },
  ];
  const progress = createProgress(io, targets, () => now);
  progress.add('typescript', passes);
  progress.add('typescript', passes);
  progress.add('python', { verdict: 'fail', binding: false });
  now = 61_000;
  progress.add('python', fails);
  progress.add('csharp', { verdict: 'notRun', binding: false });
  progress.add('python', { verdict: 'unspecified', binding: false });
  expect(written).toEqual([
    '✓ typescript: 2 passed\n',
    '4 of 6 scenarios · python: 2 failed, after 1 min 1 s\n',
    '✗ csharp: 1 not run\n',
    '✗ python: 2 failed (1 at level should only), 1 unspecified\n',
  ]);
});

test('on a terminal a target that has ended leaves its line above', () => {
  const { io, written } = fakeIo(true);
  const progress = createProgress(io, [...one(1), { name: 'python', total: 1 }], () => 0);
  progress.add('typescript', passes);
  expect(written.join('')).toContain('\r\u001b[2K✓ typescript: 1 passed\n\r\u001b[2K1 of 2 scenarios');
});
