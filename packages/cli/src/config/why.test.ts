import { expect, test } from 'vitest';
import { whyUnreadable, whyUnwritable } from './why.js';

const failed = (code: string) => Object.assign(new Error(`${code}: words of the system`), { code });

test.each([
  ['ENOENT', 'there is no such file', 'no file can be made there'],
  ['ENOTDIR', 'there is no such file', 'a file stands where a folder is needed'],
  ['EEXIST', 'EEXIST: words of the system', 'a file stands where a folder is needed'],
  ['EISDIR', 'this is a folder, a file is expected', 'this is a folder'],
  ['EACCES', 'reading it is not permitted', 'writing there is not permitted'],
  ['EPERM', 'reading it is not permitted', 'writing there is not permitted'],
  ['EROFS', 'EROFS: words of the system', 'writing there is not permitted'],
  ['ENOSPC', 'ENOSPC: words of the system', 'no space is left'],
  ['EIO', 'EIO: words of the system', 'EIO: words of the system'],
])('%s', (code, unreadable, unwritable) => {
  expect([whyUnreadable(failed(code)), whyUnwritable(failed(code))]).toEqual([unreadable, unwritable]);
});

test('what is no error is told as it is', () => {
  expect([whyUnreadable('no'), whyUnwritable('no')]).toEqual(['no', 'no']);
});
