// How long it takes until something happens.
import { median, playTimes, runScript } from '../measure.mjs';

const ms = (values) => `${Math.round(median(values))} ms`;

export async function startUpRows(targets, times) {
  const help = [];
  for (let n = 0; n < times; n++) {
    const cpuAtExit = new URL('../cpu-at-exit.mjs', import.meta.url).href;
    const { wallMs, said } = await runScript(
      '../packages/cli/bin/conformance.mjs',
      ['--help'],
      ['--import', cpuAtExit],
    );
    help.push({ wallMs, cpuMs: said.cpuMs });
  }
  const rows = [
    [
      '`conformance --help`',
      `${ms(help.map(({ cpuMs }) => cpuMs))} of CPU, ${ms(help.map(({ wallMs }) => wallMs))} of wall`,
    ],
  ];
  for (const target of targets) {
    const seen = await playTimes(times, { target, filter: ['status/200/listPersonas'] });
    if (seen[0].absent === null) {
      rows.push([`First scenario judged, ${target}`, `${ms(seen.map(({ firstMs }) => firstMs))} after start`]);
    }
  }
  return rows;
}
