import { git } from './git.js';

/** Commits up to this one are older than the rules. */
const lastBeforeTheRules = '449136f7502d4ae7134b911ddaf99e5ea502f1e6';
const longestSubject = 72;

export interface Commit {
  readonly hash: string;
  readonly parents: readonly string[];
  readonly subject: string;
  readonly body: string;
}

/** What a commit's message breaks, one sentence each with what was expected. Merges are exempt: tools write their subjects. */
export function mistakesIn(commit: Commit): readonly string[] {
  if (commit.parents.length > 1) return [];
  const mistakes: string[] = [];
  const length = [...commit.subject].length;
  if (length > longestSubject) {
    mistakes.push(`the subject has ${length} characters, expected at most ${longestSubject}`);
  }
  if (commit.body.trim() === '') {
    mistakes.push('the body is empty, expected the reason for the change, after a blank line');
  }
  return mistakes;
}

/**
 * The commits of the checked-out branch that the rules apply to, newest first.
 *
 * A shallow clone may lack the last commit before the rules; all that it holds is newer.
 * @returns null outside a git checkout
 * @throws Error where the history cannot be read
 */
export function commitsIn(folder: string, since: string = lastBeforeTheRules): readonly Commit[] | null {
  if (git(folder, 'rev-parse', '--git-dir') === null) return null;
  const isCut =
    git(folder, 'cat-file', '-e', since) === null && git(folder, 'rev-parse', '--is-shallow-repository') === 'true';
  const range = isCut ? 'HEAD' : `${since}..HEAD`;
  const log = git(folder, 'log', '-z', '--format=%H%n%P%n%s%n%b', range);
  if (log === null) throw new Error(`git log ${range} fails in ${folder}`);
  return log
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [hash = '', parents = '', subject = '', ...body] = entry.split('\n');
      return { hash, parents: parents.split(' ').filter((parent) => parent !== ''), subject, body: body.join('\n') };
    });
}
