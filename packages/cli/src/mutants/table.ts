import type { Kill, Matrix } from '@sdk-conformance/engine';
import { count, type Paint, table, visibleWidth } from '@sdk-conformance/reporters';

/** Other requirements shown of a mutant. */
const shownOthers = 6;

/** The kill matrix in words, a block for each target. */
export function matrixLines(matrices: readonly Matrix[], paint: Paint): readonly string[] {
  return matrices.flatMap((matrix, i) => [...(i === 0 ? [] : ['']), ...targetLines(matrix, paint)]);
}

function targetLines(matrix: Matrix, paint: Paint): readonly string[] {
  if (matrix.absent !== null) return [`${paint.bold(matrix.target)} NOT RUN: ${matrix.absent}`];
  const survivors = matrix.kills.filter((kill) => !kill.caught);
  const caught = matrix.kills.length - survivors.length;
  return [
    `${paint.bold(matrix.target)}: ${caught} of ${count(matrix.kills.length, 'mutant')} caught`,
    ...[namings(matrix.kills)].filter((line) => line !== null),
    ...(matrix.unsound === null ? [] : unsound(matrix.unsound, paint)),
    '',
    ...table(
      [
        ['mutant', 'breaks', 'caught', 'first cause', 'other requirements failed'].map(paint.dim),
        ...matrix.kills.map((kill) => row(kill, paint)),
      ],
      visibleWidth,
    ),
    ...survivors.flatMap(({ mutant, failures }) => [
      '',
      `${paint.bad('survivor')} ${paint.bold(mutant.name)}: ${mutant.defect}`,
      `  ${mutant.breaks} did not fail in any scenario`,
      ...failures.flatMap((why) => why.split('\n').map((line) => `  ${line}`)),
    ]),
    ...matrix.kills.flatMap((kill) => contradicted(kill, paint)),
    ...(matrix.neverBroken.length === 0
      ? []
      : [
          '',
          `${paint.bad(`${matrix.neverBroken.length} of ${count(matrix.requirements, 'requirement')}`)} that no mutant breaks:`,
          ...matrix.neverBroken.map((requirement) => `  ${requirement}`),
        ]),
  ];
}

/** Causes of a mutant that are false, each with a scenario that shows it. */
function contradicted({ mutant, contradictions }: Kill, paint: Paint): readonly string[] {
  if (contradictions.length === 0) return [];
  return [
    '',
    `${paint.bad('false cause')} of ${paint.bold(mutant.name)}: ${mutant.defect}`,
    ...contradictions.flatMap(({ cause, scenario }) => [
      `  ${cause.text}`,
      `  ${paint.bad('contradicts')} ${scenario}, which passed`,
    ]),
  ];
}

function unsound({ others, failures }: Kill, paint: Paint): readonly string[] {
  return [
    paint.bad('Without any mutant it fails already, so that this matrix proves little:'),
    ...others.map(([requirement, scenarios]) => `  ${requirement} in ${count(scenarios, 'scenario')}`),
    ...failures.flatMap((why) => why.split('\n').map((line) => `  ${line}`)),
  ];
}

const shownText = 100;

/** What was made of the first cause told, and its words; a wrong one is worse than none. */
function told(naming: Kill['naming'], cause: Kill['cause'], paint: Paint): string {
  const text =
    cause === null ? '–' : cause.text.length > shownText ? `${cause.text.slice(0, shownText - 1)}…` : cause.text;
  switch (naming) {
    case 'right':
      return `${paint.good('right')}: ${text}`;
    case 'partly':
      return `${paint.open('partly')}: ${text}`;
    case 'wrong':
      return `${paint.bad('WRONG')}: ${text}`;
    case 'none':
      return paint.open('none');
    case 'unproven':
      return text;
  }
}

/** How many first causes name what their mutant does; null where nothing was held against any. */
function namings(kills: readonly Kill[]): string | null {
  const proven = kills.filter(({ naming }) => naming !== 'unproven');
  if (proven.length === 0) return null;
  const of = (wanted: Kill['naming']) => proven.filter(({ naming }) => naming === wanted).length;
  return `${of('right')} of ${count(proven.length, 'first cause')} right, ${of('partly')} partly, ${of('wrong')} wrong, ${of('none')} not told`;
}

function row({ mutant, caught, cause, naming, others }: Kill, paint: Paint): readonly string[] {
  const shown = others.slice(0, shownOthers).map(([requirement, scenarios]) => `${requirement} ×${scenarios}`);
  const rest = others.length - shown.length;
  return [
    mutant.name,
    mutant.breaks,
    caught ? paint.good('yes') : paint.bad('NO'),
    told(naming, cause, paint),
    shown.length === 0 ? '–' : `${shown.join(', ')}${rest > 0 ? `, +${rest} more` : ''}`,
  ];
}
