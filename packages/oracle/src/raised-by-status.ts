import { STATUS_CODES } from 'node:http';
import { type ErrorClassId, type Language, type Spec, statusEntry } from '@sdk-conformance/model';
import type { Because } from './because.js';
import { boundBytes, serverMessage } from './body.js';
import { classOf, classOfFailure } from './class-of.js';
import { freeFields, nameOf } from './free-fields.js';
import { countsOn, type Hint } from './hint.js';
import type {
  FieldExpectation,
  HeadersExpectation,
  MessageExpectation,
  OutcomeExpectation,
} from './outcome-expectation.js';
import { errorField, raised } from './raised.js';
import { headerOf, type Response, readingOf } from './reading.js';

interface HintSeconds {
  readonly value: number | null;
  readonly within: number;
  /** Rule by which the hint is read so; null where the field's own line says it all. */
  readonly rule: string | null;
}

/** `retryAfter` that the error must carry, in seconds; undefined where the spec leaves it open. */
function hintSeconds(spec: Spec, hint: Hint, status: number): HintSeconds | undefined {
  const nothing = (rule: string | null) => ({ value: null, within: 0, rule });
  if (hint.kind !== 'none' && (spec.hints === null || !countsOn(spec, spec.hints, status))) return undefined;
  switch (hint.kind) {
    case 'none':
      return nothing(null);
    case 'delay':
      return hint.fractional && spec.hints?.fractional !== 'accept'
        ? undefined
        : { value: hint.ms / 1000, within: 0.001, rule: hint.fractional ? '/hints/fractional' : null };
    case 'date':
      if (hint.inMs <= 0) return spec.hints?.pastDate === 'backoff' ? nothing('/hints/pastDate') : undefined;
      // Whether an obsolete form is read shows in the wait, at its own level.
      return hint.exact && !hint.obsolete
        ? { value: hint.inMs / 1000, within: 1, rule: dateRule(spec, hint.header) }
        : undefined;
    case 'unsaid':
    case 'several':
      return undefined;
    case 'zero':
    case 'negative':
    case 'invalid':
      return spec.hints?.[hint.kind] === 'backoff' ? nothing(`/hints/${hint.kind}`) : undefined;
  }
}

/** The line that lets a header be a date. */
function dateRule(spec: Spec, header: string): string | null {
  const entry = spec.hints?.headers.find((h) => h.name.toLowerCase() === header.toLowerCase());
  return entry === undefined ? null : `${entry.pointer}/httpDate`;
}

/** Bytes of the server's message that are looked for: an SDK may end it in a way of its own near its bound. */
const soughtBytes = 1024;

function exactly(text: string): MessageExpectation['exact'] {
  const pointer = '/errors/body/exactMessage';
  const told = `the message is ${JSON.stringify(text.slice(0, 60))} and nothing else`;
  return { text, because: { requirement: 'error.message', pointer, text: told } };
}

function expectedMessage(spec: Spec, response: Response): MessageExpectation | null {
  const policy = spec.errors.body;
  if (policy.message === null || !response.utf8) return null;
  const holds = (anyOf: readonly string[], pointer: string): MessageExpectation => {
    const text = `the message holds ${JSON.stringify(anyOf[0]?.slice(0, 60))}`;
    return { anyOf, because: { requirement: 'error.message', pointer, text }, exact: null };
  };
  const body = readingOf(response);
  const said = body.kind === 'none' ? null : serverMessage(policy, body.value);
  const sought = (text: string) => boundBytes(text, Math.min(soughtBytes, policy.maxMessageBytes ?? soughtBytes));
  if (said !== null && body.kind === 'json') {
    const part = sought(said.text);
    const exact = policy.exactMessage === true && part === said.text ? exactly(part) : null;
    return { ...holds([part], `/errors/body/message/${said.by}`), exact };
  }
  if (policy.fallback === null) return null;
  if (typeof policy.fallback === 'object') {
    const own = policy.fallback.is.replaceAll('{status}', String(response.status));
    return holds(said === null ? [own] : [sought(said.text), own], '/errors/body/fallback');
  }
  const whole = policy.fallback === 'body' && !response.cut ? (response.text ?? '').trim() : '';
  if (whole !== '')
    return holds(said === null ? [sought(whole)] : [sought(said.text), sought(whole)], '/errors/body/fallback');
  const phrases = [
    response.reason,
    statusEntry(spec, response.status)?.meaning ?? '',
    STATUS_CODES[response.status] ?? '',
  ];
  const known = phrases.filter((phrase) => phrase !== '');
  if (known.length === 0) return null;
  return holds(said === null ? known : [sought(said.text), ...known], '/errors/body/fallback');
}

function statusField(spec: Spec, language: Language, error: ErrorClassId, value: number): readonly FieldExpectation[] {
  const status = errorField(spec, language, error, 'status');
  if (status === null) return [];
  const text = `${status.name} is ${value}`;
  return [
    { name: status.name, value, within: 0, because: { requirement: 'error.status', pointer: status.pointer, text } },
  ];
}

function retryAfterField(
  spec: Spec,
  language: Language,
  error: ErrorClassId,
  response: Response,
  hint: Hint,
): readonly FieldExpectation[] {
  const retryAfter = errorField(spec, language, error, 'retryAfter');
  const seconds = hintSeconds(spec, hint, response.status);
  if (retryAfter === null || seconds === undefined) return [];
  const text =
    seconds.value === null
      ? `${retryAfter.name} is null: the server gave no usable hint`
      : `${retryAfter.name} is ${seconds.value} s`;
  return [
    {
      name: retryAfter.name,
      value: seconds.value,
      within: seconds.within,
      because: { requirement: 'error.retryAfter', pointer: seconds.rule ?? retryAfter.pointer, text },
    },
  ];
}

function requestIdField(
  spec: Spec,
  language: Language,
  error: ErrorClassId,
  response: Response,
): readonly FieldExpectation[] {
  const requestId = errorField(spec, language, error, 'requestId');
  if (requestId === null || requestId.headers.length === 0) return [];
  const [value = null] = requestId.headers.flatMap((name) => headerOf(response.headers, name) ?? []);
  const text = value === null ? `${requestId.name} is null: the server gave none` : `${requestId.name} is ${value}`;
  const because: Because = { requirement: 'error.requestId', pointer: requestId.pointer, text };
  return [{ name: requestId.name, value, within: 0, because }];
}

/** Headers that are of the connection or the coding, which a client's HTTP stack may take away; and what is filled when it is served. */
const notKept = /^(?:connection|keep-alive|transfer-encoding|trailer|content-encoding|content-length|date|set-cookie)$/;

function headersField(
  spec: Spec,
  language: Language,
  error: ErrorClassId,
  response: Response,
): HeadersExpectation | null {
  const field = errorField(spec, language, error, 'headers');
  if (field === null) return null;
  const known = response.headers
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .filter(([name, value]) => !notKept.test(name) && !value.includes('{{'));
  const once = known.filter(([name]) => known.filter(([other]) => other === name).length === 1);
  const text = `${field.name} holds the headers of the response`;
  return {
    name: field.name,
    holds: Object.fromEntries(once),
    because: { requirement: 'error.headers', pointer: field.pointer, text },
  };
}

/** Fields that tell of the answer as a whole. */
function statusFields(
  spec: Spec,
  language: Language,
  error: ErrorClassId,
  response: Response,
  hint: Hint,
): readonly FieldExpectation[] {
  return [
    ...statusField(spec, language, error, response.status),
    ...retryAfterField(spec, language, error, response, hint),
    ...requestIdField(spec, language, error, response),
  ];
}

/** What an error response raises, or a success that tells of a failure. */
export function raisedByStatus(
  spec: Spec,
  language: Language,
  response: Response,
  hint: Hint,
  inSuccess = false,
): OutcomeExpectation {
  const found = (inSuccess ? classOfFailure : classOf)(spec, language, response);
  if (!('error' in found)) return { kind: 'open', because: found };
  const { error, because, ofStatus, tellsMessage } = found;
  const expected = raised(spec, language, error, because);
  return {
    ...expected,
    name: expected.name ?? (tellsMessage ? nameOf(spec, response, inSuccess) : null),
    fields: [
      ...(ofStatus ? statusFields(spec, language, error, response, hint) : []),
      ...(tellsMessage ? freeFields(spec, language, error, response) : []),
    ],
    headers: ofStatus ? headersField(spec, language, error, response) : null,
    message: tellsMessage ? expectedMessage(spec, response) : null,
  };
}
