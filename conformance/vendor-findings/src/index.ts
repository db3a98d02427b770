import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compare, differences } from './compare.js';
import { play } from './play.js';
import { readRecorded } from './recorded.js';

/**
 * Plays a vendor's suite and holds each broken must to `findings.yaml`: what is not recorded and what no longer appears, in words. Empty
 * where the findings are those recorded.
 *
 * @throws Error where the file is wrong, or a target could not be run or judged to its end
 */
export async function differencesOf(folder: string): Promise<readonly string[]> {
  const path = join(folder, 'findings.yaml');
  const recorded = readRecorded(`${basename(folder)}/findings.yaml`, readFileSync(path));
  return differences(compare(recorded, await play(folder)));
}
