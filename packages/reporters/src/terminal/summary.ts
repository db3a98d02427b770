import type { TargetEnd } from '../records.js';
import { blocksOf } from './blocks.js';
import type { Collected } from './collected.js';
import { headlineOf } from './failures.js';
import type { Paint } from './paint.js';
import { sample } from './sample.js';
import { verdict } from './verdict.js';
import { count, duration, inOneLine, quoted, sum, table, visibleWidth } from './words.js';

/** How many of what, the verdict, and what to do next. */
export function summary(collected: Collected, paint: Paint): string[] {
  const { end } = collected;
  return [
    '',
    ...table(
      end.targets.map((target) => [paint.bold(target.name), counts(target, paint)]),
      visibleWidth,
    ),
    `${duration(sum(end.targets, (t) => t.simulatedMs))} of simulated time in ${duration(end.wallMs)}`,
    ...sample(collected),
    '',
    verdict(collected, paint),
    ...next(collected),
  ];
}

function counts(target: TargetEnd, paint: Paint): string {
  const { passed, failed, known, unspecified, unsupported, notRun, adapterFailed } = target;
  const all = passed + failed + known + unspecified + unsupported + notRun + adapterFailed;
  const part = (n: number, word: string, brush: (text: string) => string) => (n === 0 ? [] : [brush(`${n} ${word}`)]);
  const advice = target.failedShould === 0 ? '' : ` (${target.failedShould} of them at level should only)`;
  return `${count(all, 'scenario')}: ${[
    `${paint.good(`${passed} passed`)}`,
    ...part(failed, `failed${advice}`, paint.bad),
    ...part(known, 'known', paint.open),
    ...part(unspecified, 'unspecified', paint.open),
    ...part(unsupported, 'unsupported', paint.open),
    ...part(adapterFailed, 'not judged', paint.bad),
    ...part(notRun, 'not run', paint.bad),
  ].join(', ')}`;
}

function next({ run, findings, causes, end }: Collected): string[] {
  const command = run.rerun.split(' run')[0] ?? run.rerun;
  const options = [...run.rerun.matchAll(/ --(?:config|spec) (?:'[^']*'|\S+)/g)].join('');
  const [block] = blocksOf(findings, causes);
  if (block !== undefined) {
    const { scenario } = block.findings[0];
    return [
      `To mend first: ${inOneLine(headlineOf(block), 160)}`,
      `What is served there, what is expected and why: ${command} explain ${quoted(scenario)}${options}`,
    ];
  }
  if (end.verdict === 'conforms')
    return [`What was tested: ${command} list${options}; what one scenario means: ${command} explain ID${options}`];
  return [];
}
