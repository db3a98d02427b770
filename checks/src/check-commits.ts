import { fileURLToPath } from 'node:url';
import { commitsIn, mistakesIn } from './commits.js';

const commits = commitsIn(fileURLToPath(new URL('../..', import.meta.url)));
if (commits === null) {
  console.log('check:commits: this folder is no git checkout; no history was checked');
} else {
  const wrong = commits
    .map((commit) => ({ commit, mistakes: mistakesIn(commit) }))
    .filter((c) => c.mistakes.length > 0);
  for (const { commit, mistakes } of wrong) {
    console.error(`${commit.hash.slice(0, 7)} ${commit.subject}`);
    for (const mistake of mistakes) console.error(`  ${mistake}`);
  }
  console.log(`check:commits: commits ${commits.length}, to be reworded ${wrong.length}`);
  if (wrong.length > 0) process.exitCode = 1;
}
