import { isDeepStrictEqual } from 'node:util';
import type { Exchange } from '@sdk-conformance/model';
import type { Because, RequestExpectation, RequirementId, StepExpectation } from '@sdk-conformance/oracle';
import { judgeBody } from './body.js';
import { judgeCredentials } from './credentials.js';
import { type Mark, mark, placed } from './mark.js';
import { judgeOwnHeaders } from './own-headers.js';
import { decodeSegment, headerValues, sortedPairs, splitTarget } from './request-line.js';
import { judgeSameHeaders } from './same-headers.js';
import { judgeStable } from './stable.js';

/** What tells an operation and its arguments: method, path, query and body. */
function judgeArguments(
  expected: RequestExpectation,
  exchange: Exchange,
  step: string,
  secrets: Readonly<Record<string, string>> = {},
): Mark[] {
  const because = (requirement: RequirementId, text: string): Because => ({
    requirement,
    pointer: requirement === expected.pathRequirement ? expected.pathPointer : expected.pointer,
    text,
  });
  const { path, query } = splitTarget(exchange.request.target);
  const segments = path.split('/').map(decodeSegment);
  const marks = [
    mark(
      exchange.request.method === expected.method,
      because('request.method', `the method is ${expected.method}`),
      step,
      `the method is ${exchange.request.method}`,
    ),
    mark(
      isDeepStrictEqual(segments, [...expected.segments]),
      because(expected.pathRequirement, `the path is ${expected.segments.map(encodeURIComponent).join('/')}`),
      step,
      `the path is ${path}`,
    ),
  ];
  // Where a credential belongs into the query, one that stands there under another name is charged as a credential alone.
  const { inQuery } = expected;
  const misnamed = inQuery === undefined ? [] : Object.values(secrets);
  const own = sortedPairs(new URLSearchParams(query)).filter(
    ([name, value]) => inQuery?.[name] === undefined && !misnamed.includes(value),
  );
  const wanted = sortedPairs(expected.query);
  marks.push(
    mark(
      isDeepStrictEqual(own, wanted),
      because('request.query', `the query is ${new URLSearchParams(Object.fromEntries(wanted)).toString() || 'empty'}`),
      step,
      `the query is ${query || 'empty'}`,
    ),
  );
  return [...marks, judgeBody(expected, exchange, step)];
}

/** Whether a request tells the operation and the arguments of a step. */
export function isOfStep({ request, step }: StepExpectation, exchange: Exchange): boolean {
  return judgeArguments(request, exchange, step).every((m) => m.verdict === 'pass');
}

function judgeRequest(
  expected: RequestExpectation,
  exchange: Exchange,
  step: string,
  secrets: Readonly<Record<string, string>>,
  isRefreshed: boolean,
): Mark[] {
  const marks = judgeArguments(expected, exchange, step, secrets);
  for (const [name, { pattern, pointer }] of Object.entries(expected.headers)) {
    // Where there is no body, that is what is wrong, or may be.
    if (name === 'content-type' && exchange.request.body.length === 0) continue;
    const values = headerValues(exchange, name);
    marks.push(
      mark(
        values.length === 1 && pattern.test(values[0] ?? ''),
        { requirement: 'request.headers', pointer, text: `${name} matches ${pattern.source}` },
        step,
        values.length === 0 ? `${name} is missing` : `${name}: ${values.join(', ')}`,
      ),
    );
  }
  marks.push(...judgeCredentials(expected, exchange, { step, secrets, isRefreshed }));
  return marks;
}

function isSame(a: Exchange['request'], b: Exchange['request']): boolean {
  return (
    a.method === b.method &&
    a.target === b.target &&
    Buffer.compare(a.body, b.body) === 0 &&
    isDeepStrictEqual(a.headers, b.headers)
  );
}

/** Whether the answer to a request is one after which the credential is refreshed. */
function isRefreshedAfter({ decisions }: StepExpectation, { answer }: Exchange): boolean {
  const decision = decisions[Math.min(answer ?? 0, decisions.length - 1)];
  return decision?.action === 'retry' && decision.because.requirement === 'retry.refresh';
}

/** Judges each request of one step by what is due, and that attempts are equal or differ where they must. */
export function judgeRequests(
  expectation: StepExpectation,
  exchanges: readonly Exchange[],
  secrets: Readonly<Record<string, string>>,
): Mark[] {
  const first = exchanges[0];
  if (first === undefined) return [];
  const { request, step } = expectation;
  // The same request again is judged alike, and a call may have a thousand.
  const refreshedAt =
    request.refreshed === undefined ? -1 : exchanges.findIndex((e) => isRefreshedAfter(expectation, e));
  const isRefreshed = (place: number) => refreshedAt !== -1 && place > refreshedAt;
  const repeated = exchanges.flatMap((exchange, place) =>
    place === 0 || (isSame(exchange.request, first.request) && !isRefreshed(place))
      ? []
      : placed(judgeRequest(request, exchange, step, secrets, isRefreshed(place)), place).map((m) =>
          m.verdict === 'pass' ? m : { ...m, seen: `request ${place + 1}: ${m.seen}` },
        ),
  );
  return [
    ...placed(judgeRequest(request, first, step, secrets, false), 0),
    ...repeated,
    ...judgeStable(request, exchanges, step),
    ...judgeSameHeaders(request, exchanges, step),
    ...judgeOwnHeaders(expectation, exchanges),
  ];
}
