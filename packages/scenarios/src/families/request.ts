import type { Operation, Scenario } from '@sdk-conformance/model';
import { argumentsFor, type Flavour } from '../arguments.js';
import {
  type Derivation,
  error,
  oneStep,
  representatives,
  retriedErrors,
  retriedFailures,
  success,
} from '../derivation.js';

const flavours: readonly (readonly [Flavour, string])[] = [
  ['unicode', 'Arguments hold characters of many scripts'],
  ['special', 'Arguments hold characters that URLs or JSON escape'],
];

/** What is sent: with optional arguments, with text that must be escaped, and the same again on every attempt. */
export function requestScenarios(from: Derivation): readonly Scenario[] {
  const family = 'request';
  const [status] = retriedErrors(from.spec);
  const { plain, streams } = representatives(from.spec);
  const representing = [...plain, ...streams];
  return from.spec.operations.flatMap((operation) => {
    const ok = success(operation);
    const optional = operation.parameters.some((p) => !p.required);
    const textual = operation.parameters.some((p) => p.type === 'string' && p.values === null);
    return [
      ...(representing.includes(operation) ? [underBasePath(operation), behindSlash(operation)] : []),
      ...(representing[0] === operation
        ? [...withoutOptions(from, operation), ...behindLineEnd(from, operation), ...unsetOptions(from, operation)]
        : []),
      ...(optional
        ? [
            oneStep({
              family,
              name: 'optional',
              about: 'Every optional argument is given.',
              operation,
              script: [ok],
              step: { arguments: argumentsFor(operation, { optional: true }) },
            }),
          ]
        : []),
      ...(textual
        ? flavours.map(([flavour, about]) =>
            oneStep({
              family,
              name: flavour,
              about: `${about}.`,
              operation,
              script: [ok],
              step: { arguments: argumentsFor(operation, { optional: true, flavour }) },
            }),
          )
        : []),
      ...(status === undefined
        ? []
        : [
            oneStep({
              family,
              name: 'attempts',
              about: `Two answers are ${status}, then a success; arguments hold characters of many scripts.`,
              operation,
              script: [error(from, status), error(from, status), ok],
              step: { arguments: argumentsFor(operation, { optional: true, flavour: 'unicode' }) },
            }),
          ]),
    ];
  });
}

function underBasePath(operation: Operation): Scenario {
  const about = 'The base URL that the client is given has a path of its own, as behind a gateway.';
  const plain = oneStep({ family: 'request', name: 'base-path', about, operation, script: [success(operation)] });
  return { ...plain, basePath: '/gateway/v2' };
}

/** A client that is given nothing of an option, where the spec says what stands there then. */
function withoutOptions({ spec }: Derivation, operation: Operation): readonly Scenario[] {
  return spec.credentials
    .filter(({ otherwise, id }) => otherwise !== undefined && operation.credentials.includes(id))
    .map(({ id }) => {
      const about = `The client is given no ${id}.`;
      const plain = oneStep({
        family: 'request',
        name: `without-${id}`,
        about,
        operation,
        script: [success(operation)],
      });
      return { ...plain, clients: plain.clients.map((client) => ({ ...client, without: [id] })) };
    });
}

/** A secret that a file was read for, line end and all. */
function behindLineEnd({ spec }: Derivation, operation: Operation): readonly Scenario[] {
  const [secret] = spec.credentials.filter(
    ({ id, secret: isSecret }) => isSecret && operation.credentials.includes(id),
  );
  if (secret === undefined) return [];
  const about = `The client is given ${secret.id} with a line end behind it.`;
  const script = [success(operation)];
  const plain = oneStep({ family: 'request', name: `line-end-${secret.id}`, about, operation, script });
  return [{ ...plain, clients: plain.clients.map((client) => ({ ...client, lineEndBehind: secret.id })) }];
}

/** Options that are there and undefined, as callers write them who hand on what they may not have. */
function unsetOptions(from: Derivation, operation: Operation): readonly Scenario[] {
  const unset = from.spec.options.map(({ id }) => id).filter((id) => id === 'maxRetries' || id === 'timeoutMs');
  const [failure] = retriedFailures(from);
  if (unset.length === 0 || failure === undefined) return [];
  const about = `Every answer is ${failure.name}; the client is given ${unset.join(' and ')} as undefined.`;
  const script = [failure.answer];
  const plain = oneStep({ family: 'request', name: 'undefined-options', about, operation, script });
  return [{ ...plain, clients: plain.clients.map((client) => ({ ...client, unset })) }];
}

function behindSlash(operation: Operation): Scenario {
  const about = 'The base URL that the client is given ends in a slash.';
  const plain = oneStep({ family: 'request', name: 'base-slash', about, operation, script: [success(operation)] });
  return { ...plain, baseSlash: true };
}
