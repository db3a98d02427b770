import { STATUS_CODES } from 'node:http';
import {
  ancestry,
  className,
  type ErrorClassId,
  type Language,
  type Spec,
  type StreamEvent,
  statusEntry,
} from '@sdk-conformance/model';
import type { Attempt } from './attempt.js';
import { boundBytes, parseJson, serverMessage } from './body.js';
import type { Because, FieldExpectation, RaisedExpectation } from './expectation.js';
import type { Hint } from './hint.js';

type Response = Extract<Attempt, { kind: 'response' }>;

/** What is raised, by class; fields and message are added by what is known of the failure. */
function raised(spec: Spec, language: Language, error: ErrorClassId, because: Because): RaisedExpectation {
  const bound = spec.errors.body.maxMessageBytes;
  return {
    kind: 'raised',
    type: className(spec, error, language),
    base: className(spec, spec.errors.base, language),
    because,
    baseBecause: {
      requirement: 'error.base',
      pointer: '/errors/base',
      text: `every error is a ${className(spec, spec.errors.base, language)}`,
    },
    fields: [],
    message: null,
    maxMessageBytes:
      bound === null
        ? null
        : {
            bytes: bound,
            because: {
              requirement: 'error.messageBound',
              pointer: '/errors/body/maxMessageBytes',
              text: `a message has at most ${bound} bytes`,
            },
          },
    cause: null,
    events: null,
  };
}

function field(
  spec: Spec,
  language: Language,
  error: ErrorClassId,
  id: 'status' | 'retryAfter',
): { name: string; pointer: string } | null {
  const found = spec.errors.fields.find((f) => f.id === id);
  const name = found?.names[language];
  if (found === undefined || name === undefined) return null;
  const carries = ancestry(spec, error).some((c) => found.classes.includes(c.id));
  return carries ? { name, pointer: found.pointer } : null;
}

/** `retryAfter` that the error must carry, in seconds; undefined where the spec leaves it open. */
function hintSeconds(spec: Spec, hint: Hint): { value: number | null; within: number } | undefined {
  const nothing = { value: null, within: 0 };
  switch (hint.kind) {
    case 'none':
      return nothing;
    case 'delay':
      return hint.fractional && spec.hints?.fractional !== 'accept'
        ? undefined
        : { value: hint.ms / 1000, within: 0.001 };
    case 'date':
      if (hint.inMs > 0) return { value: hint.inMs / 1000, within: 1 };
      return spec.hints?.pastDate === 'backoff' ? nothing : undefined;
    case 'zero':
    case 'negative':
    case 'invalid':
      return spec.hints?.[hint.kind] === 'backoff' ? nothing : undefined;
  }
}

function expectedMessage(spec: Spec, response: Response): readonly string[] | null {
  const policy = spec.errors.body;
  if (policy.message === null || !response.utf8) return null;
  const parsed = response.text === null || response.cut ? { json: false as const } : parseJson(response.text);
  const said = parsed.json ? serverMessage(policy, parsed.value) : null;
  if (said !== null) return [boundBytes(said, Math.min(1024, policy.maxMessageBytes ?? 1024))];
  if (policy.fallback === null) return null;
  const phrases = [
    response.reason,
    statusEntry(spec, response.status)?.meaning ?? '',
    STATUS_CODES[response.status] ?? '',
  ];
  const known = phrases.filter((phrase) => phrase !== '');
  return known.length === 0 ? null : known;
}

/** What an error response raises. */
export function raisedByStatus(spec: Spec, language: Language, response: Response, hint: Hint): RaisedExpectation {
  const entry = statusEntry(spec, response.status);
  const error = entry?.error ?? spec.errors.base;
  const named =
    entry === undefined
      ? `a status outside the table (${response.status})`
      : entry.key === String(response.status)
        ? `${entry.key}`
        : `${response.status} (${entry.key})`;
  const base = raised(spec, language, error, {
    requirement: 'error.class',
    pointer: entry?.pointer ?? '/statuses',
    text: `${named} raises ${className(spec, error, language)}`,
  });
  const fields: FieldExpectation[] = [];
  const status = field(spec, language, error, 'status');
  if (status !== null) {
    fields.push({
      name: status.name,
      value: response.status,
      within: 0,
      because: { requirement: 'error.status', pointer: status.pointer, text: `${status.name} is ${response.status}` },
    });
  }
  const retryAfter = field(spec, language, error, 'retryAfter');
  const seconds = hintSeconds(spec, hint);
  if (retryAfter !== null && seconds !== undefined) {
    const text =
      seconds.value === null
        ? `${retryAfter.name} is null: the server gave no usable hint`
        : `${retryAfter.name} is ${seconds.value} s`;
    fields.push({
      name: retryAfter.name,
      ...seconds,
      because: { requirement: 'error.retryAfter', pointer: retryAfter.pointer, text },
    });
  }
  const anyOf = expectedMessage(spec, response);
  return {
    ...base,
    fields,
    message:
      anyOf === null
        ? null
        : {
            anyOf,
            because: {
              requirement: 'error.message',
              pointer: '/errors/body/message',
              text: `the message holds ${JSON.stringify(anyOf[0]?.slice(0, 60))}`,
            },
          },
  };
}

/** What a broken connection, a timeout or an unreadable success raises. */
export function raisedByTransport(
  spec: Spec,
  language: Language,
  error: ErrorClassId,
  because: Because,
  options: { cause: boolean; events?: readonly StreamEvent[] },
): RaisedExpectation {
  const base = raised(spec, language, error, because);
  const status = field(spec, language, error, 'status');
  const noStatus: FieldExpectation[] =
    status === null || !options.cause
      ? []
      : [
          {
            name: status.name,
            value: null,
            within: 0,
            because: {
              requirement: 'error.status',
              pointer: status.pointer,
              text: `${status.name} is null: no response came`,
            },
          },
        ];
  return {
    ...base,
    fields: noStatus,
    cause:
      options.cause && spec.errors.keepsCause === true
        ? {
            requirement: 'error.cause',
            pointer: '/errors/keepsCause',
            text: 'the low-level error stays reachable as the cause',
          }
        : null,
    events: options.events ?? null,
  };
}
