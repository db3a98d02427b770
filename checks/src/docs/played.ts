import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Block, blocksOf, commandsOf, holds, wordsOf } from './blocks.js';
import type { Place } from './place.js';

/**
 * Does what a page says, block by block, and gives what is not as it says.
 *
 * - `sh`: each command is typed; the last ends with `exit=`, else with 0
 * - `text`: the command before it has said so
 * - `file=F`: an excerpt of a file, of the place or of the repository
 * - `diff file=F`: a change that is made in the place
 * - `new=F`, `add=F`: a file that is written in the place, or lines at its end
 */
export async function played(root: string, page: string, place: Place): Promise<readonly string[]> {
  const wrong: string[] = [];
  let said = '';
  for (const block of blocksOf(readFileSync(join(root, page), 'utf8'))) {
    const complain = (why: string) => wrong.push(`${page}:${block.line}: ${why}`);
    if (block.language === 'sh') {
      for (const [n, command] of commandsOf(block).entries()) {
        const last = n === commandsOf(block).length - 1;
        const expected = last ? Number(block.says['exit'] ?? 0) : 0;
        const [runner, name, ...args] = wordsOf(command);
        if (runner !== 'npx' || name !== 'conformance') {
          complain(`no command of the kit: ${command}`);
          continue;
        }
        const ended = await place.types(args);
        said = ended.said;
        if (ended.exit !== expected) complain(`${command} ended with ${ended.exit}:\n${said}`);
      }
    } else if (block.language === 'text') {
      if (!holds(said, block.text)) complain(`this was not said:\n${block.text}\nbut:\n${said}`);
    } else {
      const why = snippet(root, block, place);
      if (why !== null) complain(why);
    }
  }
  return wrong;
}

function snippet(root: string, { language, says, text }: Block, place: Place): string | null {
  const { file, new: created, add } = says;
  if (created !== undefined) place.write(created, text);
  else if (add !== undefined) place.write(add, `${place.read(add) ?? ''}${text}`);
  else if (file === undefined) return 'a snippet that no file has, and no command reads';
  else if (language === 'diff') return changed(place, file, text);
  else if (!holds(place.read(file) ?? readFileSync(join(root, file), 'utf8'), text)) return `not so in ${file}`;
  return null;
}

/** Makes the change of a diff without line numbers: its lines with a blank and a minus are there, and those with a blank and a plus stand there then. */
function changed(place: Place, file: string, diff: string): string | null {
  const lines = diff.split('\n').filter((line) => line !== '');
  const side = (sign: string) =>
    lines
      .filter((line) => line.startsWith(' ') || line.startsWith(sign))
      .map((line) => line.slice(1))
      .join('\n');
  const before = place.read(file) ?? '';
  const after = before.replace(side('-'), () => side('+'));
  if (after === before) return `${file} has no\n${side('-')}`;
  place.write(file, after);
  return null;
}
