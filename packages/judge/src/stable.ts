import { isDeepStrictEqual } from 'node:util';
import type { Exchange } from '@sdk-conformance/model';
import type { RequestExpectation } from '@sdk-conformance/oracle';
import { type Mark, mark } from './mark.js';
import { headerValues } from './request-line.js';

/** Judges what the spec wants to be equal or to differ across the attempts of a step, beside what each request must be by itself. */
export function judgeStable(expected: RequestExpectation, exchanges: readonly Exchange[], step: string): Mark[] {
  /** A header's values in each request, but for those that are wrong by themselves. */
  const valuesOf = (name: string): readonly (readonly [request: number, values: readonly string[]])[] => {
    const own = expected.headers[name]?.pattern;
    const all = exchanges.map((e, place) => [place + 1, headerValues(e, name)] as const);
    return own === undefined ? all : all.filter(([, values]) => values.length === 1 && own.test(values[0] ?? ''));
  };
  const marks: Mark[] = [];
  for (const { name, pointer } of expected.stable) {
    // What a credential's header holds is known exactly.
    const [first, ...others] = expected.credentials[name] === undefined ? valuesOf(name) : [];
    if (first === undefined || others.length === 0) continue;
    const other = others.find(([, values]) => !isDeepStrictEqual(values, first[1]));
    marks.push(
      mark(
        other === undefined,
        { requirement: 'request.stable', pointer, text: `${name} is the same on every attempt` },
        step,
        `${name} of request ${other?.[0]} differs from the first`,
      ),
    );
  }
  for (const { name, pointer } of expected.fresh) {
    const values = valuesOf(name).map(([, of]) => of.join(','));
    if (values.length < 2) continue;
    marks.push(
      mark(
        new Set(values).size === values.length,
        { requirement: 'request.stable', pointer, text: `${name} differs on every attempt` },
        step,
        `${name} repeats`,
      ),
    );
  }
  return marks;
}
