import { fileURLToPath } from 'node:url';
import { changesetDue } from './changesets.js';
import { commitsIn, mistakesIn } from './commits.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const commits = commitsIn(root);
if (commits === null) {
  console.log('check:history: this folder is no git checkout; nothing was checked');
} else {
  let mistakes = 0;
  const tell = (line: string) => {
    mistakes++;
    console.error(`check:history: ${line}`);
  };
  for (const commit of commits) {
    for (const mistake of mistakesIn(commit)) tell(`${commit.hash.slice(0, 7)} ${commit.subject}: ${mistake}`);
  }
  const due = changesetDue(root);
  if (due !== null) tell(due);
  console.log(`check:history: commits checked: ${commits.length}, mistakes: ${mistakes}`);
  if (mistakes > 0) process.exitCode = 1;
}
