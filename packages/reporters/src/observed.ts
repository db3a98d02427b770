import type { Finding } from '@sdk-conformance/model';
import {
  type Exchange,
  type JsonValue,
  type Observation,
  type Outcome,
  type ProcessSignal,
  positionOf,
  type SettledStep,
  type Spec,
  signatureOf,
} from '@sdk-conformance/model';
import type { Decision, Expectation } from '@sdk-conformance/oracle';
import { cappedBody, cappedText, cappedValue } from './capped.js';
import { type Mask, masked, maskOf } from './mask.js';
import type {
  DecisionRecord,
  ExchangeRecord,
  FindingRecord,
  ObservationRecord,
  OutcomeRecord,
  StepRecord,
} from './records.js';

/** Where a record belongs. */
export interface Place {
  readonly target: string;
  readonly scenario: string;
  /** From 1; only where scenarios are repeated. */
  readonly round?: number;
}

/** The log's line for a finding, credentials masked. */
export function findingRecord(
  place: Place,
  finding: Finding,
  credentials: Observation['credentials'],
  known = false,
): FindingRecord {
  const mask = maskOf(credentials);
  return {
    type: 'finding',
    scope: finding.scope ?? 'scenario',
    ...place,
    requirement: finding.requirement,
    level: finding.level,
    ...(finding.preview === undefined ? {} : { preview: finding.preview }),
    verdict: finding.verdict,
    step: finding.step,
    at: finding.at,
    expected: cappedText(mask(finding.expected)),
    ...(finding.verdict === 'fail' ? { signature: maskedSignature(finding, credentials), known } : {}),
    measured: { seen: cappedText(mask(finding.seen)), figures: finding.measured },
  };
}

/** A failure's signature, credentials masked. */
export function maskedSignature(
  { expected, seen }: Pick<Finding, 'expected' | 'seen'>,
  credentials: Observation['credentials'],
): string {
  const mask = maskOf(credentials);
  return cappedText(signatureOf({ expected: mask(expected), seen: mask(seen) }));
}

/** The log's line for an observation: bodies capped, credentials masked. */
export function observationRecord(
  place: Place,
  spec: Spec,
  expectation: Expectation,
  observation: Observation,
): ObservationRecord {
  const mask = maskOf(observation.credentials);
  return {
    type: 'observation',
    ...place,
    tier: observation.tier,
    decisions: expectation.steps.flatMap((step) => step.decisions.map((d) => decisionRecord(spec, step.step, d))),
    exchanges: byStep(observation).map((exchange) => exchangeRecord(exchange, mask)),
    steps: observation.steps.map((step) => stepRecord(step, mask)),
    measured: { process: observation.process.map((signal) => masked(signalRecord(signal), mask)) },
  };
}

/** What belongs to no step comes last. */
function byStep({ exchanges, steps }: Observation): readonly Exchange[] {
  const place = ({ step }: Exchange) => {
    const found = steps.findIndex((settled) => settled.step === step);
    return found < 0 ? steps.length : found;
  };
  return [...exchanges].sort((a, b) => place(a) - place(b) || a.index - b.index);
}

function decisionRecord(spec: Spec, step: string, decision: Decision): DecisionRecord {
  const { gap } = decision;
  return {
    step,
    attempt: decision.attempt,
    served: decision.label,
    action: decision.action,
    requirement: decision.because.requirement,
    text: decision.because.text,
    at: positionOf(spec, decision.because.pointer),
    gap: gap !== null && 'fromMs' in gap ? { fromMs: gap.fromMs, toMs: gap.toMs } : null,
  };
}

function exchangeRecord(exchange: Exchange, mask: Mask): ExchangeRecord {
  const { request, served } = exchange;
  return {
    step: exchange.step,
    client: exchange.client,
    operation: exchange.operation,
    answer: exchange.answer,
    ...(exchange.limited === undefined ? {} : { limited: exchange.limited.category }),
    method: request.method,
    target: cappedText(mask(request.target)),
    body: cappedBody(request.body, request.bodyCut, mask),
    ...(request.rejected === undefined ? {} : { rejected: masked(request.rejected, mask) }),
    served: served.label,
    late: exchange.late,
    ...(exchange.elsewhere === undefined ? {} : { elsewhere: exchange.elsewhere }),
    measured: {
      index: exchange.index,
      arrivedMs: exchange.arrivedAt.virtualMs,
      endedMs: served.endedAt?.virtualMs ?? null,
      abandonedMs: served.abandonedAt?.virtualMs ?? null,
      ...(exchange.connection === undefined ? {} : { connection: exchange.connection }),
      requestHeaders: masked(request.headers, mask),
      servedHeaders: masked(served.headers, mask).map(([name, value]) => [name, cappedText(value)]),
    },
  };
}

function stepRecord(step: SettledStep, mask: Mask): StepRecord {
  return {
    step: step.step,
    outcome: outcomeRecord(step.outcome, mask),
    measured: { startedMs: step.startedAt?.virtualMs ?? null, settledMs: step.settledAt?.virtualMs ?? null },
  };
}

function outcomeRecord(outcome: Outcome, mask: Mask): OutcomeRecord {
  switch (outcome.kind) {
    case 'returned':
      return {
        kind: 'returned',
        value: cappedValue(masked(outcome.value, mask)),
        events: outcome.events?.length ?? null,
      };
    case 'raised': {
      const { type, bases, message, fields, causeType, traits } = outcome.error;
      return {
        kind: 'raised',
        type: mask(type),
        bases: bases.map(mask),
        message: cappedText(mask(message)),
        fields: cappedValue(masked(fields, mask)),
        causeType: causeType === null ? null : mask(causeType),
        traits,
        events: outcome.events?.length ?? null,
      };
    }
    case 'neverSettled':
    case 'unsupported':
    case 'lost':
      return { kind: outcome.kind, why: cappedText(mask(outcome.why)) };
  }
}

function signalRecord(signal: ProcessSignal): JsonValue {
  if ('text' in signal) return { kind: signal.kind, text: cappedText(signal.text) };
  return { ...signal };
}
