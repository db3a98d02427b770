import { afterEach, expect, test } from 'vitest';
import { closeAll, get, listing, talk } from './api.test.kit.js';

afterEach(closeAll);

test('an answer, its headers in their own case and order', async () => {
  const call = await listing({
    fixture: 'http/body/null',
    headers: { 'X-Zed': '1', 'retry-AFTER': '{{epoch}}', 'x-zed-2': 'z', 'Content-Type': null, DATE: 'now' },
  });
  const heard = await talk(call, get());
  expect(heard.text.replace(/\d{10}/, 'EPOCH')).toBe(
    'HTTP/1.1 500 Internal Server Error\r\nX-Zed: 1\r\nretry-AFTER: EPOCH\r\nx-zed-2: z\r\nDATE: now\r\nContent-Length: 4\r\n\r\nnull',
  );
  expect(heard.end).toBe('silent');
});
