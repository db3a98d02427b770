import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { policiesPage } from './html/policies.js';
import { launchBrowser } from './testing/browser.js';

let browser: Browser | null;
const folder = mkdtempSync(join(tmpdir(), 'policies-'));
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const text = policiesPage({
  api: 'Shop <b>',
  sdks: ['typescript', 'python', '<script>globalThis.taken = 1</script>'],
  rows: [
    { line: 'retry.maxRetries', values: ['2', '2', '3'] },
    { line: 'retry.statuses (GET 409)', values: ['retried', null, 'raises'] },
    { line: 'backoff (retry 1)', values: ['" onclick="globalThis.taken = 1', '250 to 500 ms', '250 to 500 ms'] },
  ],
});

test('lines by SDKs, what is unlike the others marked, read by everybody and run by nothing', async ({ skip }) => {
  if (browser === null) return skip('no Chromium on the PATH: apt-get install -y chromium');
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('pageerror', ({ message }) => asked.push(message));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) asked.push(request.url());
  });
  const file = join(folder, 'drift.html');
  writeFileSync(file, text);
  await page.goto(pathToFileURL(file).href);
  expect(await page.title()).toBe('Shop <b>: where SDKs differ');
  expect(await page.locator('tr', { hasText: 'retry.maxRetries' }).locator('td').allTextContents()).toEqual([
    '2',
    '2',
    '3',
  ]);
  expect(await page.locator('.family').allTextContents()).toEqual(['retry', 'backoff']);
  expect(await page.locator('td.open').allTextContents()).toEqual([
    '3',
    'retried',
    'raises',
    '" onclick="globalThis.taken = 1',
  ]);
  expect(await page.locator('td.none').allTextContents()).toEqual(['not learnt']);
  expect(await page.evaluate('globalThis.taken')).toBeUndefined();
  await page.evaluate(axe.source);
  expect(await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id))')).toEqual([]);
  expect(asked).toEqual([]);
});

test('SDKs that are alike', () => {
  expect(policiesPage({ api: 'Shop', sdks: ['a', 'b'], rows: [] })).toContain('They behave alike');
});
