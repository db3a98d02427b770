import { fieldPlacesDoc } from '../docs.js';
import { javaDoc, javaString, javaStringOrNull } from '../text/java.js';
import { indent } from '../text/wrap.js';
import type { StatusView, View } from '../view.js';
import { givenFields } from './errors.js';
import { dataClass, holder, list, table } from './source.js';

export function errorMapFile(view: View): string {
  const { base } = view;
  const type = `Class<? extends ${base.name}>`;
  const status = givenFields(view).find(({ kind }) => kind === 'status');
  return holder(
    view,
    'ErrorMap',
    ['Which error a status raises.'],
    [
      [
        ...javaDoc(['The status table, by code.'], ''),
        'public static final Map<Integer, StatusInfo> STATUSES = statuses();',
      ],
      [
        ...javaDoc(
          ['Ranges of the status table, for codes that have no row of their own; the first that fits counts.'],
          '',
        ),
        `public static final List<ErrorRange> STATUS_RANGES = ${list(
          view.ranges.map(({ from, to, error }) => `new ErrorRange(${from}, ${to}, ${classOf(error)})`),
        )};`,
      ],
      fieldPlaces(view),
      [
        ...javaDoc(['The class that a status raises; null where it is a success.'], ''),
        `public static ${type} forStatus(int status) {`,
        ...indent(choice(view, classOf), '    '),
        '}',
      ],
      [
        ...javaDoc(['Makes the error that a status raises; null where it is a success.'], ''),
        `public static ${base.name} create(int status, String message) {`,
        '    return create(status, message, null);',
        '}',
      ],
      [
        ...javaDoc(['Makes the error that a status raises, with its fields; null where it is a success.'], ''),
        `public static ${base.name} create(int status, String message, ErrorDetails details) {`,
        ...(status === undefined
          ? ['    ErrorDetails known = details;']
          : [
              `    ErrorDetails known = (details == null ? new ErrorDetails() : details.copy()).${status.detail}(status);`,
            ]),
        ...indent(
          choice(view, (name) => (name === null ? 'null' : `new ${name}(message, known)`)),
          '    ',
        ),
        '}',
      ],
      [
        ...javaDoc(['Makes an error of a class of the API, such as one that forStatus gives.'], ''),
        `public static ${base.name} create(${type} error, String message, ErrorDetails details) {`,
        ...view.classes
          .filter((c) => c.parent !== null)
          .map(({ name }) => `    if (error == ${name}.class) return new ${name}(message, details);`),
        `    return new ${base.name}(message, details);`,
        '}',
      ],
      ...table('statuses', 'Integer, StatusInfo', view.statuses.map(row)),
      dataClass('StatusInfo', 'A row of the status table.', [
        { name: 'code', type: 'int', doc: 'The HTTP status.' },
        { name: 'meaning', type: 'String', doc: 'What it means; null where the API does not say.' },
        { name: 'causes', type: 'List<String>', doc: 'Common causes.' },
        { name: 'resolution', type: 'String', doc: 'What the caller can do; null where the API does not say.' },
        { name: 'error', type, doc: 'The class that it raises; null for a success.' },
        { name: 'retryable', type: 'Boolean', doc: 'Whether it is retried; null where the API leaves that open.' },
      ]),
      dataClass('ErrorRange', 'Codes that raise the same, from the first to the last, both included.', [
        { name: 'from', type: 'int', doc: 'The first code.' },
        { name: 'to', type: 'int', doc: 'The last code.' },
        { name: 'error', type, doc: 'The class that they raise; null for none.' },
      ]),
      view.fields.some(({ kind }) => kind === 'free')
        ? dataClass('FieldPlace', 'Where a field of an error comes from.', [
            { name: 'field', type: 'String', doc: 'The name of the method that gives it.' },
            { name: 'place', type: 'String', doc: 'body, header or raw.' },
            {
              name: 'names',
              type: 'List<String>',
              doc: 'A pointer into the body, or headers, of which the first counts.',
            },
          ])
        : [],
    ],
  );
}

/** Where fields of the spec's own come from. */
function fieldPlaces({ fields }: View): readonly string[] {
  const free = fields.flatMap(({ name, from }) => (from === undefined ? [] : [{ name, from }]));
  if (free.length === 0) return [];
  const places = free.map(({ name, from }) => {
    const names = from.in === 'header' ? from.names : from.in === 'body' ? [from.name] : [];
    return `new FieldPlace(${javaString(name)}, ${javaString(from.in)}, ${list(names.map(javaString))})`;
  });
  return [...javaDoc([fieldPlacesDoc], ''), `public static final List<FieldPlace> FIELD_PLACES = ${list(places)};`];
}

export function classOf(name: string | null): string {
  return name === null ? 'null' : `${name}.class`;
}

function row({ code, meaning, causes, resolution, error, retryable }: StatusView): readonly string[] {
  return [
    `rows.put(${code}, new StatusInfo(`,
    `    ${code},`,
    `    ${javaStringOrNull(meaning)},`,
    `    ${list(causes.map(javaString))},`,
    `    ${javaStringOrNull(resolution)},`,
    `    ${classOf(error)},`,
    `    ${retryable}));`,
  ];
}

function choice(view: View, result: (name: string | null) => string): readonly string[] {
  const cases = view.statuses.map(({ code, error }) => `    case ${code}: return ${result(error)};`);
  return [
    ...(cases.length === 0 ? [] : ['switch (status) {', ...cases, '    default: break;', '}']),
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
