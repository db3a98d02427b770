import {
  type Answer,
  type ClientOptionId,
  type Fixtures,
  matchesStatus,
  type Operation,
  type Scenario,
  type Spec,
  type Step,
  statusEntry,
  type TransportKind,
} from '@sdk-conformance/model';
import { argumentsFor } from './arguments.js';
import { plainError, statusFixture } from './complete.js';
import { rangeCodes, standIn } from './stand-in.js';

/** What the families derive from. */
export interface Derivation {
  readonly spec: Spec;
  readonly fixtures: Fixtures;
  /** Clients of the sample by which the spread of delays is judged. */
  readonly power: number;
}

export type Options = Readonly<Partial<Record<ClientOptionId, number>>>;

/** Codes of the status table that stand alone, in file order; then those that stand for its ranges. */
export function documentedErrors(spec: Spec): readonly number[] {
  const codes = spec.statuses.flatMap((s) => (s.match.kind === 'code' ? [s.match.code] : []));
  const all = [...codes, ...rangeCodes.filter((code) => !codes.includes(code))];
  return all.filter((code) => {
    const row = statusEntry(spec, code);
    return row !== undefined && row.match.kind !== 'default' && row.error !== null;
  });
}

/** Whether a status is retried that has nothing by which it would be so. */
function isRetried(spec: Spec, status: number): boolean {
  return spec.retry.statuses?.some((m) => m.when === undefined && matchesStatus(m, status)) ?? false;
}

/** Whether a status is retried whatever the method, as far as its own line goes. */
function isAlways(spec: Spec, status: number): boolean {
  return spec.retry.statuses?.some((m) => m.methods === undefined && matchesStatus(m, status)) ?? false;
}

/** Documented errors that are retried; where the table has none of them, one for each entry of the list of retried statuses. */
export function retriedErrors(spec: Spec): readonly number[] {
  const documented = documentedErrors(spec).filter((status) => isRetried(spec, status));
  const listed = (spec.retry.statuses ?? []).filter(({ when }) => when === undefined).map(standIn);
  const all = documented.length > 0 ? documented : [...new Set(listed)];
  // What is retried after some methods only stands for the others last.
  return [...all.filter((status) => isAlways(spec, status)), ...all.filter((status) => !isAlways(spec, status))];
}

/** Failures that any server answers with; the first that is not retried stands for those that the table lacks. */
const otherFailures = [400, 404, 422, 501];

/** Documented errors that are not retried; where the table has none of them, a failure that it leaves to its default. */
export function terminalErrors(spec: Spec): readonly number[] {
  const documented = documentedErrors(spec).filter((status) => !isRetried(spec, status));
  if (documented.length > 0) return documented;
  return otherFailures.filter((code) => !isRetried(spec, code) && statusEntry(spec, code)?.error != null).slice(0, 1);
}

/**
 * A few operations that stand for all: one that reads, one that writes with a body, and those that stream. Where there is neither, one that
 * answers nothing stands for them, or else one that streams: an SDK that has only that retries it, too.
 */
export function representatives(spec: Spec): {
  readonly plain: readonly Operation[];
  /** None that stands among the plain ones. */
  readonly streams: readonly Operation[];
} {
  const answering = spec.operations.filter((o) => !o.stream);
  const plain = answering.filter((o) => o.success.status !== 204);
  const reads =
    plain.find((o) => o.method === 'GET' && o.parameters.length > 0) ?? plain.find((o) => o.method === 'GET');
  const writes = plain.find((o) => o.hasBody && o.parameters.some((p) => p.in === 'body'));
  const chosen = [reads, writes].filter((o) => o !== undefined);
  const standIns = [...plain, ...answering, ...spec.operations].slice(0, 1);
  const representing = chosen.length > 0 ? chosen : standIns;
  return {
    plain: representing,
    streams: spec.operations.filter((o) => o.stream && !representing.includes(o)).slice(0, 1),
  };
}

/** The one operation of a family that needs no more: the one that writes, or else any. */
export function mainOperation(spec: Spec): readonly Operation[] {
  const { plain } = representatives(spec);
  return plain.slice(-1);
}

/** Whether failures of an operation are retried at all, as far as the spec says so; a call that gives no precondition is not for its sake. */
function isRetriedOperation({ retry, identity }: Spec, { id, method, own }: Operation): boolean {
  const ruled = retry.operations[id]?.retried ?? (typeof own?.idempotent === 'boolean' ? own.idempotent : null);
  if (ruled !== null) return ruled;
  const keyed = retry.unsafe === 'withKey' && identity.idempotency?.methods.includes(method) === true;
  return keyed || retry.methods === null || retry.methods === 'all' || retry.methods.includes(method);
}

/** The operation whose retries stand for those of all: what waits for a retry shows nothing of one that has none. */
export function retriedOperation(spec: Spec): readonly Operation[] {
  const main = mainOperation(spec);
  const retried = representatives(spec).plain.filter((operation) => isRetriedOperation(spec, operation));
  return retried.length === 0 || main.some((operation) => retried.includes(operation)) ? main : retried.slice(-1);
}

export function success(operation: Operation): Answer {
  return { fixture: operation.success.fixture };
}

/** Bytes of an answer's body after which it breaks off: so many, or half of a body that is short, for it must break. */
export function part(from: Derivation, answer: Answer, bytes: number): number {
  const length = from.fixtures.get(answer.fixture ?? '')?.body.length ?? 0;
  return length > bytes ? bytes : Math.floor(length / 2);
}

/** The recorded error of a status, or a plain one with that status. */
export function error(
  from: Pick<Derivation, 'spec' | 'fixtures'>,
  status: number,
  headers?: Answer['headers'],
): Answer {
  const own = statusFixture(from.spec, status);
  const base: Answer = from.fixtures.has(own) ? { fixture: own } : { fixture: plainError, status };
  return headers === undefined ? base : { ...base, headers };
}

/** A timeout that scenarios play: by option, or by default where the SDK has no such option. */
export interface PlayedTimeout {
  readonly ms: number;
  readonly options: Options;
}

const shortTimeout = 2000;

export function playedTimeout({ options, timeouts }: Spec): PlayedTimeout {
  const byDefault = options.some(({ id }) => id === 'timeoutMs') ? null : timeouts.attemptMs;
  if (byDefault !== null && Number.isFinite(byDefault)) return { ms: byDefault, options: {} };
  const { min, max } = timeouts.optionRange;
  const ms = Math.min(Math.max(shortTimeout, min ?? 0), max ?? Number.POSITIVE_INFINITY);
  return { ms, options: { timeoutMs: ms } };
}

/** A failure that an SDK tries again, and how it is called in ids. */
export interface RetriedFailure {
  readonly name: number | string;
  readonly answer: Answer;
}

const retriedFaults: readonly (readonly [kind: TransportKind, answer: Answer])[] = [
  ['reset', { fixture: null, fault: { kind: 'reset', after: 'request' } }],
  ['close', { fixture: null, fault: { kind: 'close' } }],
  ['garbage', { fixture: null, fault: { kind: 'garbage', text: 'not HTTP at all\r\n\r\n' } }],
];

/** Whether any failure is tried again that a scenario can bring about. */
export function retriesAny(spec: Spec): boolean {
  return retriedErrors(spec).length > 0 || retriedFaultsOf(spec).length > 0;
}

function retriedFaultsOf({ retry }: Spec): typeof retriedFaults {
  return retriedFaults.filter(([kind]) => retry.transport?.includes(kind) === true);
}

/** Errors that are retried; where no status is, the first fault of the network that is. */
export function retriedFailures(from: Derivation): readonly RetriedFailure[] {
  const { spec } = from;
  const statuses = retriedErrors(spec);
  if (statuses.length > 0) return statuses.map((status) => ({ name: status, answer: error(from, status) }));
  return retriedFaultsOf(spec)
    .slice(0, 1)
    .map(([name, answer]) => ({ name, answer }));
}

/** Options as they show in an id: `max-0/`. */
function optionPath(options: Options): string {
  const parts = [];
  if (options.maxRetries !== undefined) parts.push(`max-${options.maxRetries}/`);
  if (options.timeoutMs !== undefined) parts.push(`timeout-${options.timeoutMs}/`);
  return parts.join('');
}

export interface OneStep {
  readonly family: string;
  /** Part of the id between options and operation. */
  readonly name: string;
  readonly about: string;
  readonly operation: Operation;
  readonly script: readonly Answer[];
  readonly options?: Options;
  readonly step?: Partial<Pick<Step, 'arguments' | 'abortAtMs' | 'abortReason' | 'leaveAfter'>>;
}

/** A scenario of one client and one step. */
export function oneStep(from: OneStep): Scenario {
  const options = from.options ?? {};
  return {
    id: `${from.family}/${optionPath(options)}${from.name}/${from.operation.id}`,
    family: from.family,
    about: from.about,
    clients: [{ id: 'client', options }],
    steps: [
      {
        id: 'step',
        client: 'client',
        operation: from.operation.id,
        arguments: argumentsFor(from.operation),
        script: from.script,
        ...from.step,
      },
    ],
  };
}

/** Joins answers as ids show them: `429-429-200`. */
export function chain(parts: readonly (number | string)[]): string {
  return parts.join('-');
}
