// Starts a browser with page.html, which is the adapter, and ends with it. The page learns where the runner is from its fragment.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { BROWSER, CONFORMANCE_URL } = process.env;
const profile = mkdtempSync(join(tmpdir(), 'conformance-browser-'));
const page = readFileSync(new URL('page.html', import.meta.url));

const server = createServer((request, response) => {
  response.setHeader('Content-Type', 'text/html');
  response.end(page);
  if (request.url === '/done') browser.kill();
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const url = `http://127.0.0.1:${server.address().port}/#${CONFORMANCE_URL}`;
const options = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--remote-debugging-port=0'];
const browser = spawn(BROWSER, [...options, `--user-data-dir=${profile}`, url], { stdio: 'inherit' });
browser.once('exit', () => {
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  process.exit(0);
});
