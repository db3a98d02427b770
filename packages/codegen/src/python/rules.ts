import { type RuleField, recordNamed, ruleRecords } from '../rule-types.js';
import { faultKinds, ruleDocs } from '../rules.js';
import { pyDoc, pyString, pyTuple, pyValue } from '../text/python.js';
import { fileText } from '../text/wrap.js';
import type { View } from '../view.js';

/** Names of fields: `in` is a keyword, and times are in seconds. */
function nameOf({ key, type }: RuleField): string {
  if (key === 'in') return 'place';
  if (key === 'from' || key === 'to') return `${key}_code`;
  const seconds = type === 'ms' ? key.replace(/Ms$/, 'S') : key;
  return seconds.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const types = { text: 'str', number: 'int', flag: 'bool', ms: 'float', texts: 'Tuple[str, ...]', scalar: 'object' };

function typeOf({ type, many, nullable = false }: RuleField): string {
  const one = typeof type === 'object' ? type.record : types[type];
  const all = many === 'list' ? `Tuple[${one}, ...]` : many === 'map' ? `Mapping[str, ${one}]` : one;
  return nullable && type !== 'scalar' ? `Optional[${all}]` : all;
}

/** A value of the rules as it is written. */
function literal(field: RuleField, value: unknown): string {
  if (value === null) return 'None';
  const { type, many } = field;
  if (many === 'map') {
    const entries = Object.entries(value as object);
    return `MappingProxyType({${entries.map(([key, inner]) => `${pyString(key)}: ${record(type, inner)}`).join(', ')}})`;
  }
  if (many === 'list') return pyTuple((value as readonly unknown[]).map((inner) => record(type, inner)));
  if (type === 'texts') return pyTuple((value as readonly string[]).map(pyString));
  if (type === 'ms') return String((value as number) / 1000);
  if (typeof type === 'object') return record(type, value);
  return pyValue(value as string | number | boolean);
}

function record(type: RuleField['type'], value: unknown): string {
  if (typeof type !== 'object') return 'None';
  const { name, fields } = recordNamed(type.record);
  const values = value as Readonly<Record<string, unknown>>;
  return `${name}(${fields.map((field) => `${nameOf(field)}=${literal(field, values[field.key])}`).join(', ')})`;
}

export function rulesFile({ rules }: View): string {
  const { fields } = recordNamed('CallRules');
  return fileText([
    ...pyDoc([ruleDocs.rules.replace('null', 'None').replace('in ms', 'in seconds')], ''),
    '',
    'from __future__ import annotations',
    '',
    'from dataclasses import dataclass',
    'from types import MappingProxyType',
    'from typing import Final, Literal, Mapping, Optional, Tuple',
    '',
    `FaultKind = Literal[${faultKinds.map(pyString).join(', ')}]`,
    ...pyDoc(['What an attempt may come to without an answer that decides.'], ''),
    ...ruleRecords.flatMap(({ name, doc, fields: own }) => [
      '',
      '',
      '@dataclass(frozen=True)',
      `class ${name}:`,
      ...pyDoc([doc.replace('null', 'None')], '    '),
      '',
      ...own.flatMap((field) => [
        `    ${nameOf(field)}: ${typeOf(field)}`,
        ...pyDoc([field.doc.replace('null', 'None')], '    '),
      ]),
    ]),
    '',
    '',
    'CALL_RULES: Final[CallRules] = CallRules(',
    ...fields.map(
      (field) => `    ${nameOf(field)}=${literal(field, (rules as unknown as Record<string, unknown>)[field.key])},`,
    ),
    ')',
    ...pyDoc([ruleDocs.rules.replace('null', 'None').replace('in ms', 'in seconds')], ''),
  ]);
}

export const ruleNames: readonly string[] = ['CALL_RULES', 'FaultKind', ...ruleRecords.map(({ name }) => name)];
