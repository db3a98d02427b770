import type { Fixtures, JsonValue, Operation, Parameter, Scenario, Spec } from '@sdk-conformance/model';

/**
 * The call that each worker makes before those that are judged: one success of the operation that needs least.
 * Null where the adapter offers no operation that answers at once with a recorded success.
 */
export function warmUp(spec: Spec, fixtures: Fixtures, offered: readonly string[]): Scenario | null {
  const [operation] = spec.operations
    .filter((o) => !o.stream && offered.includes(o.id) && fixtures.has(o.success.fixture))
    .sort((a, b) => required(a).length - required(b).length);
  if (operation === undefined) return null;
  return {
    id: `warm-up/${operation.id}`,
    family: 'warm-up',
    about: `${operation.id} answered with its recorded success, so that loading is not measured`,
    clients: [{ id: 'client', options: {} }],
    steps: [
      {
        id: 'step',
        client: 'client',
        operation: operation.id,
        arguments: Object.fromEntries(required(operation).map((p) => [p.name, argumentFor(p)])),
        script: [{ fixture: operation.success.fixture }],
      },
    ],
  };
}

function required(operation: Operation): readonly Parameter[] {
  return operation.parameters.filter((p) => p.required);
}

function argumentFor(parameter: Parameter): JsonValue {
  return parameter.example ?? parameter.values?.[0] ?? plainValue[parameter.type];
}

const plainValue: Readonly<Record<Parameter['type'], JsonValue>> = {
  string: 'warm-up',
  uuid: '00000000-0000-4000-8000-000000000000',
  integer: 1,
  number: 1,
  boolean: true,
  object: {},
  array: [],
};
