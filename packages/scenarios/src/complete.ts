import { type Fixture, type Fixtures, matchesStatus, type Operation, type Spec } from '@sdk-conformance/model';
import { errorBody } from './error-body.js';
import { bodyHintFixtures } from './hint-body.js';
import { largeIntegerFixtures } from './large-integer.js';
import { streamVariants } from './streams.js';
import { plainCode, tellingFixtures, told } from './telling.js';

/** Id under which the recorded error of a status is looked up. */
export function statusFixture(spec: Spec, status: number): string {
  return `${spec.api.id}/${status}`;
}

/** Id of the error that stands for any status without a recording. */
export const plainError = 'http/status/error';

/** Id of the answer that nothing has changed: there where the spec calls it a success. */
export const notModified = 'made/304';

/** Id of an operation’s success whose status line has no phrase. */
export function withoutPhrase(operation: Operation): string {
  return `${operation.success.fixture}/no-phrase`;
}

function made(
  spec: Spec,
  about: Pick<Fixture, 'id' | 'status' | 'reason'>,
  body: string,
  type: string | null,
): Fixture {
  return {
    ...about,
    file: spec.file,
    headers: type === null ? [] : [['Content-Type', type]],
    body: new TextEncoder().encode(body),
  };
}

/** What the server calls a request, where the errors of an SDK have it. */
function requestId(spec: Spec): Fixture['headers'] {
  const [header] = spec.errors.fields.find(({ id }) => id === 'requestId')?.headers ?? [];
  return header === undefined ? [] : [[header, 'req_5d0cf8a9']];
}

/** The code that a plain error tells, where each error has one. */
function ownCode(spec: Spec, status: number): ReturnType<typeof told> {
  const code = plainCode(spec, status);
  return told(code?.code ?? '', code === undefined ? undefined : spec.errors.discriminator[0]);
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
    if (all.has(id)) continue;
    const reason = meaning ?? `status ${match.code}`;
    const { placed, headers } = ownCode(spec, match.code);
    const plain = made(spec, { id, status: match.code, reason }, errorBody(spec, reason, placed), 'application/json');
    all.set(id, { ...plain, headers: [...plain.headers, ...requestId(spec), ...headers] });
  }
  if (!all.has(plainError)) {
    const { placed, headers } = ownCode(spec, 500);
    const body = errorBody(spec, 'An error', placed);
    const about = { id: plainError, status: 500, reason: 'Internal Server Error' };
    const plain = made(spec, about, body, 'application/json');
    all.set(plainError, { ...plain, headers: [...plain.headers, ...requestId(spec), ...headers] });
  }
  if (spec.success.statuses?.some((match) => matchesStatus(match, 304)) === true) {
    all.set(notModified, made(spec, { id: notModified, status: 304, reason: 'Not Modified' }, '', null));
  }
  for (const fixture of bodyHintFixtures(spec)) all.set(fixture.id, fixture);
  for (const operation of spec.operations) {
    const { fixture: id, status } = operation.success;
    if (all.has(id)) continue;
    const terminal = spec.streaming?.terminal;
    const stream = `data: {"text":"one"}\n\ndata: {"text":"two"}\n\n${terminal?.event ? `event: ${terminal.event}\ndata: {}\n\n` : `data: ${terminal?.data ?? '[DONE]'}\n\n`}`;
    const value = spec.success.integers === null ? '{"ok":true}' : '{"ok":true,"count":7}';
    const type = status === 204 ? null : operation.stream ? 'text/event-stream' : 'application/json';
    const body = status === 204 ? '' : operation.stream ? stream : value;
    all.set(id, made(spec, { id, status, reason: 'OK' }, body, type));
  }
  for (const fixture of largeIntegerFixtures(spec, all)) all.set(fixture.id, fixture);
  for (const operation of spec.operations.filter(({ stream, success }) => !stream && success.status !== 204)) {
    const id = withoutPhrase(operation);
    const ok = all.get(operation.success.fixture);
    if (ok !== undefined) all.set(id, { ...ok, id, reason: '' });
  }
  for (const fixture of [...streamVariants(spec, all), ...tellingFixtures(spec, all)]) all.set(fixture.id, fixture);
  return all;
}
