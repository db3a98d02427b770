import { expect, test } from 'vitest';
import { unfit } from './library.js';

test('a system that cannot load the library says so', () => {
  const glibc = () => true;
  expect(unfit('linux', 'x64', glibc)).toBe(null);
  expect(unfit('linux', 'x64', () => false)).toBe('it needs glibc, this system has another C library');
  expect(unfit('linux', 'arm64', glibc)).toBe('it needs Linux on x64, this is linux on arm64');
  expect(unfit('darwin', 'arm64', glibc)).toBe('it needs Linux on x64, this is darwin on arm64');
  expect(unfit('win32', 'x64', glibc)).toBe('it needs Linux on x64, this is win32 on x64');
});
