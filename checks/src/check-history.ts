import { fileURLToPath } from 'node:url';
import { exitCodeOf } from '@sdk-conformance/cli';
import { changesetDue, comparedWith } from './changesets.js';
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
  for (const line of await levelsDue(comparedWith(root))) tell(line);
  console.log(`check:history: commits checked: ${commits.length}, mistakes: ${mistakes}`);
  if (mistakes > 0) process.exitCode = 1;
}

/** What the changes of the spec since a commit ask of changesets, in the words of `conformance diff`. */
async function levelsDue(commit: string | null): Promise<readonly string[]> {
  if (commit === null) return [];
  let said = '';
  const exit = await exitCodeOf(['diff', commit, '--require-changeset'], {
    out: () => undefined,
    err: (text) => {
      said += text;
    },
    cwd: root,
    env: process.env,
    outIsTerminal: false,
    errIsTerminal: false,
    command: 'pnpm conformance',
  });
  const lines = said.split('\n').filter((line) => line !== '');
  if (exit === 0 || exit === 1) return lines;
  // The rules for specs have changed since: what stood there then cannot be read, and nothing is asked.
  console.log(`check:history: the spec of ${commit.slice(0, 7)} is none by now: ${lines[0] ?? ''}`);
  return [];
}
