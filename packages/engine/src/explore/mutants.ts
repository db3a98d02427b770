import { availableParallelism } from 'node:os';
import type { Mutant } from '../mutants/mutant.js';
import type { Mutated } from '../mutants/mutants.js';
import { inParallel } from '../mutants/pool.js';
import type { Plan } from '../plan/plan.js';
import { absentToolchain } from '../plan/runner-target.js';
import { type Batch, drawnFor, type Range } from './batches.js';
import type { ExploreSurroundings } from './explore.js';
import { failuresIn } from './kinds.js';
import { createPlayer, type Player } from './player.js';

/** What exploring made of one mutant. */
export interface Detection {
  readonly mutant: Mutant;
  /** How many scenarios were drawn until one failed, that one among them; null: none did. */
  readonly after: number | null;
  /** Requirements that failed in it. */
  readonly by: readonly string[];
}

/** What exploring made of a target's mutants. */
export interface Detected {
  readonly target: string;
  /** Why the target was not run. */
  readonly absent: string | null;
  /** Those that were played as far as was asked, or found. */
  readonly detections: readonly Detection[];
  readonly failures: readonly string[];
}

/** The first batch; each further one is twice as large, for most defects show soon. */
const firstBatch = 40;

interface Options extends Range {
  readonly jobs: number | null;
}

/** Plays scenarios that chance draws on each mutant until one fails that does not on the target as it is: what exploring finds without the families. */
export async function exploreMutants(
  plan: Plan,
  mutated: readonly Mutated[],
  options: Options,
  { path, signal, stages, onPlayed }: ExploreSurroundings,
): Promise<readonly Detected[]> {
  const all: Detected[] = [];
  for (const { target, mutants } of mutated) {
    const absent = await absentToolchain(plan.config, target, { path, signal });
    if (absent !== null) {
      all.push({ target: target.name, absent, detections: [], failures: [] });
      continue;
    }
    const { config, spec, fixtures } = plan;
    const playing = { config, spec, fixtures, target, stages, seed: options.seed, jobs: options.jobs, signal };
    const sound = createPlayer(playing);
    const source = await drawnFor(playing, sound);
    const batches = [...source.batches(options, (place) => firstBatch * 2 ** place)];
    const known = await knownIn(sound, batches);
    const failures = [...sound.failures];
    let played = 0;
    const detections = await inParallel(mutants, availableParallelism(), async (mutant) => {
      const player = createPlayer(playing, mutant.name);
      const found = await detect(player, batches, options.first, known);
      onPlayed(target.name, ++played);
      if (found.after === null) failures.push(...player.failures.map((why) => `${mutant.name}: ${why}`));
      return signal.aborted && found.after === null ? null : { mutant, ...found };
    });
    all.push({
      target: target.name,
      absent: null,
      detections: detections.filter((detection) => detection !== null),
      failures,
    });
  }
  return all;
}

/** By scenario, what fails without any mutant. */
async function knownIn(sound: Player, batches: readonly Batch[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const results = await sound.play(batches.flatMap(({ drawn }) => drawn.map((one) => one.drawn.scenario)));
  return new Map(results.map((result) => [result.scenario.id, new Set(failuresIn(result).keys())]));
}

async function detect(
  player: Player,
  batches: readonly Batch[],
  first: number,
  known: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Omit<Detection, 'mutant'>> {
  for (const { drawn } of batches) {
    if (player.failures.length > 0) break;
    const numbers = new Map(drawn.map((one) => [one.drawn.scenario.id, one.n]));
    for (const result of await player.play(drawn.map((one) => one.drawn.scenario))) {
      const { id } = result.scenario;
      const failures = [...failuresIn(result)].filter(([kind]) => known.get(id)?.has(kind) !== true);
      const n = numbers.get(id);
      if (failures.length === 0 || n === undefined) continue;
      return { after: n - first + 1, by: [...new Set(failures.map(([, { requirement }]) => requirement))] };
    }
  }
  return { after: null, by: [] };
}
