import { upperSnake } from '../names.js';
import { type RuleField, recordNamed, ruleRecords } from '../rule-types.js';
import { faultKinds, ruleDocs } from '../rules.js';
import { javaDoc, javaDouble, javaDuration, javaString } from '../text/java.js';
import { indent } from '../text/wrap.js';
import type { View } from '../view.js';
import { dataClass, holder, javaFile, list, table } from './source.js';

/** `equals` is every object’s own; times are durations. */
function nameOf({ key, type }: RuleField): string {
  if (key === 'in') return 'place';
  if (key === 'equals') return 'value';
  return type === 'ms' ? key.replace(/Ms$/, '') : key;
}

const types = {
  text: 'String',
  number: 'Integer',
  flag: 'Boolean',
  ms: 'Duration',
  texts: 'List<String>',
  scalar: 'Object',
};

/** What cannot be null is of a primitive type. */
const primitives: Readonly<Record<string, string>> = { Integer: 'int', Boolean: 'boolean' };

function typeOf({ type, many, nullable = false, among }: RuleField): string {
  if (among === 'faults') return type === 'texts' ? 'List<FaultKind>' : 'FaultKind';
  const one = typeof type === 'object' ? type.record : types[type];
  if (many !== undefined) return many === 'list' ? `List<${one}>` : `Map<String, ${one}>`;
  return nullable ? one : (primitives[one] ?? one);
}

const faultText = (kind: unknown) => `FaultKind.${upperSnake(String(kind))}`;

function literal(field: RuleField, value: unknown): string {
  if (value === null) return 'null';
  const { type, many, among } = field;
  if (typeof type === 'object') {
    if (many === undefined) return record(type.record, value);
    if (many === 'list') return list((value as readonly unknown[]).map((inner) => record(type.record, inner)));
    return 'operations()';
  }
  if (type === 'texts') return list((value as readonly string[]).map(among === 'faults' ? faultText : javaString));
  if (among === 'faults') return faultText(value);
  if (type === 'ms') return javaDuration(value as number);
  if (typeof value === 'string') return javaString(value);
  return type === 'scalar' && typeof value === 'number' ? javaDouble(value) : String(value);
}

function record(name: string, value: unknown): string {
  const values = value as Readonly<Record<string, unknown>>;
  return `new ${name}(${recordNamed(name)
    .fields.map((field) => literal(field, values[field.key]))
    .join(', ')})`;
}

export function rulesFile(view: View): string {
  const rows = Object.entries(view.rules.operations).map(([id, rules]) => [
    `rows.put(${javaString(id)}, ${record('OperationRules', rules)});`,
  ]);
  return holder(
    view,
    'ApiRules',
    [ruleDocs.rules.replace(' Times in ms.', '')],
    [
      [
        ...javaDoc(['Rules of calls.'], ''),
        `public static final CallRules CALLS = ${record('CallRules', view.rules)};`,
      ],
      ...table('operations', 'String, OperationRules', rows),
      ...ruleRecords.map(({ name, doc, fields }) =>
        dataClass(
          name,
          doc,
          fields.map((field) => ({ name: nameOf(field), type: typeOf(field), doc: field.doc })),
        ),
      ),
    ],
  );
}

export function faultKindFile(view: View): string {
  const constants = faultKinds.flatMap((kind, i) => [
    ...(i === 0 ? [] : ['']),
    ...javaDoc([`${view.faults[i]?.words ?? ''}.`], ''),
    `${upperSnake(kind)}(${javaString(kind)})${i === faultKinds.length - 1 ? ';' : ','}`,
  ]);
  return javaFile(view, [
    ...javaDoc(['What an attempt may come to without an answer that decides.'], ''),
    'public enum FaultKind {',
    ...indent(constants, '    '),
    '',
    '    private final String id;',
    '',
    '    FaultKind(String id) {',
    '        this.id = id;',
    '    }',
    '',
    ...javaDoc(['What the spec of the API calls it.'], '    '),
    '    public String id() {',
    '        return id;',
    '    }',
    '}',
  ]);
}
