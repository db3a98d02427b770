// Writes the repository that a release runs in into the packages that it publishes: npm refuses a provenance whose repository the package does not name. Started
// at the root; does nothing outside of GitHub's actions.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { GITHUB_REPOSITORY: name, GITHUB_SERVER_URL: server = 'https://github.com' } = process.env;
const folders = [...readdirSync('packages').map((folder) => `packages/${folder}`), 'fixtures', 'spec'];

for (const directory of name === undefined ? [] : folders) {
  const file = join(directory, 'package.json');
  if (!existsSync(file)) continue;
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  if (manifest.private === true || manifest.repository !== undefined) continue;
  const repository = { type: 'git', url: `git+${server}/${name}.git`, directory };
  writeFileSync(file, `${JSON.stringify({ ...manifest, repository }, null, 2)}\n`);
}
