import { faultKinds, type RulesView, ruleDocs } from '../rules.js';
import { jsArray, jsDoc, jsKey, jsString } from '../text/javascript.js';
import { fileText } from '../text/wrap.js';
import type { View } from '../view.js';

type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };

/** A literal of what JSON can say. */
function data(value: unknown): string {
  const known = value as Data;
  if (typeof known === 'string') return jsString(known);
  if (known === null || typeof known !== 'object') return String(known);
  if (Array.isArray(known)) return `[${known.map(data).join(', ')}]`;
  return `{ ${Object.entries(known)
    .map(([key, inner]) => `${key === '__proto__' ? "['__proto__']" : jsKey(key)}: ${data(inner)}`)
    .join(', ')} }`;
}

/** Rules of calls as data, whose types are the same whatever the spec says. */
export function rulesFile({ rules }: View): string {
  const { operations, ...others } = rules satisfies RulesView;
  const ids = Object.keys(operations);
  return fileText([
    ...jsDoc(['What an attempt may come to without an answer that decides.']),
    `export type FaultKind = ${faultKinds.map(jsString).join(' | ')};`,
    '',
    ...jsDoc(['Ids of the operations.']),
    `export type OperationId = ${ids.length === 0 ? 'string' : ids.map(jsString).join(' | ')};`,
    '',
    ...types.split('\n'),
    ...jsDoc([ruleDocs.rules]),
    'export const CALL_RULES: CallRules = {',
    ...Object.entries(others).map(([key, value]) => `  ${key}: ${data(value)},`),
    ...(ids.length === 0
      ? ['  operations: {},']
      : ['  operations: {', ...ids.map((id) => `    ${jsKey(id)}: ${data(operations[id])},`), '  },']),
    '};',
    '',
    ...jsDoc(['Kinds of faults, in the order of the table.']),
    `export const FAULT_KINDS: readonly FaultKind[] = ${jsArray(faultKinds)};`,
  ]);
}

const types = `/** Statuses from one to another. */
export interface StatusSpan {
  readonly from: number;
  readonly to: number;
}

/** Something that an answer has. */
export interface AnswerCondition {
  readonly in: 'body' | 'header';
  /** A JSON pointer into the body, or the name of a header. */
  readonly name: string;
  /** Null: whatever stands there. */
  readonly equals: string | number | boolean | null;
}

/** Statuses that are retried. */
export interface RetriedSpan extends StatusSpan {
  /** Methods after which they are, \`*\` for all; null: those of the policy. */
  readonly methods: readonly string[] | null;
  /** Only where the answer has this. */
  readonly when: AnswerCondition | null;
}

/** What an operation has of its own; null where it has nothing. */
export interface OperationRules {
  readonly method: string;
  readonly stream: boolean;
  /** Whether it is retried, whatever its method. */
  readonly retried: boolean | null;
  /** It is retried only where a call gives this argument. */
  readonly precondition: string | null;
  readonly maxRetries: number | null;
  readonly statuses: readonly RetriedSpan[] | null;
  readonly timeoutMs: number | null;
}

/** Rules of calls; null where the API leaves something open. Times in ms. */
export interface CallRules {
  /** Retries after the first attempt. */
  readonly maxRetries: number | null;
  /** Methods that are retried; null: all. */
  readonly methods: readonly string[] | null;
  /** Methods that are retried where the request has a key of idempotency. */
  readonly keyedMethods: readonly string[];
  readonly statuses: readonly RetriedSpan[] | null;
  /** Faults that are retried. */
  readonly faults: readonly FaultKind[];
  /** Faults with retries that do not count, or that are made even where the option says less. */
  readonly ownRetries: readonly { readonly fault: FaultKind; readonly extra: number; readonly atLeast: number }[];
  /** Header whose true or false goes before the status. */
  readonly shouldRetryHeader: string | null;
  readonly idempotency: {
    readonly header: string;
    readonly methods: readonly string[];
    /** The key stays the same on each attempt. */
    readonly stableOnRetry: boolean;
  } | null;
  /** Tokens that the retries of one client take from together, and that successes give back. */
  readonly quota: {
    readonly capacity: number;
    readonly cost: number;
    readonly throttleCost: number;
    readonly timeoutCost: number;
    readonly refund: number;
  } | null;
  /** Statuses after which a credential is refreshed, and the call sent again. */
  readonly authRefresh: { readonly statuses: readonly StatusSpan[]; readonly max: number } | null;
  readonly timeouts: {
    readonly attemptMs: number | null;
    /** Of the call as a whole. */
    readonly totalMs: number | null;
    readonly coversBackoff: boolean | null;
    readonly coversBody: boolean | null;
    /** In a stream it is for each wait for an event. */
    readonly perStreamEvent: boolean | null;
  };
  readonly abort: { readonly during: readonly string[]; readonly settleWithinMs: number } | null;
  readonly streaming: {
    readonly terminalEvent: string | null;
    readonly terminalData: string | null;
    /** False: the caller is not given the last event. */
    readonly givesTerminal: boolean;
    readonly errorEvent: string | null;
    /** A JSON pointer: an event whose data has something there tells of a failure. */
    readonly errorData: string | null;
    /** Events that the caller is not given. */
    readonly silent: readonly string[];
    readonly missingTerminal: string | null;
    readonly retryAfterFirstEvent: boolean | null;
  } | null;
  readonly success: {
    readonly empty: string | null;
    readonly undecodable: string | null;
    readonly cut: string | null;
    readonly integers: string | null;
  };
  readonly redirects: string | null;
  readonly operations: Readonly<Record<string, OperationRules>>;
}
`;
