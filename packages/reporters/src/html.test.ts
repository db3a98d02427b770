import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { htmlReporter } from './html.js';
import type { LogRecord } from './records.js';
import { failingRun } from './testing/big.js';
import { launchBrowser } from './testing/browser.js';
import { suffixed } from './testing/suffixed.js';

// The page in a real browser: one for all tests.

let browser: Browser | null;
let withScripts: Page | undefined;
let folder: string;
/** What the page complained of, and what it asked of the network. */
let told: string[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'report-'));
  withScripts = await browser?.newPage();
  withScripts?.on('console', (message) => told.push(message.text()));
  withScripts?.on('pageerror', ({ message }) => told.push(message));
  withScripts?.on('dialog', (dialog) => told.push(dialog.message()));
  withScripts?.on('request', (request) => {
    if (!request.url().startsWith('file:')) told.push(request.url());
  });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** Opens a report; null without a browser. */
async function opened(records: readonly LogRecord[], page = withScripts): Promise<Page | null> {
  if (page === undefined) return null;
  const file = join(folder, 'report.html');
  writeFileSync(file, made(records));
  told = [];
  await page.goto(pathToFileURL(file).href);
  return page;
}

const missing = 'no Chromium on the PATH: apt-get install -y chromium';

function made(records: readonly LogRecord[]): string {
  const reporter = htmlReporter();
  return records.map((record) => reporter.write(record)).join('');
}

/** Every element with its attributes; the values of those that act or are drawn. */
function skeleton(page: Page): Promise<readonly string[]> {
  return page.evaluate(`[...document.querySelectorAll('*')].map((element) => {
    const attributes = [...element.attributes].map(({ name, value }) =>
      /^(aria-label|content)$/.test(name) ? name : name + '=' + value);
    return [element.tagName, ...attributes].join(' ');
  })`);
}

const hostile = [
  '</script><script>globalThis.taken = 1</script>',
  '" onmouseover="globalThis.taken = 1" autofocus onfocus="globalThis.taken = 1',
  "'><img src=x onerror='globalThis.taken = 1'>",
  '</style><style>* { display: none }</style></title></pre></details></svg><svg onload="globalThis.taken = 1">',
  '<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=https://evil.example/">',
  '<!-- ]]> &lt;b&gt; &#x3c;i> javascript:alert(1) {{1}} https://evil.example @import url(//evil.example)',
  '\u0000 \u001b[31m \u202e \ud800 \r\n \u2028',
].join('\n');

test('nothing that a log says is more than text, in any field', async ({ skip }) => {
  const records = failingRun(10);
  const lines = hostile.split('\n').length;
  const plain = await opened(suffixed(records, ' and so on\n'.repeat(lines)));
  if (plain === null) return skip(missing);
  const expected = await skeleton(plain);
  const attacked = (await opened(suffixed(records, hostile))) ?? plain;
  expect(await skeleton(attacked)).toEqual(expected);
  expect(await attacked.evaluate('globalThis.taken')).toBeUndefined();
  expect(told).toEqual([]);
  expect(await attacked.locator('h1').textContent()).toContain('<script>globalThis.taken = 1</script>');
});

test('it loads nothing, and would not if it were asked to', async ({ skip }) => {
  const page = await opened(failingRun(1));
  if (page === null) return skip(missing);
  expect(told).toEqual([]);
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  expect((await policy.getAttribute('content'))?.replaceAll(/sha256-[\w+/]{43}=/g, 'HASH')).toBe(
    "default-src 'none'; style-src 'HASH'; script-src 'HASH'; base-uri 'none'; form-action 'none'",
  );
  await page.evaluate(
    `document.body.insertAdjacentHTML('beforeend', '<img src="https://evil.example/x"><p style="color: red">')`,
  );
  expect(told.filter((text) => text.includes('Content Security Policy'))).toHaveLength(2);
});

test('it reads without scripts, and a link opens what it leads to', async ({ skip }) => {
  const page = await opened(failingRun(12), await browser?.newPage({ javaScriptEnabled: false }));
  if (page === null) return skip(missing);
  expect(await page.locator('#filters').isVisible()).toBe(false);
  expect(await page.locator('#wrong h3').first().textContent()).toContain('counts the first attempt as a retry');
  const cells = page.locator('.matrix tr', { hasText: 'retry.count' }).locator('th, td');
  expect(await cells.allTextContents()).toEqual(['retry.count languages differ', '12 pass', '11 of 12 fail, 1 known']);
  await page.locator('#entries summary').first().click();
  expect(await page.locator('#f0 svg').first().isVisible()).toBe(true);
  expect(await page.locator('#f0').textContent()).toContain(
    'Run just this again: pnpm conformance run --target python --filter retry/count/max-0/429-200/sendMessage',
  );
});

test('search and filters show what is asked for, and a link brings back what they hide', async ({ skip }) => {
  const page = await opened(failingRun(30));
  if (page === null) return skip(missing);
  const count = page.locator('#count');
  const shown = () => page.locator('.entry:visible').count();
  await page.getByLabel('Search').fill('max-1 5 REQUESTS');
  await expect.poll(() => count.textContent()).toBe('3 of 30 failing scenarios');
  expect(await shown()).toBe(3);
  await page.getByLabel('Search').fill('');
  await page.getByLabel('Level').selectOption('known');
  await expect.poll(() => count.textContent()).toBe('3 of 30 failing scenarios');
  await page.locator('#wrong .ids summary').first().click();
  await page.locator('#wrong .ids a').first().click();
  await expect.poll(() => count.textContent()).toBe('30 failing scenarios');
  expect(await page.locator('#f0').getAttribute('open')).toBe('');
  await page.getByLabel('only what is broken').check();
  expect(await page.locator('.matrix tr[data-broken]:visible').count()).toBe(1);
});

test('it serves keyboards and screen readers, and has contrast enough in light and dark', async ({ skip }) => {
  const page = await opened(failingRun(3));
  if (page === null) return skip(missing);
  await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
  await page.evaluate(axe.source);
  const violations = (options: string): Promise<readonly string[]> =>
    page.evaluate(
      `axe.run(${options}).then((found) => found.violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
    );
  expect(await violations('{}')).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations("{ runOnly: ['color-contrast'] }")).toEqual([]);
});

test('of 5,000 failures each has an entry, and few enough are drawn to stay quick', () => {
  const text = made(failingRun(5000));
  expect(text.match(/<details class="entry"/g)).toHaveLength(5000);
  expect(text.match(/<svg/g)?.length).toBeLessThan(600);
  expect(text.match(/<\w/g)?.length).toBeLessThan(120_000);
  expect(text.length).toBeLessThan(10_000_000);
});

test('a run that broke nothing says so, and how its delays were drawn', async ({ skip }) => {
  const page = await opened(failingRun(0));
  if (page === null) return skip(missing);
  expect(await page.locator('#verdict').textContent()).toBe('CONFORMS');
  expect(await page.locator('#wrong').textContent()).toContain('Nothing that is not known is broken.');
  expect(await page.locator('#failures').count()).toBe(0);
  expect(await page.locator('#jitter svg rect.request').count()).toBe(20);
});

test('nothing before the end', () => {
  expect(made(failingRun(1).slice(0, -1))).toBe('');
});
