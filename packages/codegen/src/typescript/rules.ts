import { type RuleField, type RuleRecord, ruleRecords } from '../rule-types.js';
import { faultKinds, type RulesView, ruleDocs } from '../rules.js';
import { jsArray, jsDoc, jsKey, jsString } from '../text/javascript.js';
import { fileText } from '../text/wrap.js';
import type { View } from '../view.js';

type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };

/** A literal of what JSON can say. */
function data(value: unknown): string {
  const known = value as Data;
  if (typeof known === 'string') return jsString(known);
  if (known === null || typeof known !== 'object') return String(known);
  if (Array.isArray(known)) return `[${known.map(data).join(', ')}]`;
  return `{ ${Object.entries(known)
    .map(([key, inner]) => `${key === '__proto__' ? "['__proto__']" : jsKey(key)}: ${data(inner)}`)
    .join(', ')} }`;
}

/** Rules of calls as data, whose types are the same whatever the spec says. */
export function rulesFile({ rules }: View): string {
  const { operations, ...others } = rules satisfies RulesView;
  const ids = Object.keys(operations);
  return fileText([
    ...jsDoc(['What an attempt may come to without an answer that decides.']),
    `export type FaultKind = ${faultKinds.map(jsString).join(' | ')};`,
    '',
    ...jsDoc(['Ids of the operations.']),
    `export type OperationId = ${ids.length === 0 ? 'string' : ids.map(jsString).join(' | ')};`,
    '',
    ...ruleRecords.flatMap(recordType),
    ...jsDoc([ruleDocs.rules]),
    'export const CALL_RULES: CallRules = {',
    ...Object.entries(others).map(([key, value]) => `  ${key}: ${data(value)},`),
    ...(ids.length === 0
      ? ['  operations: {},']
      : ['  operations: {', ...ids.map((id) => `    ${jsKey(id)}: ${data(operations[id])},`), '  },']),
    '};',
    '',
    ...jsDoc(['Kinds of faults, in the order of the table.']),
    `export const FAULT_KINDS: readonly FaultKind[] = ${jsArray(faultKinds)};`,
  ]);
}

const types = {
  text: 'string',
  number: 'number',
  flag: 'boolean',
  ms: 'number',
  texts: 'readonly string[]',
  scalar: 'string | number | boolean',
};

function typeOf({ type, many, nullable = false, among }: RuleField): string {
  const text = among === undefined ? null : among === 'faults' ? 'FaultKind' : among.map(jsString).join(' | ');
  const plain = typeof type === 'object' ? type.record : types[type];
  const one = text === null ? plain : type === 'texts' ? `readonly ${text}[]` : text;
  const all = many === 'list' ? `readonly ${one}[]` : many === 'map' ? `Readonly<Record<string, ${one}>>` : one;
  return nullable ? `${all} | null` : all;
}

function recordType({ name, doc, fields }: RuleRecord): readonly string[] {
  return [
    ...jsDoc([doc]),
    `export interface ${name} {`,
    ...fields.flatMap((field) => [...jsDoc([field.doc], [], '  '), `  readonly ${field.key}: ${typeOf(field)};`]),
    '}',
    '',
  ];
}
