// Do a target's clock tiers agree? A chain whose delay is fixed (Retry-After: 2) takes the same in real time, within the tolerance of tier C,
// as under the virtual clock; one with jitter is within its window in both. In real time, so a check by hand and not a test.
import { toleranceOf, within } from '../packages/judge/dist/tolerance.js';
import { playTarget } from './measure.mjs';

const fixed = 'retry/after/seconds-2/429/initSession';
const jittered = 'retry/count/max-2/429/initSession';
const shown = (gaps) => gaps.map((ms) => `${Math.round(ms)} ms`).join(', ');

/** Prints a line for each target; false where one disagrees. */
export async function compareTiers(targets) {
  let agree = true;
  for (const target of targets) {
    const asked = { target, filter: [fixed, jittered], gaps: true };
    const virtual = await playTarget(asked);
    if (virtual.absent !== null || virtual.tier === 'C') {
      process.stdout.write(`${target}: nothing to compare, ${virtual.absent ?? 'it has tier C alone'}\n`);
      continue;
    }
    const real = await playTarget({ ...asked, clock: 'real' });
    const [exact, seen] = [virtual.gaps[fixed], real.gaps[fixed]];
    const alike =
      exact.length === seen.length && exact.every((ms, n) => within(seen[n], ms, ms, toleranceOf({ tier: 'C' })));
    const conform = [virtual, real].every(({ end }) => end.verdict === 'conforms');
    agree &&= alike && conform;
    process.stdout.write(
      `${target}: ${alike && conform ? 'agrees' : 'DISAGREES'}; Retry-After 2: tier ${virtual.tier} ${shown(exact)}, ` +
        `tier C ${shown(seen)}; with jitter: tier ${virtual.tier} ${shown(virtual.gaps[jittered])}, ` +
        `tier C ${shown(real.gaps[jittered])}\n`,
    );
  }
  return agree;
}
