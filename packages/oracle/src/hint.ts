import {
  type DateForm,
  type HeaderLine,
  type HintHeader,
  type HintPolicy,
  type HintUnit,
  type JsonValue,
  matchesStatus,
  type Spec,
} from '@sdk-conformance/model';
import { parseJson, valueAt } from './body.js';
import { numeralOf } from './numeral.js';

/** What a server's hint says, before policy is applied. */
export type Hint =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'delay';
      readonly ms: number;
      readonly fractional: boolean;
      readonly header: string;
      /** Line of the spec that lets it be a delay. */
      readonly pointer: string;
    }
  /**
   * So many ms after it was served; whole seconds, since an HTTP-date has no finer grain. Not `exact`: past or far away.
   * `obsolete`: in one of the two forms of RFC 9110, section 5.6.7, that are accepted and no longer sent.
   */
  | {
      readonly kind: 'date';
      readonly inMs: number;
      readonly exact: boolean;
      readonly obsolete: boolean;
      readonly header: string;
      readonly pointer: string;
    }
  | Unusable<'zero'>
  | Unusable<'negative'>
  /** `like`: a number to some, and none by the spec. */
  | (Unusable<'invalid'> & { readonly like: boolean })
  /** The spec does not say whether it is a number. */
  | Unusable<'unsaid'>
  /** The header comes in several lines: clients read one of them, or all joined by commas (RFC 9110, section 5.3). */
  | {
      readonly kind: 'several';
      readonly values: readonly string[];
      readonly header: string;
      readonly readings: readonly Hint[];
    };

interface Unusable<K extends string> {
  readonly kind: K;
  readonly value: string;
  readonly header: string;
}

const unitMs: Readonly<Record<HintUnit, number>> = { s: 1000, ms: 1, epochS: 1000, epochMs: 1 };
/** A literal epoch is a date; when it is served is not known, and need not be to tell the past and far away from it (ms). */
const someMomentMs = Date.UTC(2025, 0, 1);
const relativeDate = /^\{\{\s*(httpdate|rfc850date|asctime)\s*([+-]\d+)s\s*\}\}$/;
const formOf: Readonly<Record<string, DateForm>> = { httpdate: 'imf', rfc850date: 'rfc850', asctime: 'asctime' };
const relativeEpoch = /^\{\{\s*epoch\s*([+-]\d+)s\s*\}\}$/;

/** Where a hint was found, and what its value may be. */
interface Place extends Pick<HintHeader, 'unit' | 'dateForms' | 'pointer'> {
  /** As it is called. */
  readonly header: string;
}

function read(value: string, place: Place, { fractional, numbers }: HintPolicy): Hint {
  const { unit, dateForms, pointer, header } = place;
  const [, template = '', date] = relativeDate.exec(value) ?? [];
  const form = formOf[template];
  const moment = { kind: 'date', header, pointer } as const;
  if (date !== undefined && form !== undefined)
    return dateForms.includes(form)
      ? { ...moment, inMs: Number(date) * 1000, exact: true, obsolete: form !== 'imf' }
      : { kind: 'invalid', value: dateWords(form, Number(date)), header, like: false };
  const epoch = relativeEpoch.exec(value)?.[1];
  if (epoch !== undefined && unit === 'epochS')
    return { ...moment, inMs: Number(epoch) * 1000, exact: true, obsolete: false };
  const numeral = numeralOf(value, numbers);
  if (numeral.kind === 'unsaid') return { kind: 'unsaid', value, header };
  if (numeral.kind === 'none') return { kind: 'invalid', value, header, like: numeral.like };
  const number = rounded(numeral.value, fractional);
  if (number > 0 && (unit === 'epochS' || unit === 'epochMs'))
    return { ...moment, inMs: number * unitMs[unit] - someMomentMs, exact: false, obsolete: false };
  if (number === 0) return { kind: 'zero', value, header };
  if (number < 0) return { kind: 'negative', value, header };
  const by = numeral.plain ? pointer : '/hints/numbers';
  return { kind: 'delay', ms: number * unitMs[unit], fractional: value.includes('.'), header, pointer: by };
}

const formWords: Readonly<Record<DateForm, string>> = {
  imf: 'an HTTP-date',
  rfc850: 'a date of RFC 850',
  asctime: 'a date of asctime',
};

/** A date that is no hint by the spec: when it is served is not known, so it is told by how far it is from then. */
function dateWords(form: DateForm, seconds: number): string {
  return `${formWords[form]} ${Math.abs(seconds)} s ${seconds < 0 ? 'past' : 'ahead'}`;
}

function linesOf(headers: readonly HeaderLine[], wanted: string): readonly HeaderLine[] {
  return headers.filter(([name]) => name.toLowerCase() === wanted.toLowerCase());
}

/** A header in several lines, by each reading that it can have. */
function readSeveral(lines: readonly HeaderLine[], place: Place, policy: HintPolicy): Hint {
  const values = lines.map(([, value]) => value.trim());
  const readings = [...new Set([...values, values.join(', ')])].map((value) => read(value, place, policy));
  return { kind: 'several', values, header: place.header, readings };
}

/**
 * The hint of a response as scripted: the first header of the policy that is there and counts, and the body where none has the word.
 * Templates are still unfilled.
 *
 * @param body as JSON; undefined where it is none
 */
export function readHint(policy: HintPolicy, headers: readonly HeaderLine[], body?: JsonValue): Hint {
  let unread: Hint = { kind: 'none' };
  for (const wanted of policy.headers) {
    const [found, ...more] = linesOf(headers, wanted.name);
    const beside = wanted.when === null ? undefined : linesOf(headers, wanted.when.header)[0]?.[1].trim();
    if (found === undefined || beside !== wanted.when?.equals) continue;
    const place = { ...wanted, header: found[0] };
    if (more.length > 0) return later(readSeveral([found, ...more], place, policy), wanted.addMs);
    const hint = read(found[1].trim(), place, policy);
    if (hint.kind !== 'invalid' || policy.invalid !== 'next') return later(hint, wanted.addMs);
    unread = hint;
  }
  const told = readBodyHint(policy, body);
  return told.kind === 'none' ? unread : told;
}

/** The hint of an answer: its body is read only where the policy looks into it, for it may be large. */
export function hintOf(policy: HintPolicy, headers: readonly HeaderLine[], body: ErrorText | null): Hint {
  if (policy.body === null || body === null || body.text === null || body.cut) return readHint(policy, headers);
  const parsed = parseJson(body.text);
  return readHint(policy, headers, parsed.json ? parsed.value : undefined);
}

interface ErrorText {
  readonly text: string | null;
  readonly cut: boolean;
}

function readBodyHint(policy: HintPolicy, json: JsonValue | undefined): Hint {
  const value = policy.body === null || json === undefined ? undefined : valueAt(json, policy.body.pointer);
  if (policy.body === null || value === undefined || value === null) return { kind: 'none' };
  const { pointer, unit } = policy.body;
  const place = { header: pointer, pointer: '/hints/body', dateForms: [], unit: unit === 'ms' ? 'ms' : 's' } as const;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (unit !== 'duration') return read(text, place, policy);
  const seconds = typeof value === 'string' ? /^(-?\d+(?:\.\d+)?)s$/.exec(value)?.[1] : undefined;
  return seconds === undefined
    ? { kind: 'invalid', value: text, header: pointer, like: false }
    : read(seconds, place, policy);
}

/** A number of the header's unit, its fraction cut off or rounded up where the policy says so. */
function rounded(value: number, fractional: HintPolicy['fractional']): number {
  if (fractional === 'truncate') return Math.trunc(value);
  return fractional === 'ceil' ? Math.ceil(value) : value;
}

/** A hint with what the policy adds to it. */
function later(hint: Hint, addMs: number): Hint {
  if (hint.kind === 'several') return { ...hint, readings: hint.readings.map((each) => later(each, addMs)) };
  if (hint.kind === 'date') return { ...hint, inMs: hint.inMs + addMs };
  return hint.kind === 'delay' ? { ...hint, ms: hint.ms + addMs } : hint;
}

/** True where the policy lets a hint count on this status. */
export function countsOn(spec: Spec, policy: HintPolicy, status: number): boolean {
  const statuses = policy.statuses === 'retried' ? spec.retry.statuses : policy.statuses;
  return statuses?.some((m) => matchesStatus(m, status)) ?? false;
}
