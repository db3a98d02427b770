import type { Answer, Operation, RetriedStatus, Scenario } from '@sdk-conformance/model';
import { argumentsFor } from '../../arguments.js';
import {
  type Derivation,
  error,
  mainOperation,
  type OneStep,
  oneStep,
  retriedFailures,
  success,
} from '../../derivation.js';
import { standIn } from '../../stand-in.js';
import { whenFixture } from '../../telling.js';
import { canonicalName, delayIn } from './hint-headers.js';

/** A status that hangs on a header or the body of the answer: with it, without it, and with another value. */
export function whenScenarios(from: Derivation): readonly Scenario[] {
  const { spec } = from;
  const ofAll = (spec.retry.statuses ?? []).map((entry) => [entry, mainOperation(spec)] as const);
  const ofOne = spec.operations.flatMap((o) => (o.own?.statuses ?? []).map((entry) => [entry, [o]] as const));
  const scenarios = [...ofAll, ...ofOne].flatMap(([entry, operations]) => {
    const allowed = spec.operations.filter((o) => !o.stream && allows(entry, o.method)).slice(0, 1);
    const chosen = operations.some((o) => allows(entry, o.method)) ? operations : allowed;
    return chosen.flatMap((operation) => aboutAnswer(from, entry, operation));
  });
  // An operation's own list may repeat what holds for all.
  return [...new Map(scenarios.map((scenario) => [scenario.id, scenario])).values()];
}

function allows({ methods = 'all' }: RetriedStatus, method: string): boolean {
  return methods === 'all' || methods.includes(method);
}

function aboutAnswer(from: Derivation, entry: RetriedStatus, operation: Operation): readonly Scenario[] {
  const { when } = entry;
  if (when === undefined) return [];
  const status = standIn(entry);
  const { equals } = when;
  const place = when.in === 'header' ? canonicalName(when.name) : when.name;
  const one = (how: string, said: string, answer: Answer): Scenario =>
    oneStep({
      family: 'retry/when',
      name: `${status}-${how}-${nameOf(from, entry, place)}`,
      about: `${status} ${said}; then a success.`,
      operation,
      script: [answer, success(operation)],
    });
  if (when.in === 'body') {
    const body = (other: boolean): Answer => ({ fixture: whenFixture(from.spec, entry, other), status });
    return [
      one('with', `whose body has ${place}${equals === null ? '' : `: ${equals}`}`, body(false)),
      one('other', `whose body has ${equals === null ? 'no' : 'another value at'} ${place}`, body(true)),
    ];
  }
  const header = (how: string, value: string | null): Scenario =>
    one(how, value === null ? `without ${place}` : `with ${place}: ${value}`, error(from, status, { [place]: value }));
  return [
    header('with', equals === null ? usualValue(from, place) : String(equals)),
    header('without', null),
    ...(equals === null ? [] : [header('other', `${equals}1`)]),
  ];
}

/** A place as ids show it; its value besides where several lines differ by that alone. */
function nameOf({ spec }: Derivation, { when, ...match }: RetriedStatus, place: string): string {
  const alike = [spec.retry.statuses ?? [], ...spec.operations.map(({ own }) => own?.statuses ?? [])]
    .flat()
    .filter((other) => other.when?.name === when?.name && standIn(other) === standIn(match));
  const values = new Set(alike.map((other) => other.when?.equals ?? null));
  const value = values.size > 1 ? `-${when?.equals ?? 'any'}` : '';
  return `${place}${value}`
    .toLowerCase()
    .replaceAll(/^\/|[^a-z0-9._/-]+/g, '')
    .replaceAll('/', '-');
}

/** A value that asks for a short wait, where the header is one that does. */
function usualValue({ spec }: Derivation, header: string): string {
  const hint = spec.hints?.headers.find(({ name }) => name.toLowerCase() === header.toLowerCase());
  return (hint === undefined ? null : delayIn(hint.unit, 1)) ?? '1';
}

/** Each method on which it hangs whether a failure is retried. */
export function methodScenarios(from: Derivation): readonly Scenario[] {
  const { spec } = from;
  const { methods, statuses } = spec.retry;
  const named = (statuses ?? []).filter((entry) => entry.methods !== undefined && entry.when === undefined);
  if (methods === null || (methods === 'all' && named.length === 0)) return [];
  const others = methods === 'all' ? [] : retriedFailures(from).slice(0, 1);
  const failures = [
    ...others,
    ...named.map((entry) => ({ name: standIn(entry), answer: error(from, standIn(entry)) })),
  ];
  const names = new Map(failures.map((failure) => [failure.name, failure]));
  const each = new Map<string, Operation>();
  for (const operation of spec.operations) {
    if (!operation.stream && !each.has(operation.method)) each.set(operation.method, operation);
  }
  return [...each.values()].flatMap((operation) =>
    [...names.values()].map(({ name, answer }) =>
      oneStep({
        family: 'retry/methods',
        name: `${name}-${operation.success.status}`,
        about: `${operation.method} is answered with ${name}, then with a success.`,
        operation,
        script: [answer, success(operation)],
      }),
    ),
  );
}

/** Operations with rules of their own. */
export function ownScenarios(from: Derivation): readonly Scenario[] {
  const { spec } = from;
  return spec.operations
    .filter((o) => o.own !== undefined || spec.retry.operations[o.id] !== undefined)
    .flatMap((operation) => ofOperation(from, operation));
}

function ofOperation(from: Derivation, operation: Operation): readonly Scenario[] {
  const { own, id } = operation;
  const ok = success(operation);
  const done = operation.success.status;
  const one = (name: string, about: string, rest: Pick<OneStep, 'script' | 'step'>): Scenario =>
    oneStep({ family: 'retry/operations', name, about: `${about}.`, operation, ...rest });
  const listed = (own?.statuses ?? []).filter((entry) => entry.when === undefined).map(standIn);
  const ofAll = retriedFailures(from).slice(0, 1);
  const answers = [...listed.map((status) => ({ name: status, answer: error(from, status) })), ...ofAll];
  const failures = [...new Map(answers.map((failure) => [failure.name, failure])).values()];
  const [failure] = failures;
  if (failure === undefined) return [];
  const { name, answer } = failure;
  const scenarios = failures.map((f) =>
    one(`${f.name}-${done}`, `${id} has a rule of its own: ${f.name}, then a success`, { script: [f.answer, ok] }),
  );
  if (own?.maxRetries != null)
    scenarios.push(one(String(name), `${id} has a count of its own: every answer is ${name}`, { script: [answer] }));
  if (own?.timeoutMs != null) {
    const stall = { ...ok, fault: { kind: 'stall', after: 'request' } } as const;
    scenarios.push(one('stall-200', `${id} has a timeout of its own: no answer at first`, { script: [stall, ok] }));
  }
  const rule = own?.idempotent;
  if (typeof rule === 'object' && rule !== null) {
    const { precondition } = rule;
    const whole = argumentsFor(operation, { optional: true });
    const given = { ...argumentsFor(operation), [precondition]: whole[precondition] ?? '' };
    const script = [answer, ok];
    const about = `${id} is given ${precondition}: ${name}, then a success`;
    scenarios.push(one(`with-${precondition}/${name}-${done}`, about, { script, step: { arguments: given } }));
  }
  return scenarios;
}

/** A credential that is refused, once and for good. */
export function refreshScenarios(from: Derivation): readonly Scenario[] {
  const { spec } = from;
  const [match] = spec.retry.authRefresh?.statuses ?? [];
  if (match === undefined) return [];
  const status = standIn(match);
  const refused = error(from, status);
  return mainOperation(spec).flatMap((operation) => {
    const ok = success(operation);
    const done = operation.success.status;
    const one = (name: string, about: string, script: OneStep['script'], options: OneStep['options'] = {}): Scenario =>
      oneStep({ family: 'retry/refresh', name, about: `${about}.`, operation, script, options });
    return [
      one(`${status}-${done}`, `The credential is refused once, by ${status}; then a success`, [refused, ok]),
      one(String(status), `The credential is refused by ${status} every time`, [refused]),
      one(`${status}-${done}`, `The credential is refused once; there are no retries`, [refused, ok], {
        maxRetries: 0,
      }),
      ...retriedFailures(from)
        .slice(0, 1)
        .map(({ name, answer }) =>
          one(`${status}-${name}-${done}`, `The credential is refused once, then comes ${name}, then a success`, [
            refused,
            answer,
            ok,
          ]),
        ),
    ];
  });
}
