// What a run costs beside what the SDK itself costs: both measured here, one after the other, in turn.
import { floorOf, floorTargets, prepareFloor } from '../floors.mjs';
import { figure, median, playTarget, runScript, seconds } from '../measure.mjs';

export async function floorRows(targets, times) {
  const rows = [];
  for (const target of floorTargets.filter((name) => targets.includes(name))) rows.push(await floorRow(target, times));
  return rows;
}

async function floorRow(target, times) {
  const what = `Full suite against its floor, ${target}`;
  // A target may have to be built first; that is no cost of a run.
  const { absent } = await playTarget({ target, filter: ['status/200/listPersonas'] });
  if (absent !== null) return [what, `not run: ${absent}`];
  prepareFloor(target);
  const [suites, floors] = [[], []];
  for (let n = 0; n < times; n++) {
    const suite = await playTarget({ target, prepared: true });
    suites.push(suite);
    const { requests, clients } = suite;
    const { said } = await runScript('floor.mjs', [JSON.stringify({ target, requests, clients })]);
    floors.push(said);
  }
  const [cpuMs, floorMs] = [suites, floors].map((runs) => median(runs.map((run) => run.cpuMs)));
  const ratio = median(suites.map((suite, n) => suite.cpuMs / floors[n].cpuMs));
  const [{ scenarios, requests }] = suites;
  const { startMs, scenarioMs } = floorOf(target).above;
  const goalMs = floorMs + startMs + scenarioMs * scenarios;
  return [
    what,
    `${figure(ratio)} × the CPU of the same SDK sending as many requests (${requests.toLocaleString('en')}) to plain node:http: ` +
      `${seconds(cpuMs)} against ${seconds(floorMs)}, ${scenarios} scenarios; the goal is floor + ${startMs / 1000} s + ${scenarioMs} ms a scenario, ${seconds(goalMs)}`,
  ];
}
