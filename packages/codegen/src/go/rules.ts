import { type RuleField, type RuleRecord, recordNamed, ruleRecords } from '../rule-types.js';
import { type FaultKind, faultKinds, ruleDocs } from '../rules.js';
import { goDoc, goDuration, goString } from '../text/go.js';
import type { View } from '../view.js';
import { goScalar } from './answers.js';
import { apart, goFile, struct } from './source.js';

/** Times are durations. */
function nameOf({ key, type }: RuleField): string {
  const plain = type === 'ms' ? key.replace(/Ms$/, '') : key;
  return plain.slice(0, 1).toUpperCase() + plain.slice(1);
}

const types = {
  text: 'string',
  number: 'int',
  flag: 'bool',
  ms: 'time.Duration',
  texts: '[]string',
  scalar: 'any',
};

/** What may be nothing without a pointer: an empty text is none. */
function isPlain({ type, many }: RuleField): boolean {
  return many !== undefined || type === 'text' || type === 'texts' || type === 'scalar';
}

function typeOf(field: RuleField): string {
  const { type, many, nullable = false, among } = field;
  if (among === 'faults') return type === 'texts' ? '[]FaultKind' : 'FaultKind';
  const one = typeof type === 'object' ? type.record : types[type];
  if (many !== undefined) return many === 'list' ? `[]${one}` : `map[string]${one}`;
  return nullable && !isPlain(field) ? `*${one}` : one;
}

function docOf(field: RuleField): string {
  const nothing = field.type === 'text' ? '""' : 'nil';
  return `${nameOf(field)}: ${field.doc.replaceAll('null', nothing)}`;
}

/** Null where the value is what stands there anyway. */
function literal(field: RuleField, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const { type, many, nullable = false } = field;
  if (typeof type === 'object') {
    if (many === 'list') {
      const values = value as readonly unknown[];
      return `[]${type.record}{${values.map((inner) => `{${record(type.record, inner)}}`).join(', ')}}`;
    }
    if (many === undefined) return `${nullable ? '&' : ''}${type.record}{${record(type.record, value)}}`;
    const entries = Object.entries(value as object).map(
      ([key, inner]) => `${goString(key)}: {${record(type.record, inner)}}`,
    );
    return `map[string]${type.record}{${entries.join(', ')}}`;
  }
  if (type === 'texts') return `${typeOf(field)}{${(value as readonly string[]).map(goString).join(', ')}}`;
  if (type === 'scalar') return goScalar(value as string | number | boolean);
  if (typeof value === 'string') return value === '' ? null : goString(value);
  const plain = type === 'ms' ? goDuration(value as number) : String(value);
  if (nullable) return type === 'ms' ? `ptr[time.Duration](${plain})` : `ptr(${plain})`;
  return plain === '0' || plain === 'false' ? null : plain;
}

function entriesOf({ fields }: RuleRecord, value: unknown): readonly string[] {
  const values = value as Readonly<Record<string, unknown>>;
  return fields.flatMap((field) => {
    const text = literal(field, values[field.key]);
    return text === null ? [] : [`${nameOf(field)}: ${text}`];
  });
}

function record(name: string, value: unknown): string {
  return entriesOf(recordNamed(name), value).join(', ');
}

const initials: Readonly<Partial<Record<FaultKind, string>>> = { dns: 'DNS', tls: 'TLS' };

export function faultName(kind: FaultKind): string {
  return `Fault${initials[kind] ?? kind.slice(0, 1).toUpperCase() + kind.slice(1)}`;
}

export function rulesFile(view: View): string {
  return goFile(view, [
    ...ruleRecords.flatMap(({ name, doc, fields }) => [
      ...struct(
        name,
        [`${name}: ${doc.replaceAll('null', 'nil')}`],
        fields.map((field) => ({ name: nameOf(field), type: typeOf(field), doc: docOf(field) })),
      ),
      '',
    ]),
    ...goDoc(['FaultKind is what an attempt may come to without an answer that decides.']),
    'type FaultKind string',
    ...faultKinds.flatMap((kind, i) => [
      '',
      ...goDoc([`${faultName(kind)}: ${view.faults[i]?.words ?? ''}.`]),
      `const ${faultName(kind)} FaultKind = ${goString(kind)}`,
    ]),
    '',
    ...goDoc([`Rules: ${ruleDocs.rules.replace(' Times in ms.', '').replace('null', 'nil')}`]),
    ...apart('var Rules = CallRules', entriesOf(recordNamed('CallRules'), view.rules)),
  ]);
}
