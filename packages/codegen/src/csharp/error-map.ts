import { fieldPlacesDoc } from '../docs.js';
import { csDoc, csString, csStringOrNull } from '../text/csharp.js';
import { indent } from '../text/wrap.js';
import type { StatusView, View } from '../view.js';
import { givenFields } from './errors.js';
import { dataClass, inNamespace, list, listOf } from './source.js';

const dictionary = 'global::System.Collections.Generic';

export function errorMapFile(view: View): string {
  return inNamespace(view, [
    ...dataClass('StatusInfo', 'A row of the status table.', [
      { name: 'Code', type: 'int', doc: 'The HTTP status.' },
      { name: 'Meaning', type: 'string?', doc: 'What it means.' },
      { name: 'Causes', type: listOf('string'), doc: 'Common causes.' },
      { name: 'Resolution', type: 'string?', doc: 'What the caller can do.' },
      { name: 'Error', type: 'global::System.Type?', doc: 'The exception that it raises; null for a success.' },
      { name: 'Retryable', type: 'bool?', doc: 'Whether it is retried; null where the API leaves that open.' },
    ]),
    '',
    ...dataClass('ErrorRange', 'Codes that raise the same, from the first to the last, both included.', [
      { name: 'From', type: 'int', doc: 'The first code.' },
      { name: 'To', type: 'int', doc: 'The last code.' },
      { name: 'Error', type: 'global::System.Type?', doc: 'The exception that they raise; null for none.' },
    ]),
    '',
    ...(view.fields.some(({ kind }) => kind === 'free')
      ? [
          ...dataClass('FieldPlace', 'Where a field of an error comes from.', [
            { name: 'Field', type: 'string', doc: 'The name of the property.' },
            { name: 'Place', type: 'string', doc: 'body, header or raw.' },
            {
              name: 'Names',
              type: listOf('string'),
              doc: 'A pointer into the body, or headers, of which the first counts.',
            },
          ]),
          '',
        ]
      : []),
    '/// <summary>Which exception a status raises.</summary>',
    'public static class ErrorMap',
    '{',
    ...indent(members(view), '    '),
    '}',
  ]);
}

function members(view: View): readonly string[] {
  const { base } = view;
  const status = givenFields(view).find(({ kind }) => kind === 'status');
  return [
    '/// <summary>The status table, by code.</summary>',
    `public static ${dictionary}.IReadOnlyDictionary<int, StatusInfo> Statuses { get; } = new ${dictionary}.Dictionary<int, StatusInfo>`,
    '{',
    ...view.statuses.flatMap((status) => indent(row(status), '    ')),
    '};',
    '',
    '/// <summary>Ranges of the status table, for codes that have no row of their own; the first that fits counts.</summary>',
    `public static ${listOf('ErrorRange')} StatusRanges { get; } = ${list(
      'ErrorRange',
      view.ranges.map(({ from, to, error }) => `new ErrorRange(${from}, ${to}, ${typeOf(error)})`),
    )};`,
    '',
    '/// <summary>The exception that a status raises; null where it is a success.</summary>',
    'public static global::System.Type? ForStatus(int status)',
    '{',
    ...indent(choice(view, typeOf), '    '),
    '}',
    '',
    '/// <summary>Makes the exception that a status raises; null where it is a success.</summary>',
    `public static ${base.name}? Create(int status, string message, ErrorDetails? details = null)`,
    '{',
    ...(status === undefined
      ? []
      : [
          '    details = details == null ? new ErrorDetails() : details.Copy();',
          `    details.${status.name} = status;`,
        ]),
    ...indent(
      choice(view, (name) => (name === null ? 'null' : `new ${name}(message, details)`)),
      '    ',
    ),
    '}',
    '',
    '/// <summary>Makes an exception of a class of the API, such as one that ForStatus gives.</summary>',
    `public static ${base.name} Create(global::System.Type error, string message, ErrorDetails? details = null)`,
    '{',
    ...view.classes
      .filter((c) => c.parent !== null)
      .map(({ name }) => `    if (error == typeof(${name})) return new ${name}(message, details);`),
    `    return new ${base.name}(message, details);`,
    '}',
    ...fieldPlaces(view),
  ];
}

/** Where fields of the spec's own come from. */
function fieldPlaces({ fields }: View): readonly string[] {
  const free = fields.flatMap(({ name, from }) => (from === undefined ? [] : [{ name, from }]));
  if (free.length === 0) return [];
  const places = free.map(({ name, from }) => {
    const names = from.in === 'header' ? from.names : from.in === 'body' ? [from.name] : [];
    return `new FieldPlace(${csString(name)}, ${csString(from.in)}, ${list('string', names.map(csString))})`;
  });
  return [
    '',
    ...csDoc([fieldPlacesDoc], ''),
    `public static ${listOf('FieldPlace')} FieldPlaces { get; } = ${list('FieldPlace', places)};`,
  ];
}

function typeOf(name: string | null): string {
  return name === null ? 'null' : `typeof(${name})`;
}

function row({ code, meaning, causes, resolution, error, retryable }: StatusView): readonly string[] {
  return [
    `[${code}] = new StatusInfo(`,
    `    ${code},`,
    `    ${csStringOrNull(meaning)},`,
    `    ${list('string', causes.map(csString))},`,
    `    ${csStringOrNull(resolution)},`,
    `    ${typeOf(error)},`,
    `    ${retryable}),`,
  ];
}

function choice(view: View, result: (name: string | null) => string): readonly string[] {
  const cases = view.statuses.map(({ code, error }) => `    case ${code}: return ${result(error)};`);
  return [
    ...(cases.length === 0 ? [] : ['switch (status)', '{', ...cases, '}', '']),
    ...(view.successes ?? []).map(
      ({ from, to }) => `if (${from} <= status && status <= ${to}) return ${result(null)};`,
    ),
    ...view.ranges.map(({ from, to, error }) => `if (${from} <= status && status <= ${to}) return ${result(error)};`),
    ...(view.otherwise === null || view.successes !== null
      ? []
      : [`if (200 <= status && status <= 299) return ${result(null)};`]),
    `return ${result(view.otherwise)};`,
  ];
}
