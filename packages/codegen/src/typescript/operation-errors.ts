import { raisedInCalls } from '../raised.js';
import { jsDoc, jsKey, jsString } from '../text/javascript.js';
import { fileText } from '../text/wrap.js';
import type { View } from '../view.js';

/** Types alone: what each operation raises. */
export function operationErrorsFile(view: View, extension: string): string {
  const { operations } = view.rules;
  const ids = Object.keys(operations);
  const union = (stream: boolean) =>
    raisedInCalls(view, { stream })
      .map((name) => `\n  | ${jsString(name)}`)
      .join('');
  const raised = [
    ['RaisedByCalls', false],
    ['RaisedByStreams', true],
  ] as const;
  const used = raised.filter(([, stream]) => ids.some((id) => operations[id]?.stream === stream));
  return fileText([
    `import type { ErrorOf } from './errors.${extension}';`,
    ...used.flatMap(([name, stream]) => ['', `type ${name} =${union(stream)};`]),
    '',
    ...jsDoc([
      'Names of the errors that each operation raises by the spec: by any answer, by a fault, and by what a stream tells. A class that nothing raises is none of them.',
    ]),
    ids.length === 0 ? 'export interface OperationErrors {}' : 'export interface OperationErrors {',
    ...ids.map(
      (id) => `  readonly ${jsKey(id)}: ${operations[id]?.stream === true ? 'RaisedByStreams' : 'RaisedByCalls'};`,
    ),
    ...(ids.length === 0 ? [] : ['}']),
    '',
    ...jsDoc(['An error of an operation: a switch on its `name` narrows it, and can be seen to miss none.']),
    'export type ErrorOfOperation<O extends keyof OperationErrors = keyof OperationErrors> = {',
    '  [K in O]: ErrorOf<OperationErrors[K]>;',
    '}[O];',
  ]);
}
