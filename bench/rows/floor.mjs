// What a run costs beside what the SDK itself costs: both measured here, side by side.
import { figure, median, playTarget, runScript, seconds } from '../measure.mjs';

const target = 'typescript';
/** What a run may cost above the floor, ms of CPU: the start of both processes, and each scenario. */
const [startMs, scenarioMs] = [1000, 8];

export async function floorRows(times) {
  const suites = [];
  const floors = [];
  for (let n = 0; n < times; n++) {
    const suite = await playTarget({ target });
    suites.push(suite);
    const { said } = await runScript('floor.mjs', [JSON.stringify({ requests: suite.requests })]);
    floors.push(said);
  }
  const [cpuMs, floorMs] = [suites, floors].map((runs) => median(runs.map((run) => run.cpuMs)));
  const [{ scenarios, requests }] = suites;
  const goalMs = floorMs + startMs + scenarioMs * scenarios;
  return [
    [
      `Full suite against its floor, ${target}`,
      `${figure(cpuMs / floorMs)} × the CPU of the same SDK sending as many requests (${requests.toLocaleString('en')}) to plain node:http: ` +
        `${seconds(cpuMs)} against ${seconds(floorMs)}; the goal is floor + 1 s + ${scenarioMs} ms a scenario, ${seconds(goalMs)}`,
    ],
  ];
}
