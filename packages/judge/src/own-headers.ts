import type { Exchange } from '@sdk-conformance/model';
import type { Because, StepExpectation } from '@sdk-conformance/oracle';
import { type Mark, mark, pass } from './mark.js';
import { headerValues } from './request-line.js';

/** What HTTP clients send by themselves, and what tracing puts beside it. */
export const ofAnyClient =
  /^(accept|accept-(charset|encoding|language)|cache-control|connection|content-length|expect|host|http2-settings|keep-alive|origin|pragma|priority|proxy-connection|referer|request-id|sec-.*|te|trailer|traceparent|tracestate|baggage|correlation-context|transfer-encoding|upgrade|upgrade-insecure-requests|user-agent)$/;

/** That no request has a header that nobody named. */
function judgeOnly({ request, step }: StepExpectation, exchanges: readonly Exchange[]): Mark[] {
  const { only } = request;
  if (only === undefined) return [];
  const because: Because = {
    requirement: 'request.headers',
    pointer: '/identity/headers',
    text: `no header but ${[...new Set(only)].join(', ')} and those of any HTTP client`,
  };
  const stray = exchanges
    .flatMap((exchange) => exchange.request.headers.map(([name]) => name.toLowerCase()))
    .find((name) => !only.includes(name) && !ofAnyClient.test(name));
  return [stray === undefined ? pass(because, step) : mark(false, because, step, `${stray} is sent`)];
}

/** That the header of the attempt counts. Where a connection was refused, attempts were made of which nothing is seen. */
function judgeAttempt({ request, decisions, step }: StepExpectation, exchanges: readonly Exchange[]): Mark[] {
  const { attempt } = request;
  if (attempt === undefined) return [];
  const { header, start } = attempt;
  const unseen = decisions.some(({ refused }) => refused);
  const wrong = exchanges.findIndex((exchange, place) => {
    const [value = '', ...more] = headerValues(exchange, header);
    const number = /^\d+$/.test(value) && more.length === 0 ? Number(value) : Number.NaN;
    return unseen ? !(number >= start + place) : number !== start + place;
  });
  const place = Math.max(wrong, 0);
  const because: Because = {
    requirement: 'request.headers',
    pointer: '/identity/attempt',
    text: `${header} of request ${place + 1} is ${start + place}`,
  };
  const exchange = exchanges[place];
  const values = exchange === undefined ? [] : headerValues(exchange, header);
  return [
    mark(wrong < 0, because, step, values.length === 0 ? `${header} is missing` : `${header}: ${values.join(', ')}`),
  ];
}

/** Judges headers that the identity of a request is told by, beside those that are equal or differ across attempts. */
export function judgeOwnHeaders(expectation: StepExpectation, exchanges: readonly Exchange[]): Mark[] {
  return [...judgeOnly(expectation, exchanges), ...judgeAttempt(expectation, exchanges)];
}
