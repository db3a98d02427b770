import { type HeaderLine, type HintPolicy, type HintUnit, matchesStatus, type Spec } from '@sdk-conformance/model';

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
const relativeEpoch = /^\{\{\s*epoch\s*([+-]\d+)s\s*\}\}$/;

function read(value: string, unit: HintUnit, httpDate: boolean, header: string): Hint {
  const [, form, date] = relativeDate.exec(value) ?? [];
  if (date !== undefined)
    return httpDate
      ? { kind: 'date', inMs: Number(date) * 1000, exact: true, obsolete: form !== 'httpdate', header }
      : { kind: 'invalid', value, header };
  const epoch = relativeEpoch.exec(value)?.[1];
  if (epoch !== undefined && unit === 'epochS')
    return { kind: 'date', inMs: Number(epoch) * 1000, exact: true, obsolete: false, header };
  if (!/^-?\d+(\.\d+)?$/.test(value)) return { kind: 'invalid', value, header };
  const number = Number(value);
  if (number > 0 && (unit === 'epochS' || unit === 'epochMs'))
    return { kind: 'date', inMs: number * unitMs[unit] - someMomentMs, exact: false, obsolete: false, header };
  if (number === 0) return { kind: 'zero', value, header };
  if (number < 0) return { kind: 'negative', value, header };
  return { kind: 'delay', ms: number * unitMs[unit], fractional: value.includes('.'), header };
}

/** The hint of a response as scripted: the first header of the policy that is there. Templates are still unfilled. */
export function readHint(policy: HintPolicy, headers: readonly HeaderLine[]): Hint {
  for (const wanted of policy.headers) {
    const found = headers.find(([name]) => name.toLowerCase() === wanted.name.toLowerCase());
    if (found !== undefined) return read(found[1].trim(), wanted.unit, wanted.httpDate, found[0]);
  }
  return { kind: 'none' };
}

/** True where the policy lets a hint count on this status. */
export function countsOn(spec: Spec, policy: HintPolicy, status: number): boolean {
  const statuses = policy.statuses === 'retried' ? spec.retry.statuses : policy.statuses;
  return statuses?.some((m) => matchesStatus(m, status)) ?? false;
}
