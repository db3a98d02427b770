import { type Fixtures, type Scenario, type Spec, whyNotByHttp2 } from '@sdk-conformance/model';
import { count, listed } from '@sdk-conformance/reporters';
import { capabilitiesFor, extrasFor, lackFor, type PlayEvent } from '@sdk-conformance/runner';
import { declaredUnsupported } from '../plan/declared.js';
import { isNoReason } from '../plan/no-reason.js';
import { type Lackable, lackable, type PlannedTarget } from '../plan/plan.js';
import type { Result } from './result.js';

type Session = Pick<Extract<PlayEvent, { type: 'session' }>, 'operations' | 'capabilities' | 'without'>;

interface Given {
  readonly spec: Spec;
  readonly fixtures: Fixtures;
  /** As shown in messages. */
  readonly configFile: string;
  readonly target: PlannedTarget;
  /** Requirements that are not judged, each with the reason. */
  readonly off: Readonly<Record<string, string>>;
  /** What the adapter says of itself. */
  readonly session: Session;
  readonly results: readonly Pick<Result, 'scenario' | 'verdict' | 'why'>[];
}

/**
 * What keeps a run from being green though nothing failed: the SDK lacks what its configuration does not declare, or the configuration
 * declares what is not so. Each is a text that says what to change.
 *
 * | the adapter      | the configuration         | what is told                             |
 * | ---------------- | ------------------------- | ---------------------------------------- |
 * | offers it        | says nothing              | nothing: it is played                    |
 * | lacks it         | declares it, with reason  | nothing: the reason stands in the report |
 * | says itself why it lacks it | says nothing   | nothing: the reason stands in the report |
 * | lacks it         | says nothing              | undeclared                               |
 * | offers it        | declares it               | untrue                                   |
 * | offers it, and reports a call of it unsupported | | unsupported all the same             |
 * |                  | declares it, to do        | no reason                                |
 */
export function openDeclarations(given: Given): readonly string[] {
  return [
    ...undeclaredOperations(given),
    ...undeclaredCapabilities(given),
    ...unsupportedAllTheSame(given),
    ...untrue(given),
    ...operationsToDo(given),
    ...withoutReason(given),
  ];
}

function undeclaredOperations({ configFile, target, session, results }: Given): readonly string[] {
  const missing = unique(
    target.scenarios.flatMap(({ steps }) => steps.map((step) => step.operation)),
    (operation) => !session.operations.includes(operation) && target.unsupported[operation] === undefined,
  );
  if (missing.length === 0) return [];
  const unplayed = countOf(results, ({ steps }) => steps.some((step) => missing.includes(step.operation)));
  const few = missing.length <= Math.max(session.operations.length, 10);
  const declare = few
    ? ['unsupported:', ...missing.map((operation) => `  ${operation}: why the SDK lacks it`)]
    : ['only:', `  operations: [${session.operations.join(', ')}]`, '  reason: why the SDK has these alone'];
  return [
    [
      `The adapter does not offer ${listed(missing)}: ${unplayed} not played.`,
      ...toAdd(configFile, target, missing.length === 1 ? 'it' : 'them', declare),
      `If the SDK has ${missing.length === 1 ? 'it' : 'them'}, let the adapter offer ${missing.length === 1 ? 'it' : 'them'}.`,
    ].join('\n'),
  ];
}

function undeclaredCapabilities({ spec, configFile, target, session, results }: Given): readonly string[] {
  const lacks = (scenario: Scenario) =>
    capabilitiesFor(spec, scenario).filter(
      (capability) =>
        !session.capabilities.includes(capability) &&
        target.without[capability] === undefined &&
        !session.without.some((lack) => lack.capability === capability && lack.operation === undefined),
    );
  const offered = ({ steps }: Scenario) => steps.every((step) => session.operations.includes(step.operation));
  const missing = unique(target.scenarios.filter(offered).flatMap(lacks));
  if (missing.length === 0) return [];
  const unplayed = countOf(results, (scenario) => offered(scenario) && lacks(scenario).length > 0);
  return [
    [
      `The adapter does not claim ${listed(missing)}: ${unplayed} not played.`,
      ...toAdd(configFile, target, missing.length === 1 ? 'it' : 'them', [
        'without:',
        ...missing.map((capability) => `  ${capability}: ${asked[capability]}`),
      ]),
      `If ${missing.length === 1 ? 'it' : 'they'} can be played, let the adapter claim ${missing.length === 1 ? 'it' : 'them'}.`,
    ].join('\n'),
  ];
}

const asked: Readonly<Record<Lackable, string>> = {
  steps: 'why calls of several clients or steps cannot be played',
  abort: 'why a call cannot be aborted',
  stream: 'why streams cannot be played',
};

function toAdd(file: string, { name }: PlannedTarget, what: 'it' | 'them', lines: readonly string[]): string[] {
  return [
    `If the SDK lacks ${what}, say why in ${file}:`,
    ...['targets:', `  ${name}:`, ...lines.map((line) => `    ${line}`)].map((line) => `  ${line}`),
  ];
}

/** An adapter that says only of a single call that it cannot play it. */
function unsupportedAllTheSame({ spec, fixtures, target, session, results }: Given): readonly string[] {
  const told = results.filter(
    ({ verdict, scenario }) =>
      verdict === 'unsupported' &&
      !(target.http2 && whyNotByHttp2(scenario, fixtures) !== null) &&
      scenario.steps.every((step) => session.operations.includes(step.operation)) &&
      lackFor(spec, scenario, session.without) === null &&
      extrasFor(scenario).every((capability) => session.capabilities.includes(capability)) &&
      capabilitiesFor(spec, scenario).every(
        (capability) => session.capabilities.includes(capability) && target.without[capability] === undefined,
      ),
  );
  const operations = unique(told.flatMap(({ scenario }) => scenario.steps.map((step) => step.operation)));
  return operations.map((operation) => {
    const own = told.filter(({ scenario }) => scenario.steps.some((step) => step.operation === operation));
    return [
      `The adapter offers ${operation}, and reports ${count(own.length, 'scenario')} of it unsupported: ${own[0]?.why ?? ''}`,
      'If the SDK lacks it, do not offer it, and declare it under unsupported with the reason.',
    ].join('\n');
  });
}

function untrue({ spec, target, session }: Given): readonly string[] {
  const place = `targets.${target.name}`;
  return [
    ...[...declaredUnsupported(spec, target).keys()].flatMap((operation) => {
      if (!session.operations.includes(operation)) return [];
      const own = target.unsupported[operation] !== undefined;
      return [
        own
          ? `${place}.unsupported.${operation} says that the SDK lacks it, and the adapter offers it.\nRemove it there, so that it is played, or from the adapter.`
          : `${place}.only.operations does not name ${operation}, and the adapter offers it.\nAdd it there, so that it is played, or remove it from the adapter.`,
      ];
    }),
    ...lackable.flatMap((capability) =>
      target.without[capability] === undefined || !session.capabilities.includes(capability)
        ? []
        : [
            `${place}.without.${capability} says that it cannot be played, and the adapter claims it.\nRemove it there, so that it is played, or from the adapter.`,
          ],
    ),
  ];
}

/** One text for all operations: a new adapter has them all to do. What it offers by now is told as untrue. */
function operationsToDo({ target, session }: Given): readonly string[] {
  const open = Object.entries(target.unsupported).filter(
    ([id, reason]) => isNoReason(reason) && !session.operations.includes(id),
  );
  const [first] = open;
  if (first === undefined) return [];
  const them = open.length === 1 ? 'it' : 'them';
  return [
    [
      `targets.${target.name}.unsupported says ${JSON.stringify(first[1])} of ${listed(open.map(([id]) => id))}.`,
      `That is work to be done, and no reason. Let the adapter offer ${them} and remove ${them} there, or say there why the SDK lacks ${them}.`,
    ].join('\n'),
  ];
}

function withoutReason({ target, off, session }: Given): readonly string[] {
  const place = `targets.${target.name}`;
  const reasons: readonly (readonly [string, string])[] = [
    ...Object.entries(off).map(([id, reason]) => [`requirements.${id}.off`, reason] as const),
    ...Object.entries(target.without).map(([id, reason]) => [`${place}.without.${id}`, reason] as const),
    ...session.without.map(({ capability, operation, why }) => {
      const of = operation === undefined ? '' : `.${operation}`;
      return [`without.${capability}${of} of the adapter`, why] as const;
    }),
    ...(target.only === null ? [] : [[`${place}.only.reason`, target.only.reason] as const]),
  ];
  return reasons
    .filter(([, reason]) => isNoReason(reason))
    .map(([at, reason]) => `${at} is ${JSON.stringify(reason)}.\nThat is work to be done, and no reason.`);
}

function countOf(results: Given['results'], of: (scenario: Scenario) => boolean): string {
  const n = results.filter(({ verdict, scenario }) => verdict === 'unsupported' && of(scenario)).length;
  return `${count(n, 'scenario')} ${n === 1 ? 'was' : 'were'}`;
}

function unique<T>(values: readonly T[], where: (value: T) => boolean = () => true): readonly T[] {
  return [...new Set(values)].filter(where);
}
