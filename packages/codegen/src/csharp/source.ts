import { fileText, indent } from '../text/wrap.js';
import type { View } from '../view.js';
import { namespaceOf } from './names.js';

/** A source file of the package's namespace, for C# 9 (Unity 2021.3). */
export function inNamespace(view: View, lines: readonly string[]): string {
  return fileText([
    '#nullable enable',
    // The package itself still has to name its deprecated classes.
    ...(view.classes.some(({ deprecated, formerly }) => deprecated || formerly.length > 0)
      ? ['#pragma warning disable CS0612, CS0618']
      : []),
    '',
    `namespace ${namespaceOf(view.spec, view.namespace)}`,
    '{',
    ...indent(lines, '    '),
    '}',
  ]);
}

/** Properties without a setter, and the constructor that fills them. */
export function dataClass(
  name: string,
  doc: string,
  properties: readonly { readonly name: string; readonly type: string; readonly doc: string }[],
): readonly string[] {
  const parameter = (property: string) => property.slice(0, 1).toLowerCase() + property.slice(1);
  return [
    `/// <summary>${doc}</summary>`,
    `public sealed class ${name}`,
    '{',
    `    internal ${name}(${properties.map((p) => `${p.type} ${parameter(p.name)}`).join(', ')})`,
    '    {',
    ...properties.map((p) => `        ${p.name} = ${parameter(p.name)};`),
    '    }',
    ...properties.flatMap((p) => [
      '',
      `    /// <summary>${p.doc}</summary>`,
      `    public ${p.type} ${p.name} { get; }`,
    ]),
    '}',
  ];
}

export const listOf = (type: string): string => `global::System.Collections.Generic.IReadOnlyList<${type}>`;

export function list(type: string, values: readonly string[]): string {
  return values.length === 0 ? `global::System.Array.Empty<${type}>()` : `new ${type}[] { ${values.join(', ')} }`;
}
