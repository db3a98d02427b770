// The whole suite on each target whose toolchain is here, one target at a time.
import { figure, median, playTarget, seconds } from '../measure.mjs';

/** A slow target is not played again once it has taken so long, ms. */
const enoughMs = 20_000;

const clocks = { A: 'virtual', B: 'virtual', S: 'virtual sleep', C: 'real time' };

export async function suiteRows(targets, times) {
  const rows = [];
  for (const target of targets) {
    const seen = [];
    const from = performance.now();
    while (seen.length < times && (seen.length === 0 || performance.now() - from < enoughMs)) {
      seen.push(await playTarget({ target }));
      if (seen[0].absent !== null) break;
    }
    const [{ absent, tier, scenarios, end }] = seen;
    const what = `Full suite, ${target}`;
    if (absent !== null) {
      rows.push([what, `not run: ${absent}`]);
      continue;
    }
    const { simulatedMs } = end.targets[0];
    const cpuMs = median(seen.map((run) => run.cpuMs));
    const odd = end.verdict === 'conforms' ? '' : `; ${end.verdict}`;
    rows.push([
      `${what} (tier ${tier}, ${clocks[tier]})`,
      `${scenarios} scenarios, ${seconds(simulatedMs)} simulated for ${seconds(cpuMs)} of CPU from start to exit: ` +
        `${figure(cpuMs / scenarios)} ms a scenario${odd}`,
    ]);
    if (seen[0].peak.runnerMiB !== null) rows.push([`Peak memory, ${target}`, peakOf(seen)]);
  }
  return rows;
}

function peakOf(seen) {
  const [runner, largest] = ['runnerMiB', 'targetMiB'].map((whose) => median(seen.map(({ peak }) => peak[whose])));
  return `${figure(runner)} MiB of the runner, ${figure(largest)} MiB of the SDK's largest process`;
}
