import { javaDoc } from '../text/java.js';
import { fileText, indent } from '../text/wrap.js';
import type { View } from '../view.js';
import { imports, packageOf } from './names.js';

/** A source file, for Java 11; what its lines name is imported. */
export function javaFile(view: View, lines: readonly string[]): string {
  const named = new Set(lines.flatMap((line) => line.match(/\b[A-Z]\w*/g) ?? []));
  const used = Object.entries(imports).flatMap(([name, from]) => (named.has(name) ? [`import ${from}.${name};`] : []));
  return fileText([
    `package ${packageOf(view.spec, view.namespace)};`,
    '',
    ...(used.length === 0 ? [] : [...used.sort(), '']),
    ...lines,
  ]);
}

/** The package itself still has to name its deprecated classes. */
export function suppressed({ classes }: View): readonly string[] {
  const has = classes.some(({ deprecated, formerly }) => deprecated || formerly.length > 0);
  return has ? ['@SuppressWarnings("deprecation")'] : [];
}

export interface Property {
  readonly name: string;
  readonly type: string;
  readonly doc: string;
}

/** A class within another that holds what it is made with. */
export function dataClass(name: string, doc: string, properties: readonly Property[]): readonly string[] {
  return [
    ...javaDoc([doc], ''),
    `public static final class ${name} {`,
    ...properties.map((p) => `    private final ${p.type} ${p.name};`),
    '',
    `    ${name}(${properties.map((p) => `${p.type} ${p.name}`).join(', ')}) {`,
    ...properties.map((p) => `        this.${p.name} = ${p.name};`),
    '    }',
    ...properties.flatMap((p) => ['', ...accessor(p)]),
    '}',
  ];
}

/** A method that gives a property. */
function accessor({ name, type, doc }: Property): readonly string[] {
  return [...javaDoc([doc], '    '), `    public ${type} ${name}() {`, `        return ${name};`, '    }'];
}

/** A class that is not made: functions and constants, and the classes of these. */
export function holder(
  view: View,
  name: string,
  doc: readonly string[],
  members: readonly (readonly string[])[],
): string {
  return javaFile(view, [
    ...javaDoc(doc, ''),
    ...suppressed(view),
    `public final class ${name} {`,
    ...members.filter((lines) => lines.length > 0).flatMap((lines) => [...indent(lines, '    '), '']),
    `    private ${name}() {}`,
    '}',
  ]);
}

/** A method of Java has 64 KB of code at most: a table of a thousand rows is filled in several. */
const rowsAtOnce = 100;

/** What makes a table: each row is the lines that put it into `rows`. */
export function table(
  name: string,
  type: string,
  rows: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  const parts = Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, i) =>
    rows.slice(i * rowsAtOnce, (i + 1) * rowsAtOnce),
  );
  return [
    [
      `private static Map<${type}> ${name}() {`,
      `    Map<${type}> rows = new LinkedHashMap<>();`,
      ...parts.map((_, i) => `    ${name}${i}(rows);`),
      '    return Collections.unmodifiableMap(rows);',
      '}',
    ],
    ...parts.map((part, i) => [
      `private static void ${name}${i}(Map<${type}> rows) {`,
      ...indent(part.flat(), '    '),
      '}',
    ]),
  ];
}

export function list(values: readonly string[]): string {
  return `List.of(${values.join(', ')})`;
}
