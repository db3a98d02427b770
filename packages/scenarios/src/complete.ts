import type { Fixture, Fixtures, Spec } from '@sdk-conformance/model';
import { errorBody } from './error-body.js';
import { streamVariants } from './streams.js';

/** Id under which the recorded error of a status is looked up. */
export function statusFixture(spec: Spec, status: number): string {
  return `${spec.api.id}/${status}`;
}

/** Id of the error that stands for any status without a recording. */
export const plainError = 'http/status/error';

function made(id: string, spec: Spec, status: number, reason: string, type: string | null, body: string): Fixture {
  return {
    id,
    file: spec.file,
    status,
    reason,
    headers: type === null ? [] : [['Content-Type', type]],
    body: new TextEncoder().encode(body),
  };
}

/**
 * Recorded fixtures, and for what was not recorded the simplest that the spec describes: one error for each status of its table and one
 * success for each operation. So a new API needs a spec and no recordings. Streams get the variants that other servers would send.
 *
 * @example
 * ```ts
 * import { completeFixtures } from '@sdk-conformance/scenarios';
 *
 * const fixtures = completeFixtures(spec, new Map()); // nothing recorded
 * console.log([...fixtures.keys()]); // one error a status, one success an operation
 * ```
 */
export function completeFixtures(spec: Spec, recorded: Fixtures): Fixtures {
  const all = new Map(recorded);
  for (const { match, meaning } of spec.statuses) {
    if (match.kind !== 'code' || match.code < 300) continue;
    const id = statusFixture(spec, match.code);
    const said = meaning ?? `status ${match.code}`;
    if (!all.has(id)) all.set(id, made(id, spec, match.code, said, 'application/json', errorBody(spec, said)));
  }
  if (!all.has(plainError)) {
    const body = errorBody(spec, 'An error');
    all.set(plainError, made(plainError, spec, 500, 'Internal Server Error', 'application/json', body));
  }
  for (const operation of spec.operations) {
    const { fixture, status } = operation.success;
    if (all.has(fixture)) continue;
    const terminal = spec.streaming?.terminal;
    const stream = `data: {"text":"one"}\n\ndata: {"text":"two"}\n\n${terminal?.event ? `event: ${terminal.event}\ndata: {}\n\n` : `data: ${terminal?.data ?? '[DONE]'}\n\n`}`;
    const type = status === 204 ? null : operation.stream ? 'text/event-stream' : 'application/json';
    all.set(
      fixture,
      made(fixture, spec, status, 'OK', type, status === 204 ? '' : operation.stream ? stream : '{"ok":true}'),
    );
  }
  for (const fixture of streamVariants(spec, all)) all.set(fixture.id, fixture);
  return all;
}
