import { type Problem, positionOf, type Spec } from '@sdk-conformance/model';

/** What cannot be generated, told with the line of the spec that asks for it. */
export function refusal(
  spec: Spec,
  pointer: string,
  message: string,
  more: { readonly expected?: string; readonly got?: string } = {},
): Problem {
  const { file, line, column } = positionOf(spec, pointer);
  return {
    file,
    line,
    column,
    message,
    expected: more.expected ?? null,
    got: more.got ?? null,
    nearest: null,
    frame: '',
  };
}
