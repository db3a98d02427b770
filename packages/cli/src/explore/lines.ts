import type { Explored, Found } from '@sdk-conformance/engine/explore';
import { count, type Paint, quoted } from '@sdk-conformance/reporters';
import { plainJson } from '../io.js';
import { fileOf } from './save.js';

export interface Asked {
  readonly command: string;
  readonly config?: string;
  readonly spec?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly seed: number;
  /** Folder that what fails is written to; null: it is printed. */
  readonly files: string | null;
}

/** What exploring came to, target by target. */
export function exploredLines(explored: readonly Explored[], asked: Asked, paint: Paint): readonly string[] {
  return explored.flatMap((one) => {
    if (one.absent !== null) return [`${one.target}: not run: ${one.absent}`];
    const told = one.found.filter(({ known }) => known === 'no');
    return [
      ...told.flatMap((found) => [...foundLines(one.target, found, asked, paint), '']),
      ...[...one.unjudged].map(([why, n]) => `${one.target}: ${count(n, 'scenario')} not judged, ${why}`),
      ...one.failures.map((why) => `${one.target}: ${why}`),
      `${one.target}: ${summary(one)}`,
    ];
  });
}

function foundLines(target: string, found: Found, asked: Asked, paint: Paint): readonly string[] {
  const { finding, n, times, plays, scenario } = found;
  const { requirement, level, at, expected, seen } = finding;
  const made = plays === 0 ? 'as it was drawn' : `made simpler in ${count(plays, 'play')}`;
  return [
    `${paint.bad('✗')} ${target}: ${requirement} (${level}), ${at.file}:${at.line}`,
    `  expected  ${expected}`,
    `  seen      ${seen}`,
    `  shown by  ${count(times, 'scenario')}, first by ${n} of seed ${asked.seed}; ${made}`,
    `  rerun     ${rerun(target, n, asked)}`,
    ...(asked.files === null
      ? [
          '  scenario  to keep it, write it into the folder that scenarios: of the configuration names',
          ...indented(plainJson(scenario)),
        ]
      : [`  scenario  ${asked.files}/${fileOf(found)}`]),
  ];
}

function indented(text: string): readonly string[] {
  return text.split('\n').map((line) => `    ${line}`);
}

function rerun(target: string, n: number, { command, config, spec, env = {}, seed }: Asked): string {
  return [
    `${command} explore`,
    ...(config === undefined ? [] : ['--config', quoted(config)]),
    ...(spec === undefined ? [] : ['--spec', quoted(spec)]),
    ...Object.entries(env).flatMap(([name, value]) => ['--env', quoted(`${name}=${value}`)]),
    `--target ${quoted(target)} --seed ${seed} --first ${n} --runs 1`,
  ].join(' ');
}

function summary({ played, discarded, found, unsteady }: Explored): string {
  const gone = Object.entries(discarded);
  const sum = gone.reduce((total, [, n]) => total + n, 0);
  const why = gone.length === 0 ? '' : ` (${gone.map(([reason, n]) => `${n} ${reason}`).join(', ')})`;
  const of = (known: Found['known']) => found.filter((one) => one.known === known).length;
  return [
    `${count(played, 'scenario')} played, ${sum} discarded${why}`,
    of('no') === 0 ? 'nothing new found' : `${count(of('no'), 'kind')} of failure found`,
    ...(of('listed') === 0 ? [] : [`${of('listed')} known`]),
    ...(of('likely') === 0 ? [] : [`${of('likely')} of requirements with known deviations`]),
    ...(unsteady.length === 0 ? [] : [`${unsteady.length} unsteady`]),
  ].join('; ');
}
