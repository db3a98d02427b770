import { type Against, itemsIn } from '@sdk-conformance/learn';
import { count, listed } from '@sdk-conformance/reporters';

/** What a spec says and an SDK does otherwise, line by line, with the lines that would make the spec true. */
export function againstLines(
  { departures, agreed, notLearnt }: Against,
  target: string,
  file: string,
): readonly string[] {
  const differing = new Set(departures.map(({ difference }) => difference.line)).size;
  const open = notLearnt.map(({ line, why }) => `  ${line}${why === null ? ': not probed' : `: ${why}`}`);
  return [
    `${target} against ${file}: ${count(differing, 'line')} of the spec ${differing === 1 ? 'is' : 'are'} not what it does, ${agreed.length} are, ${count(notLearnt.length, 'line')} not learnt`,
    ...departures.flatMap(({ difference, at, source, evidence, patch }) => [
      '',
      `${itemsIn(difference)}, ${at.file}:${at.line} (${source})`,
      `  says  ${difference.other}`,
      `  does  ${difference.one}`,
      ...evidence.map((text) => `  seen  ${text}`),
      ...(patch === null
        ? ['  no value of the line says so']
        : ['  to make the spec true:', ...patch.split('\n').map((line) => `    ${line}`)]),
    ]),
    ...(open.length === 0 ? [] : ['', 'Not learnt:', ...open]),
    ...(agreed.length === 0 ? [] : ['', `As the spec says: ${listed(agreed)}`]),
  ];
}
