// Runs before a package is packed: what its manifest promises must have been built. Started in the package's folder.
import { existsSync, readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

/** Every file that exports, bin, main and types name. */
function named(value) {
  if (typeof value === 'string') return value.includes('*') ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(named) : [];
}

const missing = [...new Set(named([manifest.exports, manifest.bin, manifest.main, manifest.types]))].filter(
  (file) => !existsSync(file),
);
// A command imports what its manifest does not name.
if (manifest.bin !== undefined && !existsSync('dist/main.js')) missing.push('dist/main.js');
if (missing.length > 0) {
  process.stderr.write(
    `${manifest.name} is not built, so it is not packed: there is no ${missing.join(', ')}\n  expected: pnpm build before it\n`,
  );
  process.exit(1);
}
