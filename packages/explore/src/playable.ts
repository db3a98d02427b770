import { type Answer, effectOf, type Fixtures, type Scenario, type Spec, type Step } from '@sdk-conformance/model';
import type { Expectation } from '@sdk-conformance/oracle';
import { isInBody } from './answers.js';

/** Why a drawn scenario is discarded. */
export type Discarded =
  | 'steps that look alike'
  | 'bodies that end in more than one way'
  | 'a status that HTTP clients treat by themselves'
  | 'paths that lead elsewhere'
  | 'no end'
  | 'left open by the spec';

/** What tells a step's requests from those of the others. */
function told({ client, operation, arguments: given }: Step): string {
  return JSON.stringify([client, operation, given]);
}

/** What answers come from, and what is said of them. */
interface Served {
  readonly spec: Spec;
  readonly fixtures: Fixtures;
}

/**
 * Whether clients may differ in what they make of a body that does not come whole: what is wrong with a coding may show before its end, and
 * where a body comes in chunks and its connection goes, Node's fetch takes what has come for the whole.
 */
function endsInSeveralWays({ spec, fixtures }: Served, { operation }: Step, answer: Answer): boolean {
  const names = (fixtures.get(answer.fixture ?? '')?.headers ?? []).map(([name]) => name.toLowerCase());
  const { end, sent } = effectOf(answer.fault);
  const isCut = (end === 'fin' || end === 'rst') && sent.kind === 'partOfBody' && names.includes('transfer-encoding');
  const isStream = spec.operations.some(({ id, stream }) => id === operation && stream);
  return (isInBody(answer) && names.includes('content-encoding')) || (isCut && !isStream);
}

/**
 * Statuses that fetch treats by itself, whatever an SDK does: it asks again where a request was misdirected, and takes a proxy that wants
 * credentials for a network error (Fetch, HTTP-network-or-cache fetch).
 */
const ownOfClients: readonly (number | undefined)[] = [407, 421];

/** Whether an answer has a status that HTTP clients treat by themselves. */
export function isOwnOfClients({ fixtures }: Pick<Served, 'fixtures'>, { status, fixture }: Answer): boolean {
  return ownOfClients.includes(status ?? fixtures.get(fixture ?? '')?.status);
}

/** Whether an argument makes a segment of the path by which it leads to another operation, or to none. */
function leadsElsewhere({ operations }: Spec, { operation, arguments: given }: Step): boolean {
  const inPath = operations.find(({ id }) => id === operation)?.parameters.filter((p) => p.in === 'path') ?? [];
  return inPath.some(({ name }) => /^\.{0,2}$/.test(String(given[name] ?? 'x')));
}

function isOpen({ steps }: Expectation): boolean {
  return steps.every(
    ({ decisions: [first] }) => first === undefined || (first.action === 'open' && first.outcome.kind === 'open'),
  );
}

/** Why a scenario is not played that chance drew; null where it is, for something is expected of it. */
export function whyNotPlayed(served: Served, { steps }: Scenario, expectation: () => Expectation): Discarded | null {
  const answers = steps.flatMap(({ script }) => script);
  if (new Set(steps.map(told)).size < steps.length) return 'steps that look alike';
  if (steps.some((step) => leadsElsewhere(served.spec, step))) return 'paths that lead elsewhere';
  if (answers.some((answer) => isOwnOfClients(served, answer))) return 'a status that HTTP clients treat by themselves';
  if (steps.some((step) => step.script.some((answer) => endsInSeveralWays(served, step, answer))))
    return 'bodies that end in more than one way';
  const expected = expectation();
  const endless = expected.steps.some(({ decisions }) => decisions.some(({ takesMs }) => !Number.isFinite(takesMs)));
  if (endless) return 'no end';
  return isOpen(expected) ? 'left open by the spec' : null;
}
