import type { Range } from '../answers.js';
import { goDoc } from '../text/go.js';
import { fileText, indent } from '../text/wrap.js';
import type { View } from '../view.js';
import { packageName, sentinelOf } from './names.js';

/** Packages of the standard library by the names that code has them by. */
const library: Readonly<Record<string, string>> = {
  bytes: 'bytes',
  io: 'io',
  json: 'encoding/json',
  math: 'math',
  rand: 'math/rand',
  regexp: 'regexp',
  sort: 'sort',
  strconv: 'strconv',
  strings: 'strings',
  sync: 'sync',
  time: 'time',
  utf8: 'unicode/utf8',
};

/** What is no code: comments and texts. */
const words = /"(?:\\.|[^"\\])*"|\/\/.*/g;

/** A source file of the package, which imports what its code names. */
export function goFile({ spec, namespace }: View, lines: readonly string[], doc: readonly string[] = []): string {
  const code = lines.join('\n').replaceAll(words, '');
  const imports = Object.entries(library).flatMap(([name, path]) =>
    new RegExp(`(?<![\\w.])${name}\\.[A-Z]`).test(code) ? [path] : [],
  );
  return fileText([
    '// Code generated from the spec of the API. DO NOT EDIT.',
    '',
    ...goDoc(doc),
    `package ${packageName(spec, namespace)}`,
    ...importLines(imports.sort()),
    '',
    ...lines,
  ]);
}

function importLines(paths: readonly string[]): readonly string[] {
  const quoted = paths.map((path) => JSON.stringify(path));
  if (quoted.length < 2) return quoted.flatMap((path) => ['', `import ${path}`]);
  return ['', 'import (', ...indent(quoted, '\t'), ')'];
}

export interface Member {
  readonly name: string;
  readonly type: string;
  readonly doc: string;
}

/** A struct with a doc comment on each member: gofmt lines up nothing across those. */
export function struct(name: string, doc: readonly string[], members: readonly Member[]): readonly string[] {
  return [
    ...goDoc(doc),
    `type ${name} struct {`,
    ...members.flatMap((member) => [...goDoc([member.doc], '\t'), `\t${member.name} ${member.type}`]),
    '}',
  ];
}

/** Elements on lines of their own; none on the same line. */
export function block(head: string, elements: readonly string[]): readonly string[] {
  return elements.length === 0 ? [`${head}{}`] : [`${head}{`, ...elements.map((element) => `\t${element},`), '}'];
}

/** The same with empty lines between, across which gofmt lines up no keys. */
export function apart(head: string, entries: readonly string[]): readonly string[] {
  if (entries.length === 0) return [`${head}{}`];
  return [`${head}{`, ...entries.flatMap((entry, i) => [...(i === 0 ? [] : ['']), `\t${entry},`]), '}'];
}

/** The class of a name, as a value. */
export function classValue(name: string | null): string {
  return name === null ? 'nil' : sentinelOf(name);
}

export function within({ from, to }: Range, status = 'status'): string {
  return from === to ? `${status} == ${from}` : `${from} <= ${status} && ${status} <= ${to}`;
}

export const anyOf = (ranges: readonly Range[]): string =>
  ranges
    .map((range) => (range.from === range.to || ranges.length === 1 ? within(range) : `(${within(range)})`))
    .join(' || ') || 'false';

/** Null is a nil pointer. */
export function pointer(value: string | null): string {
  return value === null ? 'nil' : `ptr(${value})`;
}
