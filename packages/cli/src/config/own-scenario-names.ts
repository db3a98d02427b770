import type { Fixtures, Operation, Scenario, Spec, Step } from '@sdk-conformance/model';
import { nearestName } from '@sdk-conformance/spec';
import type { Mistake } from './mistake.js';
import { escaped } from './schema-mistakes.js';

const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

function strange(pointer: string, what: string, got: string, known: readonly string[], whose = ''): readonly Mistake[] {
  if (known.includes(got)) return [];
  const message = `there is no ${what} ${got}${whose}`;
  // Where a key is strange, the key is shown, else the value.
  const seen = pointer.endsWith(`/${escaped(got)}`) ? {} : { got };
  return [{ pointer, message, expected: expectedOf(what, known), ...seen, nearest: nearestName(got, known) }];
}

function expectedOf(what: string, known: readonly string[]): string {
  if (what === 'fixture') return 'a recording: its path below the folder of fixtures, without .http';
  if (what === 'step') return `the id of a step before it${known.length === 0 ? '' : `: ${known.join(', ')}`}`;
  return known.length === 0 ? 'none' : `one of ${known.join(', ')}`;
}

function twice(pointer: string, what: string, list: readonly { readonly id: string }[]): readonly Mistake[] {
  return list.flatMap(({ id }, place) =>
    idsOf(list).indexOf(id) < place
      ? [{ pointer: `${pointer}/${place}/id`, message: `two ${what} have this id`, got: id }]
      : [],
  );
}

/** What of a scenario that was written by hand leads to nothing: names that are not there, and what its operation cannot do. */
export function strangeNames(scenario: Scenario, spec: Spec, fixtures: Fixtures): readonly Mistake[] {
  const { clients, steps } = scenario;
  const options = idsOf(spec.options);
  const credentials = idsOf(spec.credentials);
  return [
    ...twice('/clients', 'clients', clients),
    ...twice('/steps', 'steps', steps),
    ...clients.flatMap(({ options: set, unset = [], without = [], lineEndBehind }, place) => [
      ...Object.keys(set).flatMap((id) => strange(`/clients/${place}/options/${id}`, 'client option', id, options)),
      ...unset.flatMap((id, i) => strange(`/clients/${place}/unset/${i}`, 'client option', id, options)),
      ...without.flatMap((id, i) => strange(`/clients/${place}/without/${i}`, 'credential', id, credentials)),
      ...(lineEndBehind === undefined
        ? []
        : strange(`/clients/${place}/lineEndBehind`, 'credential', lineEndBehind, credentials)),
    ]),
    ...steps.flatMap((step, place) => {
      const operation = spec.operations.find(({ id }) => id === step.operation);
      return [
        ...strange(`/steps/${place}/operation`, 'operation', step.operation, idsOf(spec.operations)),
        ...strange(`/steps/${place}/client`, 'client', step.client, idsOf(clients)),
        ...(step.startAfter === undefined
          ? []
          : strange(`/steps/${place}/startAfter`, 'step', step.startAfter, idsOf(steps.slice(0, place)))),
        ...step.script.flatMap(({ fixture }, answer) =>
          fixture === null
            ? []
            : strange(`/steps/${place}/script/${answer}/fixture`, 'fixture', fixture, [...fixtures.keys()]),
        ),
        ...(operation === undefined ? [] : impossible(`/steps/${place}`, operation, step)),
      ];
    }),
  ];
}

/** What an operation cannot be asked for. */
function impossible(pointer: string, operation: Operation, step: Step): readonly Mistake[] {
  // What is the same on every call is no argument to think of, and explain --json prints it.
  const names = operation.parameters.map(({ name }) => name);
  const wanting = operation.parameters.filter(
    ({ name, required, constant }) => required && constant === undefined && !Object.hasOwn(step.arguments, name),
  );
  return [
    ...Object.keys(step.arguments).flatMap((name) =>
      strange(`${pointer}/arguments/${escaped(name)}`, 'argument', name, names, ` of ${operation.id}`),
    ),
    ...wanting.map(({ name }) => ({
      pointer: `${pointer}/operation`,
      message: `${operation.id} needs the argument ${name}`,
      got: operation.id,
    })),
    ...(step.leaveAfter === undefined || operation.stream
      ? []
      : [
          {
            pointer: `${pointer}/leaveAfter`,
            message: `${operation.id} is no stream that could be left`,
            got: `${step.leaveAfter}`,
          },
        ]),
    ...(step.abortReason === undefined || step.abortAtMs !== undefined
      ? []
      : [
          {
            pointer: `${pointer}/abortReason`,
            message: 'the step is never aborted; abortAtMs says when',
            got: step.abortReason,
          },
        ]),
  ];
}
