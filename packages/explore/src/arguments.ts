import type { JsonValue, Operation, Parameter } from '@sdk-conformance/model';
import { argumentsFor } from '@sdk-conformance/scenarios';
import fc from 'fast-check';

type Arguments = Readonly<Record<string, JsonValue>>;

/** Characters that some encoding has a rule for. */
const reserved = [...' !"#$%&\'()*+,/:;<=>?@[\\]^`{|}~\t\n\r'];

const text = fc.oneof(
  { withCrossShrink: true },
  fc.constant(''),
  fc.string({ unit: 'grapheme-ascii', minLength: 1 }),
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.string({ unit: fc.constantFrom(...reserved, 'a'), minLength: 1 }),
);

/** What one parameter may be given; null: what families give it. */
const drawnValue = fc.option(
  fc.record({
    text,
    uuid: fc.uuid(),
    number: fc.integer(),
    fraction: fc.nat({ max: 7 }),
    flag: fc.boolean(),
    keys: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), text, { maxKeys: 3, noNullPrototype: true }),
    list: fc.array(text, { maxLength: 3 }),
  }),
);

type DrawnValue = typeof drawnValue extends fc.Arbitrary<infer T> ? T : never;

function valueFor(parameter: Parameter, usual: JsonValue, drawn: DrawnValue): JsonValue {
  if (drawn === null || parameter.constant !== undefined) return usual;
  if (parameter.values !== null && parameter.values.length > 0)
    return parameter.values[Math.abs(drawn.number) % parameter.values.length] ?? usual;
  switch (parameter.type) {
    case 'uuid':
      return drawn.uuid;
    case 'integer':
      return drawn.number;
    case 'number':
      return drawn.number + drawn.fraction / 8;
    case 'boolean':
      return drawn.flag;
    case 'object':
      return drawn.keys;
    case 'array':
      return drawn.list;
    case 'string':
      return drawn.text;
  }
}

/** Values that are drawn for a call; parameters beyond them take the first again. */
const values = 6;

/**
 * Arguments of a step: each required one, and any of the others. `distinct`: of what families give alone, so that its requests are not taken
 * for another step's.
 */
export const drawnArguments: fc.Arbitrary<(operation: Operation, distinct: string) => Arguments> = fc
  .tuple(fc.array(fc.tuple(fc.boolean(), drawnValue), { minLength: values, maxLength: values }))
  .map(([drawn]) => (operation, distinct) => {
    const whole = argumentsFor(operation, { distinct, optional: true });
    const due = argumentsFor(operation, { distinct });
    const given = operation.parameters.flatMap((parameter, i) => {
      const { name } = parameter;
      const [isGiven, value] = drawn[i % values] ?? [false, null];
      if (due[name] === undefined && !isGiven) return [];
      return [[name, valueFor(parameter, whole[name] ?? '', distinct === '' ? value : null)] as const];
    });
    return Object.fromEntries(given);
  });
