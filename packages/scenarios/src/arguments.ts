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

/** A number for each text, none of them another's but by a rare chance. */
function someNumber(distinct: string): number {
  return 1000 + (Number.parseInt(createHash('sha256').update(distinct).digest('hex').slice(0, 8), 16) % 1_000_000);
}

function value(parameter: Parameter, flavour: Flavour, distinct: string, tells: boolean): JsonValue {
  if (parameter.constant !== undefined) return parameter.constant;
  if (parameter.values !== null) return parameter.values[0] ?? '';
  switch (parameter.type) {
    case 'uuid':
      return uuid(`${parameter.name}/${distinct}`);
    case 'integer':
    case 'number':
      return tells ? someNumber(distinct) : 7;
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

function isFree({ constant, values }: Parameter): boolean {
  return constant === undefined && values === null;
}

function isText(parameter: Parameter): boolean {
  return isFree(parameter) && ['string', 'uuid', 'object', 'array'].includes(parameter.type);
}

/** Whether its value can tell one call from another. */
function isTelling(parameter: Parameter): boolean {
  return isText(parameter) || (isFree(parameter) && ['integer', 'number'].includes(parameter.type));
}

/** The argument that is given although it is optional, so that calls differ: a text, or else a number. */
function tellingIn({ parameters }: Operation): readonly Parameter[] {
  return [...parameters.filter(isText), ...parameters.filter(isTelling)].slice(0, 1);
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
  const required = operation.parameters.filter((p) => p.required || optional);
  const added = distinct === '' || required.some(isTelling) ? [] : tellingIn(operation);
  const byNumber = distinct !== '' && ![...required, ...added].some(isText);
  return Object.fromEntries(
    operation.parameters
      .filter((p) => required.includes(p) || added.includes(p))
      .map((p) => [p.name, value(p, flavour, distinct, byNumber)]),
  );
}
