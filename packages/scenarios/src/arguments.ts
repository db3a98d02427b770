import { createHash } from 'node:crypto';
import type { JsonValue, Operation, Parameter } from '@sdk-conformance/model';

/** What an argument's text is made of. */
export type Flavour = 'plain' | 'unicode' | 'special';

const texts: Readonly<Record<Flavour, string>> = {
  plain: 'conformance',
  unicode: 'Grüße, 世界 🌍 – naïve “quotes”',
  special: 'a b&c=d/e?f#g%h+i;j"k\\l',
};

function uuid(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Without a blank in plain text: a form writes it in more than one way, and requests are told apart by it. */
function told(flavour: Flavour, distinct: string): string {
  if (distinct === '') return texts[flavour];
  return `${texts[flavour]}${flavour === 'plain' ? '-' : ' '}${distinct}`;
}

function value(parameter: Parameter, flavour: Flavour, distinct: string): JsonValue {
  if (parameter.constant !== undefined) return parameter.constant;
  if (parameter.values !== null) return parameter.values[0] ?? '';
  switch (parameter.type) {
    case 'uuid':
      return uuid(`${parameter.name}/${distinct}`);
    case 'integer':
    case 'number':
      return 7;
    case 'boolean':
      return true;
    case 'object':
      return { note: told(flavour, distinct) };
    case 'array':
      return [told(flavour, distinct)];
    case 'string':
      return flavour === 'plain' && parameter.example !== null && distinct === ''
        ? parameter.example
        : told(flavour, distinct);
  }
}

/**
 * Arguments of an operation by wire name. The same `distinct` gives the same arguments; another one gives others, so that requests of
 * steps that run side by side can be told apart.
 */
export function argumentsFor(
  operation: Operation,
  options: { optional?: boolean; flavour?: Flavour; distinct?: string } = {},
): Readonly<Record<string, JsonValue>> {
  const { optional = false, flavour = 'plain', distinct = '' } = options;
  const chosen = operation.parameters.filter((p) => p.required || optional);
  return Object.fromEntries(chosen.map((p) => [p.name, value(p, flavour, distinct)]));
}
