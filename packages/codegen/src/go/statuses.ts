import { fieldPlacesDoc } from '../docs.js';
import { goDoc, goString, goStrings } from '../text/go.js';
import type { View } from '../view.js';
import { block, classValue, goFile, pointer, struct, within } from './source.js';

export function statusesFile(view: View): string {
  return goFile(view, [
    ...struct(
      'StatusInfo',
      ['StatusInfo is a row of the status table.'],
      [
        { name: 'Code', type: 'int', doc: 'Code is the HTTP status.' },
        { name: 'Meaning', type: 'string', doc: 'Meaning is what it means; "" where the API has no word for it.' },
        { name: 'Causes', type: '[]string', doc: 'Causes are common ones.' },
        { name: 'Resolution', type: 'string', doc: 'Resolution is what the caller can do; "" where nothing is known.' },
        { name: 'Error', type: '*ErrorClass', doc: 'Error is the class that it raises; nil for a success.' },
        {
          name: 'Retryable',
          type: '*bool',
          doc: 'Retryable: whether it is retried; nil where the API leaves that open.',
        },
      ],
    ),
    '',
    ...struct(
      'ErrorRange',
      ['ErrorRange is statuses that raise the same, from the first to the last.'],
      [
        { name: 'From', type: 'int', doc: 'From is the first.' },
        { name: 'To', type: 'int', doc: 'To is the last.' },
        { name: 'Error', type: '*ErrorClass', doc: 'Error is the class that they raise; nil for none.' },
      ],
    ),
    '',
    '// Statuses is the status table, by status.',
    ...block(
      'var Statuses = byStatus([]StatusInfo',
      view.statuses.map(
        ({ code, meaning, causes, resolution, error, retryable }) =>
          `{${[
            code,
            goString(meaning ?? ''),
            goStrings(causes),
            goString(resolution ?? ''),
            classValue(error),
            pointer(retryable === null ? null : String(retryable)),
          ].join(', ')}}`,
      ),
    ).map((line, i, { length }) => (i === length - 1 ? `${line})` : line)),
    '',
    '// StatusRanges are ranges of the status table, for statuses that have no row of their own; the first that fits counts.',
    ...block(
      'var StatusRanges = []ErrorRange',
      view.ranges.map(({ from, to, error }) => `{${from}, ${to}, ${classValue(error)}}`),
    ),
    '',
    ...goDoc(['ErrorForStatus is the class that a status raises; nil where it is a success.']),
    'func ErrorForStatus(status int) *ErrorClass {',
    '\tif row, ok := Statuses[status]; ok {',
    '\t\treturn row.Error',
    '\t}',
    ...(view.successes ?? []).flatMap((range) => [`\tif ${within(range)} {`, '\t\treturn nil', '\t}']),
    '\tfor _, listed := range StatusRanges {',
    '\t\tif listed.From <= status && status <= listed.To {',
    '\t\t\treturn listed.Error',
    '\t\t}',
    '\t}',
    ...(view.otherwise === null || view.successes !== null
      ? []
      : ['\tif 200 <= status && status <= 299 {', '\t\treturn nil', '\t}']),
    `\treturn ${classValue(view.otherwise)}`,
    '}',
    '',
    'func byStatus(rows []StatusInfo) map[int]StatusInfo {',
    '\ttable := map[int]StatusInfo{}',
    '\tfor _, row := range rows {',
    '\t\ttable[row.Code] = row',
    '\t}',
    '\treturn table',
    '}',
    '',
    'func ptr[T any](value T) *T {',
    '\treturn &value',
    '}',
    ...fieldPlaces(view),
  ]);
}

/** Where fields of the spec's own come from. */
function fieldPlaces({ fields }: View): readonly string[] {
  const free = fields.flatMap(({ name, from }) => (from === undefined ? [] : [{ name, from }]));
  if (free.length === 0) return [];
  return [
    '',
    ...struct(
      'FieldPlace',
      ['FieldPlace is where a field of an error comes from.'],
      [
        { name: 'Field', type: 'string', doc: 'Field is the name of the field.' },
        { name: 'In', type: 'string', doc: 'In is body, header or raw.' },
        {
          name: 'Names',
          type: '[]string',
          doc: 'Names: a pointer into the body, or headers, of which the first counts.',
        },
      ],
    ),
    '',
    ...goDoc([`FieldPlaces: ${fieldPlacesDoc}`]),
    ...block(
      'var FieldPlaces = []FieldPlace',
      free.map(({ name, from }) => {
        const names = from.in === 'header' ? from.names : from.in === 'body' ? [from.name] : [];
        return `{${goString(name)}, ${goString(from.in)}, ${goStrings(names)}}`;
      }),
    ),
  ];
}
