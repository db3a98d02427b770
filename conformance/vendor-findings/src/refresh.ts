import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { compare, differences } from './compare.js';
import { play } from './play.js';
import { readRecorded } from './recorded.js';
import { withCounts } from './with-counts.js';

// node dist/refresh.js FOLDER…: plays, tells what differs, and brings the counts in findings.yaml up to date. Why a finding is new or gone
// stays a person's to say.
for (const word of process.argv.slice(2)) {
  const folder = resolve(word);
  const path = join(folder, 'findings.yaml');
  const name = `${basename(folder)}/findings.yaml`;
  const text = readFileSync(path, 'utf8');
  const comparison = compare(readRecorded(name, Buffer.from(text)), await play(folder));
  const differing = differences(comparison);
  console.log(differing.length === 0 ? `${name}: as recorded` : differing.join('\n'));
  writeFileSync(
    path,
    withCounts(
      text,
      comparison.claimed.map(({ recorded, found }) =>
        recorded.unsteady ? Math.max(recorded.count, found.length) : found.length,
      ),
    ),
  );
}
