// Many calls on the TypeScript target: retry chains, all at once, ten times as many.
import { figure, median, playTimes, seconds } from '../measure.mjs';

const target = 'typescript';
/** Six attempts with five waits, 15.5 s and more of virtual time. */
const filter = ['retry/count/max-5/429/listMachines'];
const playedMs = ({ sessionMs, endMs }) => endMs - sessionMs;

function checked(runs) {
  for (const { failed, end } of runs) {
    if (end.verdict !== 'conforms') throw new Error(`${end.verdict}: ${failed.join(', ')}`);
  }
  return runs;
}

export async function chainRows(times, count) {
  const few = checked(await playTimes(times, { target, filter, copies: count }));
  const atOnce = checked(await playTimes(times, { target, filter, copies: 1000, jobs: 1000 }));
  const fewMs = median(few.map(playedMs));
  return [
    [
      'Retry chains of six attempts, typescript, default jobs',
      `${figure((count * 1000) / fewMs)} a second, played and judged`,
    ],
    ['1,000 such calls at once', `${seconds(median(atOnce.map(playedMs)))}, every delay exact`],
  ];
}

/** Ten copies of the whole suite in one run, against one. */
export async function growthRows(times) {
  const one = checked(await playTimes(times, { target }));
  const ten = checked(await playTimes(1, { target, copies: 10 }));
  const [oneMs, tenMs] = [one, ten].map((runs) => median(runs.map(playedMs)));
  const { scenarios } = ten[0];
  return [
    [
      `Ten times the scenarios, typescript (${scenarios.toLocaleString('en')})`,
      `${seconds(tenMs)}, ${figure(tenMs / oneMs)} × the time of one suite`,
    ],
  ];
}
