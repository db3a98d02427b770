#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expectOpenFiles } from './open-files.mjs';

expectOpenFiles();

// In a checkout sources are built when they are newer than the last build; as published there are none.
const checkout = fileURLToPath(new URL('../../../', import.meta.url));
const inCheckout = existsSync(new URL('../src/', import.meta.url)) && existsSync(`${checkout}tsconfig.json`);

if (inCheckout) {
  const { bringUpToDate } = await import('./up-to-date.mjs');
  await bringUpToDate(checkout);
}
const { main } = await import('../dist/main.js');
// npx keeps what no package.json names in a folder of its own.
const published = import.meta.url.includes('/_npx/') ? 'npx @sdk-conformance/cli' : 'npx conformance';
await main(process.argv.slice(2), inCheckout ? 'pnpm conformance' : published);
