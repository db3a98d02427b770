import type { Echo, EchoReport } from '@sdk-conformance/protocol';
import { echoLosses, echoTexts } from '../call/index.js';
import { type Crew, failTarget } from './crew.js';

/**
 * Has a worker of the play's first process hand back the recorded successes, before any call, so that what the adapter loses is not
 * charged to the SDK. True while calls have to wait for it.
 */
export function echoFirst(crew: Crew, idle: Set<number>): boolean {
  const { run, host } = crew;
  if (run.echo.state !== 'due') return run.echo.state === 'open';
  const [worker] = idle;
  if (worker === undefined) return true;
  const { operations, capabilities } = host.open;
  const texts = capabilities.includes('echo') ? echoTexts(run.spec, run.fixtures, operations) : [];
  if (texts.length === 0) {
    run.echo = { state: 'done' };
    return false;
  }
  const echo: Echo = { echo: `e${run.nextId()}`, texts: texts.map(({ text }) => text) };
  const { startMs } = crew.deadlines;
  const timer = setTimeout(
    () => failTarget(crew, `it claims the echo capability, and did not answer an echo within ${startMs / 1000} s`),
    startMs,
  );
  run.echo = { state: 'open', crew, texts, timer };
  idle.delete(worker);
  host.session.echo(worker, echo);
  return true;
}

/** Takes what came of an echo; null where none comes, which has been told. */
export function takeEcho(crew: Crew, report: EchoReport | null): void {
  const { run } = crew;
  if (run.echo.state !== 'open' || run.echo.crew !== crew) return;
  const { texts } = run.echo;
  endEcho(crew);
  crew.poke();
  if (report === null) return;
  const { values } = report;
  if (values.length !== texts.length) {
    failTarget(
      crew,
      `it was asked to echo ${texts.length === 1 ? '1 text' : `${texts.length} texts`}, and handed back ${values.length}`,
    );
    return;
  }
  for (const { why, operations } of echoLosses(run.spec, texts, values)) {
    run.emit({ type: 'adapterFailed', why, scenario: null, stderr: [], unreliable: operations });
  }
}

/** An echo that was not answered is over with its process. */
export function endEcho(crew: Crew): void {
  const { run } = crew;
  if (run.echo.state !== 'open' || run.echo.crew !== crew) return;
  clearTimeout(run.echo.timer);
  run.echo = { state: 'done' };
}
