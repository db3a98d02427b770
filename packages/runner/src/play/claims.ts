import {
  type Exchange,
  type Observation,
  operationOf,
  type Scenario,
  type SettledStep,
  type Spec,
  type Step,
} from '@sdk-conformance/model';
import type { Capability, OpenSession } from '@sdk-conformance/protocol';

/** Whether an adapter does what it claims, as far as it shows in what was played. */
export interface Claims {
  readonly played: (scenario: Scenario, observation: Observation) => void;
  /** What is wrong with the claims. A claim that nothing was played for is not doubted. */
  readonly broken: (capabilities: readonly Capability[]) => readonly string[];
}

/** What was seen of one claim: calls in which it was put to use, and calls in which it should have been. */
interface Use {
  kept: number;
  missed: number;
}

export function createClaims(spec: Spec, asked: { readonly http2?: boolean } = {}): Claims {
  const steps: Use = { kept: 0, missed: 0 };
  const stream: Use = { kept: 0, missed: 0 };
  const abort: Use = { kept: 0, missed: 0 };
  const http2: Use = { kept: 0, missed: 0 };
  return {
    played: (scenario, observation) => {
      note(steps, besideEachOther(scenario, observation));
      note(stream, collectsEvents(spec, scenario, observation));
      for (const step of scenario.steps) note(abort, aborts(step, observation));
      if (asked.http2 === true) for (const exchange of observation.exchanges) note(http2, cameByHttp2(exchange));
    },
    broken: (capabilities) => [
      ...(isBroken(http2)
        ? [
            `it is sent to a server that speaks HTTP/2 (http2), and ${inWords(http2, 'request')} came, each by HTTP/1.1. Switch HTTP/2 on ` +
              'in the client, or ask for tls alone',
          ]
        : []),
      ...(capabilities.includes('steps') && isBroken(steps)
        ? [
            `it claims the steps capability, but never had two steps under way at once: ${inWords(steps)} played them one after the ` +
              'other. Start each step of a call when it is due, or drop the claim',
          ]
        : []),
      ...(capabilities.includes('stream') && isBroken(stream)
        ? [
            `it claims the stream capability, but never reported an event: ${inWords(stream)} returned without the key events. Collect ` +
              'the events of a stream, or drop the claim',
          ]
        : []),
      ...(capabilities.includes('abort') && isBroken(abort)
        ? [
            `it claims the abort capability, but never aborted a step: ${inWords(abort, 'step')} went on, and settled later than the ` +
              'abort was due, without the key aborted. Abort a step at its abortAtMs, or drop the claim',
          ]
        : []),
    ],
  };
}

/** What an adapter says of its capabilities that cannot both be so. */
export function contradictions({
  capabilities,
  without = [],
}: Pick<OpenSession, 'capabilities' | 'without'>): readonly string[] {
  return without
    .filter(({ capability, operation }) => operation === undefined && capabilities.includes(capability))
    .map(
      ({ capability, why }) =>
        `it claims the ${capability} capability, and says under without that the SDK lacks it: ${why}`,
    );
}

function note(use: Use, seen: boolean | null): void {
  if (seen === true) use.kept++;
  if (seen === false) use.missed++;
}

/** Null where nobody looked, or where the connection was to carry no answer. */
function cameByHttp2({ connection, request }: Exchange): boolean | null {
  return connection === undefined || request.rejected !== undefined ? null : connection.http2 === true;
}

function isBroken({ kept, missed }: Use): boolean {
  return kept === 0 && missed > 0;
}

function inWords({ missed }: Use, what = 'call'): string {
  return missed === 1 ? `1 ${what}` : `${missed} ${what}s`;
}

// A timer may be late by so much in real time, ms, and the step settle before it.
const LATE_MS = 100;

/** Whether a step that was open when it was to be aborted was aborted; null where it was over by then, or nothing tells. */
function aborts({ id, abortAtMs }: Step, { steps }: Observation): boolean | null {
  const step = steps.find((settled) => settled.step === id);
  if (abortAtMs === undefined || step === undefined) return null;
  const { outcome, startedAt, settledAt } = step;
  if (outcome.kind !== 'returned' && outcome.kind !== 'raised') return null;
  if (outcome.aborted === true) return true;
  if (startedAt === null || settledAt === null) return null;
  return settledAt.virtualMs - startedAt.virtualMs > abortAtMs + LATE_MS ? false : null;
}

/**
 * Whether two of the steps that are due at once overlapped; null where that cannot be told: the clock knows not when they started, or
 * none of them took any time.
 */
function besideEachOther({ steps }: Scenario, { steps: settled }: Observation): boolean | null {
  const due = steps.filter((step) => step.startAtMs === undefined && step.startAfter === undefined);
  const spans = due.flatMap(({ id }) => spanOf(settled.find(({ step }) => step === id)));
  if (due.length < 2 || spans.length < due.length) return null;
  const overlap = spans.some(([from, to], i) =>
    spans.some(([otherFrom, otherTo], k) => i !== k && from < otherTo && otherFrom < to),
  );
  if (overlap) return true;
  return spans.filter(([from, to]) => to > from).length < 2 ? null : false;
}

function spanOf(step: SettledStep | undefined): readonly (readonly [from: number, to: number])[] {
  if (step === undefined || step.startedAt === null || step.settledAt === null) return [];
  return [[step.startedAt.virtualMs, step.settledAt.virtualMs]];
}

/** Whether a stream that was returned came with its events; null where none was returned. */
function collectsEvents(spec: Spec, { steps }: Scenario, { steps: settled }: Observation): boolean | null {
  const streaming = steps.filter((step) => operationOf(spec, step.operation).stream).map(({ id }) => id);
  const returned = settled.flatMap(({ step, outcome }) =>
    streaming.includes(step) && outcome.kind === 'returned' ? [outcome] : [],
  );
  return returned.length === 0 ? null : returned.some(({ events }) => events !== null);
}
