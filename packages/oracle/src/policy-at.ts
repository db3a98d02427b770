import type { Answer, Fault, HeaderLine, Operation, Scenario, Spec, TransportKind } from '@sdk-conformance/model';
import type { Attempt } from './attempt.js';
import { parseJson } from './body.js';
import { hintOf } from './hint.js';

export type BodyKind = 'none' | 'json' | 'scalar' | 'text' | 'cut';

/** What a hint looks like, whatever is made of it. */
export type HintForm =
  | 'none'
  | 'delay'
  | 'fraction'
  | 'overCap'
  | 'zero'
  | 'negative'
  | 'invalid'
  | 'date'
  | 'obsoleteDate'
  | 'pastDate';

/** What an answer is to a client, before any policy. */
export interface AnswerFeatures {
  /** `429`, `reset`, `timeout`. */
  readonly kind: string;
  readonly status: number | null;
  /** The network fault or timeout that the client meets; null for a response. */
  readonly broken: TransportKind | null;
  /** What the server did to the connection; null for nothing. */
  readonly fault: Fault['kind'] | null;
  readonly body: BodyKind;
  /** The header that gives the hint, in lower case; null without one. */
  readonly hintHeader: string | null;
  readonly hint: HintForm;
  readonly headers: readonly HeaderLine[];
}

/** What a decision may hang on. */
export interface Features {
  readonly operation: string;
  readonly method: string;
  readonly stream: boolean;
  /** From 0. */
  readonly attempt: number;
  readonly answer: AnswerFeatures;
  /** The answers before it, in order. */
  readonly before: readonly AnswerFeatures[];
  readonly options: Scenario['clients'][number]['options'];
}

/** The policy that holds for one decision. */
export interface Policy {
  readonly spec: Spec;
  /** Retries after the first attempt; null: unspecified. */
  readonly maxRetries: number | null;
  /** Of an attempt, ms; null: unspecified. */
  readonly timeoutMs: number | null;
  /** Place of the retry in the backoff, from 0. */
  readonly retry: number;
  /** The answer's headers as the client reads them. */
  readonly headers: readonly HeaderLine[];
}

/** Gives the policy for one decision, from its features and the one that is stated. Pure, and the same for the same features. */
export type PolicyAt = (features: Features, stated: Policy) => Policy;

function bodyKind(attempt: Attempt): BodyKind {
  if (attempt.kind !== 'response') return 'none';
  if (attempt.cut) return 'cut';
  if (attempt.text === null) return 'text';
  if (attempt.text === '') return 'none';
  const parsed = parseJson(attempt.text);
  if (!parsed.json) return 'text';
  return parsed.value !== null && typeof parsed.value === 'object' ? 'json' : 'scalar';
}

function hintForm(
  spec: Spec,
  headers: readonly HeaderLine[],
  attempt: Attempt,
): Pick<AnswerFeatures, 'hint' | 'hintHeader'> {
  const { hints } = spec;
  if (hints === null) return { hint: 'none', hintHeader: null };
  const hint = hintOf(hints, headers, attempt.kind === 'response' ? attempt : null);
  if (hint.kind === 'none') return { hint: 'none', hintHeader: null };
  const hintHeader = hint.header.toLowerCase();
  const over = (ms: number) => hints.capMs !== null && ms > hints.capMs;
  switch (hint.kind) {
    case 'delay':
      return { hint: over(hint.ms) ? 'overCap' : hint.fractional ? 'fraction' : 'delay', hintHeader };
    case 'date': {
      const form = hint.inMs <= 0 ? 'pastDate' : over(hint.inMs) ? 'overCap' : hint.obsolete ? 'obsoleteDate' : 'date';
      return { hint: form, hintHeader };
    }
    case 'unsaid':
      return { hint: 'invalid', hintHeader };
    default:
      return { hint: hint.kind, hintHeader };
  }
}

/** What an answer is to a client, by what it comes to. */
export function answerFeatures(spec: Spec, answer: Answer, attempt: Attempt, kind: string): AnswerFeatures {
  const headers = attempt.kind === 'response' ? attempt.headers : [];
  return {
    kind,
    status: attempt.kind === 'response' ? attempt.status : null,
    broken: attempt.kind === 'transport' ? attempt.transport : attempt.kind === 'timeout' ? 'timeout' : null,
    fault: answer.fault?.kind ?? null,
    body: bodyKind(attempt),
    ...hintForm(spec, headers, attempt),
    headers,
  };
}

/** The features of the decision after an answer. */
export function featuresOf(
  operation: Operation,
  options: Features['options'],
  before: readonly AnswerFeatures[],
  answer: AnswerFeatures,
): Features {
  const { id, method, stream } = operation;
  return { operation: id, method, stream, attempt: before.length, answer, before, options };
}
