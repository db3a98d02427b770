import { type RuleField, recordNamed, ruleRecords } from '../rule-types.js';
import { faultKinds, ruleDocs } from '../rules.js';
import { csDoc, csString, csTimeSpan } from '../text/csharp.js';
import { indent } from '../text/wrap.js';
import type { View } from '../view.js';
import { dataClass, inNamespace, list, listOf } from './source.js';

const generic = 'global::System.Collections.Generic';

/** `Equals` is every object's own; times are spans. */
function nameOf({ key, type }: RuleField): string {
  if (key === 'in') return 'Place';
  if (key === 'equals') return 'Value';
  const plain = type === 'ms' ? key.replace(/Ms$/, '') : key;
  return plain.slice(0, 1).toUpperCase() + plain.slice(1);
}

const types = {
  text: 'string',
  number: 'int',
  flag: 'bool',
  ms: 'global::System.TimeSpan',
  texts: listOf('string'),
  scalar: 'object',
};

function typeOf({ type, many, nullable = false }: RuleField): string {
  const one = typeof type === 'object' ? type.record : types[type];
  const all = many === 'list' ? listOf(one) : many === 'map' ? `${generic}.IReadOnlyDictionary<string, ${one}>` : one;
  return nullable ? `${all}?` : all;
}

function literal(field: RuleField, value: unknown): string {
  if (value === null) return 'null';
  const { type, many } = field;
  if (typeof type === 'object') {
    if (many === 'list') {
      const values = value as readonly unknown[];
      return list(
        type.record,
        values.map((inner) => record(type.record, inner)),
      );
    }
    if (many === undefined) return record(type.record, value);
    const entries = Object.entries(value as object).map(
      ([key, inner]) => `[${csString(key)}] = ${record(type.record, inner)}`,
    );
    return `new ${generic}.Dictionary<string, ${type.record}> { ${entries.join(', ')} }`;
  }
  if (type === 'texts') return list('string', (value as readonly string[]).map(csString));
  if (type === 'ms') return csTimeSpan(value as number);
  if (typeof value === 'string') return csString(value);
  return type === 'scalar' && typeof value === 'number' ? `${value}D` : String(value);
}

function record(name: string, value: unknown): string {
  const values = value as Readonly<Record<string, unknown>>;
  return `new ${name}(${recordNamed(name)
    .fields.map((field) => literal(field, values[field.key]))
    .join(', ')})`;
}

export function rulesFile(view: View): string {
  const constants = faultKinds.map(
    (kind) => `public const string ${kind.slice(0, 1).toUpperCase()}${kind.slice(1)} = ${csString(kind)};`,
  );
  return inNamespace(view, [
    ...ruleRecords.flatMap(({ name, doc, fields }) => [
      ...dataClass(
        name,
        doc,
        fields.map((field) => ({ name: nameOf(field), type: typeOf(field), doc: field.doc })),
      ),
      '',
    ]),
    ...csDoc(['What an attempt may come to without an answer that decides.'], ''),
    'public static class FaultKinds',
    '{',
    ...indent(
      constants.flatMap((line, i) => [...csDoc([view.faults[i]?.words ?? ''], ''), line]),
      '    ',
    ),
    '}',
    '',
    ...csDoc([ruleDocs.rules.replace(' Times in ms.', '')], ''),
    'public static class ApiRules',
    '{',
    ...csDoc(['Rules of calls.'], '    '),
    `    public static CallRules Calls { get; } = ${record('CallRules', view.rules)};`,
    '}',
  ]);
}
