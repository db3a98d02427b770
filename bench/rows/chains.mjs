// Many calls on the TypeScript target: retry chains, all at once, ten times as many.
import { figure, median, playTimes, seconds } from '../measure.mjs';

const target = 'typescript';
/** Six attempts with five waits, 15.5 s and more of virtual time. */
const filter = ['retry/count/max-5/429/listMachines'];
const cpuOf = ({ cpuMs }) => cpuMs;

function checked(runs) {
  for (const { failed, end } of runs) {
    if (end.verdict !== 'conforms') throw new Error(`${end.verdict}: ${failed.join(', ')}`);
  }
  return runs;
}

export async function chainRows(times, count) {
  const few = checked(await playTimes(times, { target, filter, copies: count }));
  const atOnce = checked(await playTimes(times, { target, filter, copies: 1000, jobs: 1000 }));
  const one = checked(await playTimes(times, { target, filter }));
  const chainMs = (median(few.map(cpuOf)) - median(one.map(cpuOf))) / (count - 1);
  return [
    ['Retry chains of six attempts, typescript, default jobs', `${figure(chainMs)} ms of CPU each, played and judged`],
    ['1,000 such calls at once', `${seconds(median(atOnce.map(cpuOf)))} of CPU from start to exit, every delay exact`],
  ];
}

/** Ten copies of the whole suite in one run, against one. */
export async function growthRows(times) {
  const one = checked(await playTimes(times, { target }));
  const ten = checked(await playTimes(1, { target, copies: 10 }));
  const [oneMs, tenMs] = [one, ten].map((runs) => median(runs.map(cpuOf)));
  const { scenarios } = ten[0];
  return [
    [
      `Ten times the scenarios, typescript (${scenarios.toLocaleString('en')})`,
      `${seconds(tenMs)} of CPU, ${figure(tenMs / oneMs)} × that of one suite`,
    ],
  ];
}
