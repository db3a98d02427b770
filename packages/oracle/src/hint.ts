import {
  type DateForm,
  type HeaderLine,
  type HintHeader,
  type HintPolicy,
  type HintUnit,
  matchesStatus,
  type Spec,
} from '@sdk-conformance/model';

/** What a server's hint says, before policy is applied. */
export type Hint =
  | { readonly kind: 'none' }
  | { readonly kind: 'delay'; readonly ms: number; readonly fractional: boolean; readonly header: string }
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
    }
  | Unusable<'zero'>
  | Unusable<'negative'>
  | Unusable<'invalid'>;

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

function read(
  value: string,
  { unit, dateForms }: HintHeader,
  header: string,
  fractional: HintPolicy['fractional'],
): Hint {
  const [, template = '', date] = relativeDate.exec(value) ?? [];
  const form = formOf[template];
  if (date !== undefined && form !== undefined)
    return dateForms.includes(form)
      ? { kind: 'date', inMs: Number(date) * 1000, exact: true, obsolete: form !== 'imf', header }
      : { kind: 'invalid', value, header };
  const epoch = relativeEpoch.exec(value)?.[1];
  if (epoch !== undefined && unit === 'epochS')
    return { kind: 'date', inMs: Number(epoch) * 1000, exact: true, obsolete: false, header };
  if (!/^-?\d+(\.\d+)?$/.test(value)) return { kind: 'invalid', value, header };
  const number = rounded(Number(value), fractional);
  if (number > 0 && (unit === 'epochS' || unit === 'epochMs'))
    return { kind: 'date', inMs: number * unitMs[unit] - someMomentMs, exact: false, obsolete: false, header };
  if (number === 0) return { kind: 'zero', value, header };
  if (number < 0) return { kind: 'negative', value, header };
  return { kind: 'delay', ms: number * unitMs[unit], fractional: value.includes('.'), header };
}

function lineOf(headers: readonly HeaderLine[], wanted: string): HeaderLine | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted.toLowerCase());
}

/** The hint of a response as scripted: the first header of the policy that is there and counts. Templates are still unfilled. */
export function readHint(policy: HintPolicy, headers: readonly HeaderLine[]): Hint {
  let unread: Hint = { kind: 'none' };
  for (const wanted of policy.headers) {
    const found = lineOf(headers, wanted.name);
    const beside = wanted.when === null ? undefined : lineOf(headers, wanted.when.header)?.[1].trim();
    if (found === undefined || beside !== wanted.when?.equals) continue;
    const hint = read(found[1].trim(), wanted, found[0], policy.fractional);
    if (hint.kind !== 'invalid' || policy.invalid !== 'next') return later(hint, wanted.addMs);
    unread = hint;
  }
  return unread;
}

/** A number of the header's unit, its fraction cut off or rounded up where the policy says so. */
function rounded(value: number, fractional: HintPolicy['fractional']): number {
  if (fractional === 'truncate') return Math.trunc(value);
  return fractional === 'ceil' ? Math.ceil(value) : value;
}

/** A hint with what the policy adds to it. */
function later(hint: Hint, addMs: number): Hint {
  if (hint.kind === 'date') return { ...hint, inMs: hint.inMs + addMs };
  return hint.kind === 'delay' ? { ...hint, ms: hint.ms + addMs } : hint;
}

/** True where the policy lets a hint count on this status. */
export function countsOn(spec: Spec, policy: HintPolicy, status: number): boolean {
  const statuses = policy.statuses === 'retried' ? spec.retry.statuses : policy.statuses;
  return statuses?.some((m) => matchesStatus(m, status)) ?? false;
}
