import { carriedText, type Exchange } from '@sdk-conformance/model';
import type { Because, CarriedCredential, RequestExpectation } from '@sdk-conformance/oracle';
import { type Mark, mark } from './mark.js';
import { headerValues, splitTarget } from './request-line.js';

interface Given {
  readonly step: string;
  /** What the client was given, by the id of a credential or an option. */
  readonly secrets: Readonly<Record<string, string>>;
  /** True: an answer before this request had the credential refreshed. */
  readonly isRefreshed: boolean;
}

/** The values that a request may carry there; null: nothing may stand there. */
function wantedOf({ credential, format, otherwise }: CarriedCredential, secrets: Given['secrets']): string | null {
  const value = secrets[credential];
  if (value === undefined && otherwise !== undefined) return otherwise;
  return carriedText(format, value ?? '');
}

function judgeCarried(
  name: string,
  carried: CarriedCredential,
  values: readonly string[],
  { step, secrets }: Given,
  or: CarriedCredential | null = null,
): Mark {
  const wanted = [carried, ...(or === null ? [] : [or])].map((each) => wantedOf(each, secrets));
  const [first] = wanted;
  const because: Because =
    secrets[carried.credential] === undefined && carried.otherwise !== undefined
      ? { ...carried.because, text: first == null ? `${name} is not sent` : `${name} is ${first}` }
      : carried.because;
  if (first === null) return mark(values.length === 0, because, step, `${name} is sent`);
  const seen = values.length === 0 ? `${name} is missing` : `${name} carries something else`;
  return mark(values.length === 1 && wanted.includes(values[0] ?? ''), because, step, seen);
}

/** Judges what of the client's own a request carries: each value in its place, and no credential in the URL that does not belong there. */
export function judgeCredentials(expected: RequestExpectation, exchange: Exchange, given: Given): Mark[] {
  const { step, secrets, isRefreshed } = given;
  const { refreshed, inQuery = {} } = expected;
  const query = new URLSearchParams(splitTarget(exchange.request.target).query);
  const places = [
    ...Object.entries(expected.credentials).map(
      ([name, carried]) => ({ in: 'header', name, carried, values: headerValues(exchange, name) }) as const,
    ),
    ...Object.entries(inQuery).map(
      ([name, carried]) => ({ in: 'query', name, carried, values: query.getAll(name) }) as const,
    ),
  ];
  const marks = places.map(({ in: place, name, carried, values }) => {
    if (refreshed === undefined || refreshed.in !== place || refreshed.name !== name)
      return judgeCarried(name, carried, values, given);
    return isRefreshed
      ? judgeCarried(name, refreshed, values, given)
      : judgeCarried(name, carried, values, given, refreshed.maybeBefore ? refreshed : null);
  });
  for (const name of Object.keys(inQuery)) query.delete(name);
  const rest = `${splitTarget(exchange.request.target).path}?${query.toString()}`;
  const target = Object.keys(inQuery).length === 0 ? exchange.request.target : rest;
  const leaked = Object.entries(secrets).filter(([, value]) => target.includes(value));
  const because: Because = {
    requirement: 'request.credentials',
    pointer: '/credentials',
    text: 'no credential stands in the URL',
  };
  const held = `the URL holds the ${leaked.map(([id]) => id).join(', ')} credential`;
  return [...marks, mark(leaked.length === 0, because, step, held)];
}
