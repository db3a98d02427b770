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
    ...(matrix.unsound === null ? [] : unsound(matrix.unsound, paint)),
    '',
    ...table(
      [
        ['mutant', 'breaks', 'caught', 'first diagnosis', 'other requirements failed'].map(paint.dim),
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
    ...(matrix.neverBroken.length === 0
      ? []
      : [
          '',
          `${paint.bad(`${matrix.neverBroken.length} of ${count(matrix.requirements, 'requirement')}`)} that no mutant breaks:`,
          ...matrix.neverBroken.map((requirement) => `  ${requirement}`),
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

function row({ mutant, caught, diagnosis, others }: Kill, paint: Paint): readonly string[] {
  const shown = others.slice(0, shownOthers).map(([requirement, scenarios]) => `${requirement} ×${scenarios}`);
  const rest = others.length - shown.length;
  return [
    mutant.name,
    mutant.breaks,
    caught ? paint.good('yes') : paint.bad('NO'),
    diagnosis === null ? '–' : diagnosis.length > 100 ? `${diagnosis.slice(0, 99)}…` : diagnosis,
    shown.length === 0 ? '–' : `${shown.join(', ')}${rest > 0 ? `, +${rest} more` : ''}`,
  ];
}
