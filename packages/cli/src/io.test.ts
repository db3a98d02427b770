import { expect, test } from 'vitest';
import { inCi, wantsColour } from './io.js';

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
