import { isDeepStrictEqual } from 'node:util';
import type { Exchange } from '@sdk-conformance/model';
import type { Because, RequestExpectation } from '@sdk-conformance/oracle';
import { type Mark, mark } from './mark.js';
import { headerValues } from './request-line.js';

/** Judges that every attempt of a step repeats the first, but for what must be fresh. */
export function judgeStable(expected: RequestExpectation, exchanges: readonly Exchange[], step: string): Mark[] {
  const first = exchanges[0];
  if (first === undefined || exchanges.length < 2) return [];
  const because = (text: string, pointer = '/identity'): Because => ({ requirement: 'request.stable', pointer, text });
  const marks: Mark[] = [];
  const differs = (what: string, get: (e: Exchange) => unknown): void => {
    const other = exchanges.findIndex((e) => !isDeepStrictEqual(get(e), get(first)));
    marks.push(
      mark(
        other < 0,
        because(`${what} is the same on every attempt`),
        step,
        `${what} of request ${other + 1} differs from the first`,
      ),
    );
  };
  differs('the method', (e) => e.request.method);
  differs('the target', (e) => e.request.target);
  differs('the body', (e) => Buffer.from(e.request.body).toString('base64'));
  for (const name of expected.stable) differs(name, (e) => headerValues(e, name));
  for (const name of expected.fresh) {
    const values = exchanges.map((e) => headerValues(e, name).join(','));
    marks.push(
      mark(
        new Set(values).size === values.length,
        because(`${name} differs on every attempt`, '/identity/fresh'),
        step,
        `${name} repeats`,
      ),
    );
  }
  return marks;
}
