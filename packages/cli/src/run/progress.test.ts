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

test('on a terminal one line is drawn again, not more often than every 100 ms', () => {
  const { io, written } = fakeIo(true);
  let now = 0;
  const progress = createProgress(io, 3, () => now);
  progress.add('typescript', false);
  now = 50;
  progress.add('typescript', true);
  now = 60;
  progress.add('typescript', false);
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
  const progress = createProgress({ ...io, errColumns: () => 30 }, 1);
  progress.add('typescript-axios', true);
  expect(written.at(-1)).toBe('\r\u001b[2K1 of 1 scenarios · typescrip…');
});

test('piped, it is silent but for notices', () => {
  const { io, written } = fakeIo(false);
  const progress = createProgress(io, 1);
  progress.add('typescript', true);
  progress.say('typescript: SIGTERM was ignored');
  progress.clear();
  expect(written).toEqual(['typescript: SIGTERM was ignored\n']);
});
