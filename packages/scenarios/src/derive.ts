import type { Answer, Fault, Fixtures, OptionRange, Scenario, Spec, Step } from '@sdk-conformance/model';
import type { Derivation } from './derivation.js';
import { inEnvironments } from './environments.js';
import { abortFamilies } from './families/abort.js';
import { bodyScenarios, successScenarios } from './families/body.js';
import { connectionScenarios } from './families/connections.js';
import { errorScenarios } from './families/errors.js';
import { type Family, needs } from './families/family.js';
import { limitScenarios } from './families/limit.js';
import { requestScenarios } from './families/request.js';
import { afterScenarios } from './families/retry/after.js';
import { backoffScenarios } from './families/retry/backoff.js';
import { methodScenarios, ownScenarios, refreshScenarios, whenScenarios } from './families/retry/conditions.js';
import { countScenarios } from './families/retry/count.js';
import { mixedScenarios } from './families/retry/mixed.js';
import { quotaScenarios } from './families/retry/quota.js';
import { totalScenarios } from './families/retry/total.js';
import { wallScenarios } from './families/retry/wall.js';
import { statusScenarios } from './families/status.js';
import { stepScenarios } from './families/steps.js';
import { streamScenarios } from './families/stream.js';
import { togetherScenarios } from './families/together.js';
import { caseScenarios, codeScenarios, failureScenarios, fieldScenarios } from './families/told.js';
import { transportScenarios } from './families/transport.js';

const families: readonly Family[] = [
  { id: 'status', needs: [], scenarios: statusScenarios },
  { id: 'retry/count', needs: [needs.retriedFailure], scenarios: countScenarios },
  { id: 'retry/mixed', needs: [needs.retried], scenarios: mixedScenarios },
  { id: 'retry/after', needs: [needs.retried, needs.hints], scenarios: afterScenarios },
  { id: 'retry/when', needs: [], scenarios: whenScenarios },
  { id: 'retry/methods', needs: [], scenarios: methodScenarios },
  { id: 'retry/operations', needs: [], scenarios: ownScenarios },
  { id: 'retry/refresh', needs: [], scenarios: refreshScenarios },
  { id: 'retry/total', needs: [], scenarios: totalScenarios },
  { id: 'retry/quota', needs: [], scenarios: quotaScenarios },
  { id: 'retry/backoff', needs: [needs.retriedFailure], scenarios: backoffScenarios },
  { id: 'retry/wall', needs: [needs.retried], scenarios: wallScenarios },
  { id: 'body', needs: [], scenarios: bodyScenarios },
  { id: 'success', needs: [], scenarios: successScenarios },
  { id: 'transport', needs: [], scenarios: transportScenarios },
  { id: 'request', needs: [], scenarios: requestScenarios },
  { id: 'stream', needs: [needs.stream], scenarios: streamScenarios },
  ...abortFamilies,
  { id: 'errors', needs: [], scenarios: errorScenarios },
  { id: 'errors/code', needs: [], scenarios: codeScenarios },
  { id: 'errors/case', needs: [], scenarios: caseScenarios },
  { id: 'errors/in-success', needs: [], scenarios: failureScenarios },
  { id: 'errors/fields', needs: [], scenarios: fieldScenarios },
  { id: 'steps', needs: [needs.retriedFailure], scenarios: stepScenarios },
  { id: 'connections', needs: [], scenarios: connectionScenarios },
  { id: 'limit', needs: [], scenarios: limitScenarios },
  { id: 'together', needs: [needs.retried], scenarios: togetherScenarios },
];

/** Client options that a scenario sets and the spec has not. */
function missingOptions({ options }: Spec, { clients, basePath, baseSlash }: Scenario): readonly string[] {
  const known = new Set<string>(options.map(({ id }) => id));
  const set = new Set(clients.flatMap((client) => Object.keys(client.options)));
  if (basePath !== undefined || baseSlash === true) set.add('baseUrl');
  return [...set].filter((option) => !known.has(option)).map((option) => `options.${option}`);
}

/** True where clients take every number that is set. */
function isTaken({ retry, timeouts }: Spec, { clients }: Scenario): boolean {
  const within = (value: number | undefined, { min, max }: OptionRange) =>
    value === undefined || ((min === null || value >= min) && (max === null || value <= max));
  return clients.every(
    ({ options }) => within(options.maxRetries, retry.optionRange) && within(options.timeoutMs, timeouts.optionRange),
  );
}

/** True where every body that it serves or breaks off is there, and its steps differ. */
function canBePlayed({ fixtures }: Derivation, { steps }: Scenario): boolean {
  return (
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

/** Scenarios that a spec has no key for. */
interface Unplayed {
  readonly family: string;
  readonly missing: readonly string[];
  /** How many are left out; null where the whole family is. */
  readonly count: number | null;
}

export interface DeriveOptions {
  /** Ids of the operations that an SDK has; all of the spec without. */
  readonly operations?: readonly string[];
  /** Clients of the sample by which the spread of delays is judged; {@link usualPower} without. */
  readonly power?: number;
  /** Whether the SDK may read and write by the culture of its process; so without. */
  readonly cultures?: boolean;
}

/** Clients of a sample that shows which delays are drawn, and whether each is; how they are spread, the delays of a run's other scenarios show with it. */
export const usualPower = 64;

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
  const { operations, power = usualPower, cultures = true } = options;
  const offered = spec.operations.filter(({ id }) => operations === undefined || operations.includes(id));
  const { scenarios } = derive({ spec: { ...spec, operations: offered }, fixtures, power });
  const ids = new Set<string>();
  for (const { id } of scenarios) {
    if (ids.has(id)) throw new Error(`two scenarios have the id ${id}`);
    ids.add(id);
  }
  return cultures ? scenarios : scenarios.filter(({ environment }) => environment?.culture === undefined);
}

interface Derived {
  readonly scenarios: readonly Scenario[];
  readonly unplayed: readonly Unplayed[];
}

function derive(from: Derivation): Derived {
  const each = families.map(({ id, needs: needed, scenarios }): Derived => {
    const missing = needed.filter(({ met }) => !met(from.spec)).map(({ key }) => key);
    if (missing.length > 0) return { scenarios: [], unplayed: [{ family: id, missing, count: null }] };
    const made = inEnvironments(scenarios(from)).filter(
      (scenario) => canBePlayed(from, scenario) && isTaken(from.spec, scenario),
    );
    const played = made.filter((scenario) => missingOptions(from.spec, scenario).length === 0);
    const options = new Set(made.flatMap((scenario) => missingOptions(from.spec, scenario)));
    if (options.size === 0) return { scenarios: played, unplayed: [] };
    const count = played.length === 0 ? null : made.length - played.length;
    return { scenarios: played, unplayed: [{ family: id, missing: [...options], count }] };
  });
  return { scenarios: each.flatMap((d) => d.scenarios), unplayed: each.flatMap((d) => d.unplayed) };
}

/** What a spec leaves no scenario for, with the keys that would bring it: one sentence each. */
export function unplayedOf(spec: Spec, fixtures: Fixtures): readonly string[] {
  return derive({ spec, fixtures, power: usualPower }).unplayed.map(({ family, missing, count }) => {
    const what =
      count === null
        ? `no scenario of ${family}`
        : `${count === 1 ? '1 scenario' : `${count} scenarios`} of ${family} not played`;
    return `${what}: ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not in the spec`;
  });
}
