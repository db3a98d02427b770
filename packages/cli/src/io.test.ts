import { expect, test } from 'vitest';
import { harmless, inCi, wantsColour } from './io.js';

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '0' }, true, false],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  [{ TERM: 'dumb' }, true, false],
])('colour with %o on a terminal: %s → %s', (env, terminal, colour) => {
  expect(wantsColour(env, terminal)).toBe(colour);
});

test.each([
  [{ CI: 'true' }, true],
  [{ CI: '1' }, true],
  [{ CI: 'false' }, false],
  [{ CI: '' }, false],
  [{}, false],
])('%o is a build server: %s', (env, ci) => expect(inCi(env)).toBe(ci));

test('a terminal is told nothing but colours and a line drawn anew', () => {
  expect(harmless('\u001b[1mbold\u001b[0m \r\u001b[2K3 of 4')).toBe('\u001b[1mbold\u001b[0m \r\u001b[2K3 of 4');
  expect(harmless('a\u001b]8;;http://x\u0007b\u009b2J\u001b[2J\u202ec\r')).toBe(
    'a\ufffd]8;;http://x\ufffdb\ufffd2J\ufffd[2J\ufffdc\ufffd',
  );
});
