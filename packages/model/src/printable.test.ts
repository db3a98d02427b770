import { expect, test } from 'vitest';
import { inOneLine, lastWords, printable } from './printable.js';

test('nothing reaches a terminal that it would obey', () => {
  expect(printable('\u001b[2Jred\r\nnext\tline \u202egnol\u0000')).toBe(
    '\ufffd[2Jred\ufffd\nnext\tline \ufffdgnol\ufffd',
  );
  expect(printable('“Your choice”, 🚀 漢字')).toBe('“Your choice”, 🚀 漢字');
});

const stderr = [
  'node:internal/modules/esm/resolve:873',
  "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'no-such-package'",
  '    at packageResolve (node:internal/modules/esm/resolve:873:9)',
  '    at ModuleJob._link (node:internal/modules/esm/module_job:168:49) {',
  "  code: 'ERR_MODULE_NOT_FOUND'",
  '}',
  '',
  'Node.js v20.20.2',
];

test('last words keep what was said, however deep the stack', () => {
  expect(lastWords(stderr, 3)).toEqual([
    "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'no-such-package'",
    "  code: 'ERR_MODULE_NOT_FOUND'",
    '}',
  ]);
  expect(lastWords([' 1: 0xb7b3e0 node::Abort() [/usr/bin/node]', 'FATAL ERROR: heap out of memory'], 3)).toEqual([
    'FATAL ERROR: heap out of memory',
  ]);
});

test('an error in one line, with the first place that is not Node’s own', () => {
  expect(
    inOneLine(
      'Error: later\n    at node:internal/timers:1:2\n    at a (file:///x/clock/dist/node/timeout.js:1:1)\n    at list (file:///sdk.mjs:2:98)\n    at b (c:1:1)',
    ),
  ).toBe('Error: later, at list (file:///sdk.mjs:2:98)');
  expect(inOneLine('a text')).toBe('a text');
});
