import {
  type Answer,
  type Fault,
  type HeaderLine,
  type HintPolicy,
  type Operation,
  type Scenario,
  type Spec,
  statusEntry,
  type TransportKind,
} from '@sdk-conformance/model';
import type { Attempt } from './attempt.js';
import { parseJson } from './body.js';
import type { Gap } from './expectation.js';
import { hintOf } from './hint.js';

/** `undecoded`: in a coding that could not be undone. */
export type BodyKind = 'none' | 'json' | 'scalar' | 'text' | 'cut' | 'undecoded';

/** What a hint looks like, whatever is made of it. */
export type HintForm =
  | 'none'
  | 'delay'
  | 'fraction'
  | 'overCap'
  | 'zero'
  | 'negative'
  | 'empty'
  | 'invalid'
  /** Some read it as a number: `2e0`, `1_000`. */
  | 'numberLike'
  | 'date'
  | 'rfc850Date'
  | 'asctimeDate'
  | 'pastDate';

/** What an answer is to a client, before any policy. */
export interface AnswerFeatures {
  /** `429`, `reset`, `timeout`. */
  readonly kind: string;
  readonly status: number | null;
  /** The row of the status table that it falls under, as the spec spells it: `429`, `5xx`; null: none, or no response. */
  readonly row: string | null;
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
  /** ms from the start of the call to the end of the attempt, at least. */
  readonly elapsedMs: number;
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
  /** What becomes of the wait that the spec's rules come to; absent: it stays. */
  readonly wait?: (window: Wait) => Wait;
}

/** From when to when a retry may come, ms. */
export interface Wait {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Gives the policy for one decision, from its features and the one that is stated. Pure, and the same for the same features. */
export type PolicyAt = (features: Features, stated: Policy) => Policy;

function bodyKind(attempt: Attempt): BodyKind {
  if (attempt.kind !== 'response') return 'none';
  if (attempt.cut) return 'cut';
  if (attempt.text === null) return 'undecoded';
  if (attempt.text === '') return 'none';
  const parsed = parseJson(attempt.text);
  if (!parsed.json) return 'text';
  return parsed.value !== null && typeof parsed.value === 'object' ? 'json' : 'scalar';
}

/** Which of the two obsolete forms of a date a template names. */
function obsoleteForm({ headers: known }: HintPolicy, headers: readonly HeaderLine[]): HintForm {
  const names = new Set(known.map(({ name }) => name.toLowerCase()));
  const isAsctime = headers.some(([name, value]) => names.has(name.toLowerCase()) && value.includes('asctime'));
  return isAsctime ? 'asctimeDate' : 'rfc850Date';
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
      if (hint.inMs <= 0) return { hint: 'pastDate', hintHeader };
      return { hint: over(hint.inMs) ? 'overCap' : hint.obsolete ? obsoleteForm(hints, headers) : 'date', hintHeader };
    }
    case 'unsaid':
    case 'several':
      return { hint: 'numberLike', hintHeader };
    case 'invalid':
      return { hint: hint.value.trim() === '' ? 'empty' : hint.like ? 'numberLike' : 'invalid', hintHeader };
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
    row: attempt.kind === 'response' ? (statusEntry(spec, attempt.status)?.key ?? null) : null,
    broken: attempt.kind === 'transport' ? attempt.transport : attempt.kind === 'timeout' ? 'timeout' : null,
    fault: answer.fault?.kind ?? null,
    // Few ask for it, and a body may be large.
    get body() {
      return bodyKind(attempt);
    },
    ...hintForm(spec, headers, attempt),
    headers,
  };
}

/** The features of the decision after an answer. */
export function featuresOf(
  operation: Operation,
  options: Features['options'],
  seen: Pick<Features, 'before' | 'answer' | 'elapsedMs'>,
): Features {
  const { id, method, stream } = operation;
  return { operation: id, method, stream, attempt: seen.before.length, options, ...seen };
}

/** What an SDK waits, where its policy makes of the rules' wait another one. */
export function waited(gap: Gap | null, { wait }: Policy): Gap | null {
  return wait === undefined || gap?.kind !== 'window' ? gap : { ...gap, ...wait(gap) };
}
