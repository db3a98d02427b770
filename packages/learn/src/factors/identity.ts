import { effectOf, type JsonValue } from '@sdk-conformance/model';
import type { Context, Factor } from '../factor.js';
import { type Learnt, line, open, together } from '../line.js';
import { type Play, requestsOf } from '../plays.js';

/** What connections and HTTP clients have of their own, and no SDK promises. */
const ofConnections =
  /^(accept-(charset|encoding|language)|connection|content-length|expect|host|http2-settings|keep-alive|priority|sec-.*|te|trailer|transfer-encoding|upgrade.*)$/;

/** How headers are called by which a server knows a request that it has had already. */
const ofKeys = /idempot|(client|retry|request)-?token/;

/** Calls that must have a key of their own before it is said that each has. */
const leastCalls = 5;

/** Values of one header on the attempts of one call; null where an attempt has none. */
interface Attempts {
  readonly method: string;
  readonly values: readonly (string | null)[];
}

/** Headers that are equal on all attempts of a call, that differ, or that count them: read from all plays, it needs no probes of its own. */
export const identityFactor: Factor = {
  name: 'identity',
  probes: () => [],
  read: (context, plays) => {
    const calls = plays.filter(isSeenWhole).flatMap((play) => callsOf(context, play));
    const again = calls.filter((call) => call.requests.length > 1);
    if (again.length === 0) return open(['identity'], 'not probed: no request was sent again');
    const names = [...new Set(calls.flatMap(({ requests }) => requests.flatMap((headers) => [...headers.keys()])))]
      .filter((name) => !ofConnections.test(name))
      .sort();
    const attemptsOf = (name: string, of: readonly Call[]): readonly Attempts[] =>
      of
        .map(({ method, requests }) => ({ method, values: requests.map((headers) => headers.get(name) ?? null) }))
        .filter(({ values }) => values.some((value) => value !== null));
    const kinds = names.flatMap((name) => {
      const attempts = attemptsOf(name, again);
      return attempts.length === 0 ? [] : [{ name, kind: kindOf(attempts), attempts }];
    });
    const secret = new Set(context.spec.credentials.map(({ name }) => name.toLowerCase()));
    const keys = kinds.filter(({ name }) => ofKeys.test(name) && !secret.has(name));
    const [key] = keys;
    const listed = (kind: string) =>
      kinds.filter((each) => each.kind === kind && !keys.includes(each)).map(({ name }) => name);
    const [counter] = kinds.filter(({ kind }) => kind === 'from 0' || kind === 'from 1');
    const mixed = kinds.filter(({ kind }) => kind === 'mixed').map(({ name }) => name);
    const evidence = `in each of ${again.length} calls that were sent again`;
    const list = (at: string, values: readonly string[]): Learnt =>
      values.length === 0 ? together([]) : line(['identity', at], [...values], evidence);
    return together([
      list('stable', listed('stable')),
      list('fresh', listed('fresh')),
      counter === undefined
        ? together([])
        : line(
            ['identity', 'attempt'],
            { header: counter.name, start: counter.kind === 'from 0' ? 0 : 1 },
            `counts the attempts ${evidence}`,
          ),
      key === undefined ? together([]) : idempotency(key.name, key.kind, attemptsOf(key.name, calls), calls),
      ...(mixed.length === 0
        ? []
        : [
            open(
              ['identity', 'stable'],
              `the same on the attempts of some calls, and not of others: ${mixed.join(', ')}`,
            ),
          ]),
    ]);
  },
};

interface Call {
  readonly method: string;
  readonly requests: readonly ReadonlyMap<string, string>[];
}

/** No request of a closed port is seen, so that attempts cannot be counted. */
function isSeenWhole({ scenario }: Play): boolean {
  return scenario.steps.every(({ script }) => script.every(({ fault }) => effectOf(fault).connection !== 'refused'));
}

function callsOf({ operations }: Context, play: Play): readonly Call[] {
  return play.scenario.steps.map(({ id, operation }) => ({
    method: operations.find((each) => each.id === operation)?.method ?? '',
    requests: requestsOf(play, id).map(
      ({ request }) => new Map(request.headers.map(([name, value]) => [name.toLowerCase(), value] as const)),
    ),
  }));
}

function kindOf(all: readonly Attempts[]): 'stable' | 'fresh' | 'from 0' | 'from 1' | 'mixed' {
  const every = (holds: (values: Attempts['values']) => boolean) => all.every(({ values }) => holds(values));
  const counts = (start: number) =>
    every((values) => values.every((value, place) => /^\d+$/.test(value ?? '') && Number(value) === start + place));
  if (counts(0)) return 'from 0';
  if (counts(1)) return 'from 1';
  if (every((values) => new Set(values).size === 1)) return 'stable';
  return every((values) => new Set(values).size === values.length && !values.includes(null)) ? 'fresh' : 'mixed';
}

/** A key: each call has its own, and so have all calls of some methods, or none. */
function idempotency(name: string, kind: string, attempts: readonly Attempts[], calls: readonly Call[]): Learnt {
  const at = ['identity', 'idempotency'];
  if (kind !== 'stable' && kind !== 'fresh') return open(at, `${name} is the same on the attempts of some calls alone`);
  const firsts = attempts.map(({ values }) => values[0] ?? null);
  if (firsts.length < leastCalls || new Set(firsts).size < firsts.length)
    return open(at, `${name} has one value in several calls of ${firsts.length}`);
  const methods = [...new Set(attempts.map(({ method }) => method))].sort();
  const without = calls.filter(
    ({ method, requests }) => methods.includes(method) && requests.some((headers) => !headers.has(name)),
  );
  if (without.length > 0) return open(at, `${without.length} calls by ${methods.join(', ')} have no ${name}`);
  const value: JsonValue = { header: name, methods, stableOnRetry: kind === 'stable' };
  return line(at, value, `another in each of ${firsts.length} calls by ${methods.join(', ')}`);
}
