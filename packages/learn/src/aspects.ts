import {
  ancestry,
  className,
  type DateForm,
  type ErrorClassId,
  highestStatus,
  type Language,
  matchesStatus,
  type Spec,
  specIn,
  statusEntry,
} from '@sdk-conformance/model';
import { backoffRange, countsOn } from '@sdk-conformance/oracle';
import { hinted, hintHeaders } from './hint-headers.js';
import { isRetriedBy, standard } from './statuses.js';

/** One thing that a spec says of what an SDK does, in words that can be held against another spec's. */
export interface Aspect {
  /** The line of the spec: `retry.statuses`. */
  readonly line: string;
  /** What of it, where it has several: `GET 429`. */
  readonly item: string;
  readonly value: string;
}

const retries = 8;

const statuses = [...standard, 600, highestStatus];

/** What a spec says to SDKs of a language, as far as an SDK can show it by what it does. What it leaves open is left out. */
export function aspectsOf(whole: Spec, language: Language): readonly Aspect[] {
  const spec = specIn(whole, language);
  return [
    ...ofClasses(spec, language),
    ...ofErrors(spec, language),
    ...ofRetries(spec),
    ...ofBackoff(spec),
    ...ofHints(spec),
    ...plain('success', spec.success, ['empty', 'undecodable', 'cut']),
    ...(spec.redirects === null ? [] : [{ line: 'redirects', item: '', value: spec.redirects }]),
    ...plain('timeouts', spec.timeouts, [
      'attemptMs',
      'totalMs',
      'coversBackoff',
      'coversBody',
      'perRead',
      'perStreamEvent',
    ]),
    ...ofStreams(spec, language),
    ...(spec.abort === null ? [] : plain('abort', { during: [...spec.abort.during].sort() }, ['during'])),
    ...ofIdentity(spec),
  ];
}

/** Keys whose value is stated as it stands. */
function plain<T extends object>(section: string, from: T, keys: readonly (keyof T & string)[]): readonly Aspect[] {
  return keys.flatMap((key) => {
    const value = from[key];
    if (value === null || value === undefined) return [];
    const told = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : JSON.stringify(value);
    return [{ line: `${section}.${key}`, item: '', value: told }];
  });
}

function ofClasses(spec: Spec, language: Language): readonly Aspect[] {
  const rows = statuses.flatMap((status): Aspect[] => {
    const row = statusEntry(spec, status);
    if (row === undefined) return [];
    const value = row.error === null ? 'no error' : className(spec, row.error, language);
    return [{ line: 'statuses', item: String(status), value }];
  });
  const classes = spec.errors.classes.map(({ id }) => ({
    line: 'errors.classes',
    item: className(spec, id, language),
    value: above(spec, id, language),
  }));
  return [{ line: 'errors.base', item: '', value: className(spec, spec.errors.base, language) }, ...classes, ...rows];
}

function above(spec: Spec, id: ErrorClassId, language: Language): string {
  const names = ancestry(spec, id).slice(1);
  return names.length === 0 ? 'below none' : `below ${names.map((c) => className(spec, c.id, language)).join(', ')}`;
}

function ofErrors(spec: Spec, language: Language): readonly Aspect[] {
  const { errors } = spec;
  const transport = Object.entries(errors.transport).map(([kind, id]) => ({
    line: 'errors.transport',
    item: kind,
    value: className(spec, id, language),
  }));
  const outside = Object.entries(errors.outside).flatMap(([kind, names]): Aspect[] => {
    const name = names[language];
    return name === undefined
      ? []
      : [{ line: 'errors.transport', item: kind, value: `${name}, below no class of the SDK` }];
  });
  const fields = errors.fields.flatMap(({ id, names }): Aspect[] => {
    const name = names[language];
    return name === undefined ? [] : [{ line: 'errors.fields', item: id, value: name }];
  });
  return [
    ...fields,
    ...transport.filter(({ item }) => !outside.some((other) => other.item === item)),
    ...outside,
    ...plain('errors', errors, ['keepsCause']),
    ...plain('errors.body', errors.body, ['message', 'fallback', 'maxMessageBytes', 'exactMessage']),
    ...ofUnreadable(spec, language),
  ];
}

/** What bodies raise that cannot be read: what is said of a kind stands before what is said of all. */
function ofUnreadable(spec: Spec, language: Language): readonly Aspect[] {
  const { body } = spec.errors;
  return (['notJson', 'empty', 'corrupt', 'cut'] as const).flatMap((item): readonly Aspect[] => {
    const rule = body[item] ?? body.undecodable;
    if (rule === null) return [];
    const value = typeof rule === 'string' ? rule : className(spec, rule.error, language);
    return [{ line: 'errors.body.undecodable', item, value }];
  });
}

function methodsOf({ operations }: Spec): readonly string[] {
  return [...new Set(operations.map(({ method }) => method))];
}

function ofRetries(spec: Spec): readonly Aspect[] {
  const { retry } = spec;
  const entries = retry.statuses;
  const faults = retry.transport;
  // Of what is retried by methods that are not said, no single method is known.
  const isSaid = (status: number) =>
    retry.methods !== null ||
    entries?.every((entry) => !matchesStatus(entry, status) || entry.methods !== undefined) === true;
  const byStatus = (entries === null ? [] : methodsOf(spec)).flatMap((method) =>
    statuses.filter(isSaid).map((status) => ({
      line: 'retry.statuses',
      item: `${method} ${status}`,
      value: isRetriedBy(spec, status, method) ? 'retried' : 'not retried',
    })),
  );
  const played = ['connect', 'reset', 'close', 'garbage', 'cutHead', 'timeout'] as const;
  const halves = (kind: (typeof played)[number]) =>
    kind === 'timeout' ? (['timeoutHead', 'timeoutBody'] as const) : ([kind] as const);
  const byFault = (faults === null ? [] : played).map((kind) => ({
    line: 'retry.transport',
    item: kind,
    value:
      halves(kind).some((half) => faults?.includes(half) === true) || faults?.includes(kind) === true
        ? 'retried'
        : 'not retried',
  }));
  const byOperation = (retry.methods === null ? [] : spec.operations).map(({ id, method }) => {
    const byMethod = retry.methods === 'all' || retry.methods?.includes(method) === true;
    const own = retry.operations[id]?.retried ?? byMethod;
    const value = own === byMethod ? 'as its method is' : own ? 'retried' : 'not retried';
    return { line: 'retry.operations', item: id, value };
  });
  return [...plain('retry', retry, ['maxRetries', 'exhausted']), ...byStatus, ...byFault, ...byOperation];
}

function ofBackoff({ backoff, retry }: Spec): readonly Aspect[] {
  if (backoff === null) return [];
  const most = Math.max(1, Math.min(retries, retry.maxRetries ?? retries));
  return Array.from({ length: most }, (_, k) => {
    const { fromMs, toMs } = backoffRange(backoff, k);
    const value = fromMs === toMs ? `${round(fromMs)} ms` : `${round(fromMs)} to ${round(toMs)} ms`;
    return { line: 'backoff', item: `retry ${k + 1}`, value };
  });
}

function round(ms: number): number {
  return Number(ms.toPrecision(4));
}

const allForms: readonly DateForm[] = ['imf', 'rfc850', 'asctime'];

function ofHints(spec: Spec): readonly Aspect[] {
  const { hints, retry } = spec;
  if (hints === null) return [];
  if (hints.readsNone)
    return hintHeaders.map((name) => ({ line: 'hints.headers', item: name.toLowerCase(), value: 'not read' }));
  const headers = hints.headers.flatMap(({ name, unit, dateForms }) => [
    { line: 'hints.headers', item: name.toLowerCase(), value: unit },
    ...(unit === 's' ? allForms : []).map((form) => ({
      line: 'hints.headers',
      item: `${name.toLowerCase()} as ${form} date`,
      value: dateForms.includes(form) ? 'read' : 'not read',
    })),
  ]);
  const counting = hinted
    .filter((status) => retry.statuses?.some((entry) => matchesStatus(entry, status)))
    .map((status) => ({
      line: 'hints.statuses',
      item: String(status),
      value: countsOn(spec, hints, status) ? 'heeded' : 'not heeded',
    }));
  return [
    ...headers,
    ...counting,
    ...(headers.length === 0 && hints.body === null ? [] : plain('hints', hints, ['combine'])),
    ...plain('hints', hints, ['zero', 'negative', 'fractional', 'numbers', 'invalid', 'pastDate']),
    // A cap that nobody keeps to is none.
    ...(hints.overCap === 'honour'
      ? [{ line: 'hints.capMs', item: '', value: 'none' }]
      : plain('hints', hints, ['capMs', 'overCap'])),
    ...plain('hints', { body: hints.body === null ? null : `${hints.body.pointer} in ${hints.body.unit}` }, ['body']),
    ...plain('hints', { shouldRetryHeader: hints.shouldRetryHeader?.toLowerCase() ?? null }, ['shouldRetryHeader']),
  ];
}

function ofStreams(spec: Spec, language: Language): readonly Aspect[] {
  const { streaming } = spec;
  if (streaming === null) return [];
  const { errorClass } = streaming;
  const raises = errorClass === null ? null : className(spec, errorClass, language);
  return plain('streaming', { ...streaming, errorClass: raises }, [
    'errorEvent',
    'errorData',
    'missingTerminal',
    'retryAfterFirstEvent',
    'errorClass',
  ]);
}

function ofIdentity({ identity: { stable, fresh, attempt, idempotency } }: Spec): readonly Aspect[] {
  const of = (item: string, value: string): Aspect => ({ line: 'identity', item, value });
  const key = idempotency?.header.toLowerCase();
  return [
    ...stable.filter((name) => name !== key).map((name) => of(name, 'the same on every attempt')),
    ...fresh
      .filter((name) => name !== key && name !== attempt?.header)
      .map((name) => of(name, 'another on every attempt')),
    ...(attempt === null ? [] : [of(attempt.header, `the number of the attempt, from ${attempt.start}`)]),
    ...(idempotency === null
      ? []
      : [
          {
            line: 'identity.idempotency',
            item: '',
            value: `${key} of ${[...idempotency.methods].sort().join(', ')}, ${idempotency.stableOnRetry ? 'the same' : 'another'} on every attempt`,
          },
        ]),
  ];
}
