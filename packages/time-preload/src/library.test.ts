import { expect, test } from 'vitest';
import { timePreload, unfit } from './library.js';

test('it is built wherever there is a compiler: else the other tests here would be left out, and nobody would know', () => {
  const found = timePreload();
  const why = 'absent' in found ? found.absent : 'it is there';
  expect(why).toMatch(/^(it is there|it needs Linux on x64|it needs glibc|there is no C compiler)/);
});

test('a system that cannot load the library says so', () => {
  const glibc = () => true;
  expect(unfit('linux', 'x64', glibc)).toBe(null);
  expect(unfit('linux', 'x64', () => false)).toBe('it needs glibc, this system has another C library');
  expect(unfit('linux', 'arm64', glibc)).toBe('it needs Linux on x64, this is linux on arm64');
  expect(unfit('darwin', 'arm64', glibc)).toBe('it needs Linux on x64, this is darwin on arm64');
  expect(unfit('win32', 'x64', glibc)).toBe('it needs Linux on x64, this is win32 on x64');
});
