import type { Answer, Fault, Fixtures, Scenario, Spec, Step } from '@sdk-conformance/model';
import type { Derivation } from './derivation.js';
import { abortScenarios } from './families/abort.js';
import { bodyScenarios, successScenarios } from './families/body.js';
import { errorScenarios } from './families/errors.js';
import { requestScenarios } from './families/request.js';
import { afterScenarios } from './families/retry/after.js';
import { backoffScenarios } from './families/retry/backoff.js';
import { countScenarios } from './families/retry/count.js';
import { mixedScenarios } from './families/retry/mixed.js';
import { statusScenarios } from './families/status.js';
import { stepScenarios } from './families/steps.js';
import { streamScenarios } from './families/stream.js';
import { transportScenarios } from './families/transport.js';

const families: readonly ((from: Derivation) => readonly Scenario[])[] = [
  statusScenarios,
  countScenarios,
  mixedScenarios,
  afterScenarios,
  backoffScenarios,
  bodyScenarios,
  successScenarios,
  transportScenarios,
  requestScenarios,
  streamScenarios,
  abortScenarios,
  errorScenarios,
  stepScenarios,
];

/** True where the spec has every client option that a scenario sets, every body that it serves or breaks off is there, and its steps differ. */
function canBePlayed({ spec, fixtures }: Derivation, { clients, steps }: Scenario): boolean {
  const known = new Set<string>(spec.options.map((option) => option.id));
  return (
    clients.every(({ options }) => Object.keys(options).every((option) => known.has(option))) &&
    steps.every(({ script }) => script.every((answer) => canBeServed(fixtures, answer))) &&
    new Set(steps.map(told)).size === steps.length
  );
}

/** What tells a step's requests from those of the others: its client's credentials, or its arguments. */
function told({ client, operation, arguments: given }: Step): string {
  return JSON.stringify([client, operation, given]);
}

function canBeServed(fixtures: Fixtures, { fixture, fault }: Answer): boolean {
  if (fixture === null) return true;
  const bytes = fixtures.get(fixture)?.body.length;
  return bytes !== undefined && (bytes > 0 || fault === undefined || !isInBody(fault));
}

function isInBody(fault: Fault): boolean {
  switch (fault.kind) {
    case 'drip':
      return true;
    case 'truncate':
      return fault.in === 'body';
    case 'stall':
    case 'reset':
      return fault.after !== 'request';
    default:
      return false;
  }
}

export interface DeriveOptions {
  /** Ids of the operations that an SDK has; all of the spec without. */
  readonly operations?: readonly string[];
}

/**
 * Every scenario of a spec, in a stable order; what needs a client option or a fixture that is not there is left out. `fixtures` come from {@link completeFixtures}.
 * An SDK that has some operations alone is played on those in every family. An id means the same scenario for every SDK.
 * @throws Error when two scenarios have one id, which is a mistake of this package
 *
 * @example
 * ```ts
 * import { completeFixtures, deriveScenarios } from '@sdk-conformance/scenarios';
 *
 * const scenarios = deriveScenarios(spec, completeFixtures(spec, new Map()));
 * const ofOneOperation = deriveScenarios(spec, completeFixtures(spec, new Map()), { operations: ['getOrder'] });
 * console.log(scenarios.length, ofOneOperation.map(({ id }) => id)); // 'retry/count/429-200/getOrder', …
 * ```
 */
export function deriveScenarios(spec: Spec, fixtures: Fixtures, options: DeriveOptions = {}): readonly Scenario[] {
  const { operations } = options;
  const offered = spec.operations.filter(({ id }) => operations === undefined || operations.includes(id));
  const from = { spec: { ...spec, operations: offered }, fixtures };
  const scenarios = families.flatMap((family) => family(from)).filter((scenario) => canBePlayed(from, scenario));
  const ids = new Set<string>();
  for (const { id } of scenarios) {
    if (ids.has(id)) throw new Error(`two scenarios have the id ${id}`);
    ids.add(id);
  }
  return scenarios;
}
