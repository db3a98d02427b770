import type { Exchange } from '@sdk-conformance/model';
import type { RequestExpectation } from '@sdk-conformance/oracle';
import { type Mark, mark } from './mark.js';
import { ofAnyClient } from './own-headers.js';

/** What changes between two requests of a sound SDK: what servers set, what caches ask, and what tells that a request is a retry. */
const ofItsOwn = /^(cookie2?|if-.*|via|forwarded|x-forwarded-.*|.*(attempt|retry|retries|resend).*)$/;

/** Headers of which a message has one line (RFC 9110, section 5.3). */
const single = /^(authorization|content-length|content-type|date|from|host|referer|user-agent)$/;

/** A value that is said again behind itself, as clients join two lines of one name. */
const saidAgain = /^([^,;]{3,200}?)(?:(?:[,;]\s*|\s+)\1)+$/;

function linesByName({ request }: Exchange): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>();
  for (const [name, value] of request.headers) {
    const key = name.toLowerCase();
    lines.set(key, [...(lines.get(key) ?? []), value.trim()]);
  }
  return lines;
}

/** Whether a value is a former one with something before or behind it. */
function grows(former: string, value: string): boolean {
  const rest = value.length - former.length;
  if (former === '' || rest < 2) return false;
  return (
    (value.startsWith(former) && /^[\s,;]/.test(value.slice(former.length))) ||
    (value.endsWith(former) && /[\s,;]$/.test(value.slice(0, rest)))
  );
}

/** The header of a request that stands there twice, or says its value twice. */
function twice(exchange: Exchange, known: ReadonlySet<string>): string | null {
  for (const [name, values] of linesByName(exchange)) {
    if (known.has(name) || (ofAnyClient.test(name) && !single.test(name))) continue;
    if (values.length > 1 && (single.test(name) || new Set(values).size < values.length))
      return `${name} is sent twice`;
    if (values.some((value) => saidAgain.test(value))) return `${name} says its value twice`;
  }
  return null;
}

/** How the headers of a later request differ from those of the one before it, where nothing is declared of them. */
function differs(former: Exchange, later: Exchange, known: ReadonlySet<string>): string | null {
  const before = linesByName(former);
  const after = linesByName(later);
  const isOther = (name: string) => !known.has(name) && !ofAnyClient.test(name) && !ofItsOwn.test(name);
  for (const name of [...before.keys()].filter(isOther)) if (!after.has(name)) return `${name} is missing`;
  for (const [name, values] of [...after].filter(([own]) => isOther(own))) {
    const own = before.get(name);
    if (own === undefined) return `${name} is new`;
    if (values.length > own.length || values.some((value, line) => grows(own[line] ?? '', value)))
      return `${name} grows`;
  }
  return null;
}

/**
 * Judges the headers of which the spec says nothing, where it says so, or of others that they are the same on every attempt: none comes or goes,
 * none grows, and none stands there twice. What has a rule of its own is left to it.
 */
export function judgeSameHeaders(expected: RequestExpectation, exchanges: readonly Exchange[], step: string): Mark[] {
  const [first] = exchanges;
  const { others: because } = expected;
  if (first === undefined || because === undefined) return [];
  const { stable, fresh, attempt, credentials, headers, refreshed } = expected;
  const ruled = new Set([
    ...fresh.map(({ name }) => name),
    ...Object.keys(credentials),
    ...Object.keys(headers),
    ...[attempt?.header, refreshed?.name].flatMap((name) => (name === undefined ? [] : [name.toLowerCase()])),
  ]);
  const known = new Set([...ruled, ...stable.map(({ name }) => name)]);
  const later = exchanges.slice(1).map((exchange, place) => {
    const former = exchanges[place];
    const seen = former === undefined ? null : differs(former, exchange, known);
    return seen === null ? null : `request ${place + 2}: ${seen}`;
  });
  const seen = twice(first, ruled) ?? later.find((one) => one !== null) ?? null;
  return [mark(seen === null, because, step, seen ?? '')];
}
