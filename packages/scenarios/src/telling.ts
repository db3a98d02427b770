import {
  type CodePlace,
  type ErrorCode,
  type Fixture,
  type Fixtures,
  type HeaderLine,
  type JsonValue,
  matchesStatus,
  type RetriedStatus,
  type Spec,
  statusEntry,
} from '@sdk-conformance/model';
import { bodyWith, errorBody, type Placed, valueIn } from './error-body.js';
import { standIn } from './stand-in.js';

// Errors that tell by a code, a header or their body what failed.

/** A code that no table has. */
export const unheardOf = 'unheard_of_code';

/** A code as ids show it. */
export function codeName(spec: Spec, code: string): string {
  const name = (text: string) => text.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
  const alike = spec.errors.codes.filter((other) => name(other.code) === name(code));
  const place = alike.findIndex((other) => other.code === code);
  return place <= 0 ? name(code) : `${name(code)}-${place + 1}`;
}

/** Id of the error that tells a code in its body; `place` counts the places that a code may stand in. */
export function codeFixture(spec: Spec, code: string, place = 0): string {
  return `${spec.api.id}/code/${codeName(spec, code)}${place === 0 ? '' : `-at-${place + 1}`}`;
}

/** Id of the success that tells of a failure, with a code or without. */
export function failureFixture(spec: Spec, code: string | null): string {
  return `${spec.api.id}/failure/${code === null ? 'without-code' : codeName(spec, code)}`;
}

/** Id of the error of a status that a place of its body tells apart. */
export function caseFixture(spec: Spec, status: number, place: number, other: boolean): string {
  return `${spec.api.id}/case/${status}-${place + 1}${other ? '-other' : ''}`;
}

/** A value that differs from another one, of the same kind. */
export function otherThan(value: string | number | boolean | null): JsonValue {
  if (value === null) return null;
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? value + 1 : `${value}-not`;
}

/** A code as it stands at a place that has more than the code. */
export function dressed(code: string, { after, until }: CodePlace): string {
  return `${after === null ? '' : `com.example${after}`}${code}${until === null ? '' : `${until}more`}`;
}

/** A code that an error of a status may have without changing what the status says: where each error has one. */
export function plainCode(spec: Spec, status: number): ErrorCode | undefined {
  if (spec.errors.unknownCode === null) return undefined;
  const error = statusEntry(spec, status)?.error ?? null;
  return spec.errors.codes.find(
    (code) =>
      (code.error === null || code.error === error) &&
      code.retried === null &&
      code.statuses?.some((match) => matchesStatus(match, status)) !== false,
  );
}

/** What an error tells of its code, in its body and its headers. */
export function told(
  code: string,
  place: CodePlace | undefined,
): { placed: readonly Placed[]; headers: readonly HeaderLine[] } {
  if (place === undefined) return { placed: [], headers: [] };
  const text = dressed(code, place);
  return place.in === 'body'
    ? { placed: [[place.name, text]], headers: [] }
    : { placed: [], headers: [[place.name, text]] };
}

interface Made {
  readonly id: string;
  readonly status: number;
  readonly reason: string;
  readonly body: string;
}

function made({ file }: Spec, { body, ...about }: Made): Fixture {
  return { ...about, file, headers: [['Content-Type', 'application/json']], body: new TextEncoder().encode(body) };
}

function ofCodes(spec: Spec): readonly Fixture[] {
  const { codes, discriminator } = spec.errors;
  return discriminator.flatMap((place, index) => {
    if (place.in === 'header') return [];
    return [...codes.map(({ code }) => code), unheardOf].map((code) => {
      const body = errorBody(spec, `An error of the code ${code}`, told(code, place).placed);
      return made(spec, { id: codeFixture(spec, code, index), status: 400, reason: 'Bad Request', body });
    });
  });
}

function ofFailures(spec: Spec): readonly Fixture[] {
  const { failure } = spec.success;
  if (failure === null) return [];
  const { when, code: ownPlace } = failure;
  const inMessage = spec.errors.body.message?.some((pointer) => pointer.startsWith(`${when.name}/`)) === true;
  const failed: readonly Placed[] = inMessage ? [] : [[when.name, when.equals ?? 'failed']];
  const place = spec.errors.discriminator.find((known) => known.in === 'body');
  const codes =
    ownPlace === null && place === undefined ? [] : [...spec.errors.codes.map(({ code }) => code), unheardOf];
  return [null, ...codes].map((code) => {
    const atCode: readonly Placed[] =
      code === null ? [] : ownPlace === null ? told(code, place).placed : [[ownPlace, code]];
    const body = errorBody(spec, code === null ? 'A failure' : `A failure of the code ${code}`, [...failed, ...atCode]);
    return made(spec, { id: failureFixture(spec, code), status: 200, reason: 'OK', body });
  });
}

/** Each operation's success, where what tells of a failure has another value. */
function ofSuccesses(spec: Spec, known: Fixtures): readonly Fixture[] {
  const { failure } = spec.success;
  if (failure === null) return [];
  return spec.operations.flatMap(({ success, stream }) => {
    const fixture = known.get(success.fixture);
    const body = fixture === undefined || stream ? undefined : jsonOf(fixture.body);
    if (body === undefined || fixture === undefined) return [];
    const text = bodyWith(body, [failure.when.name, otherThan(failure.when.equals)]);
    return [{ ...fixture, id: `${fixture.id}/no-failure`, body: new TextEncoder().encode(text) }];
  });
}

function jsonOf(body: Uint8Array): JsonValue | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as JsonValue;
  } catch {
    return undefined;
  }
}

function ofCases(spec: Spec): readonly Fixture[] {
  return spec.statuses.flatMap(({ match, cases, meaning }) =>
    cases.flatMap(({ when }, index) => {
      if (when.in === 'header' || match.kind === 'default') return [];
      const status = match.kind === 'code' ? match.code : match.from;
      const reason = meaning ?? `status ${status}`;
      return [false, true].map((other) => {
        const value = other ? otherThan(when.equals) : (when.equals ?? 'there');
        const body = errorBody(spec, reason, [[when.name, value]]);
        return made(spec, { id: caseFixture(spec, status, index, other), status, reason, body });
      });
    }),
  );
}

/** Id of the error of a status that is retried, or not, by a place of its body. */
export function whenFixture(spec: Spec, entry: RetriedStatus, other: boolean): string {
  const { when } = entry;
  const place = `${when?.name ?? ''}-${when?.equals ?? 'any'}`.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
  return `${spec.api.id}/when/${standIn(entry)}${place}${other ? '-other' : ''}`;
}

function ofRetried(spec: Spec): readonly Fixture[] {
  const lists = [spec.retry.statuses ?? [], ...spec.operations.map(({ own }) => own?.statuses ?? [])];
  return lists.flat().flatMap((entry) => {
    const { when } = entry;
    if (when?.in !== 'body') return [];
    const status = standIn(entry);
    const own = plainCode(spec, status);
    const { placed, headers } = told(own?.code ?? '', own === undefined ? undefined : spec.errors.discriminator[0]);
    const reason = statusEntry(spec, status)?.meaning ?? `status ${status}`;
    return [false, true].map((other) => {
      const value = other ? otherThan(when.equals) : (when.equals ?? 'there');
      const body = errorBody(spec, reason, [...placed, [when.name, value]]);
      const plain = made(spec, { id: whenFixture(spec, entry, other), status, reason, body });
      return { ...plain, headers: [...plain.headers, ...headers] };
    });
  });
}

/** Id of the error whose body has all that fields of the spec's own come from. */
export function fieldsFixture(spec: Spec): string {
  return `${spec.api.id}/fields`;
}

/** What a field of the spec's own is told to hold: of the kind that the example has there. */
function fieldValue(spec: Spec, id: string, pointer: string): JsonValue {
  const { example } = spec.errors.body;
  const known = example === null ? undefined : valueIn(example, pointer);
  return typeof known === 'number' || typeof known === 'boolean' ? known : `${id} told by the server`;
}

function ofFields(spec: Spec): readonly Fixture[] {
  const { freeFields, discriminator, named } = spec.errors;
  const name: readonly Placed[] =
    typeof named === 'object' && named !== null && 'pointer' in named
      ? [[named.pointer, 'name_told_by_the_server']]
      : [];
  if (freeFields.length === 0 && name.length === 0) return [];
  const own = plainCode(spec, 400);
  const placed = freeFields.flatMap(({ id, from }): readonly Placed[] =>
    from.in === 'body' ? [[from.name, fieldValue(spec, id, from.name)]] : [],
  );
  const code = own === undefined ? [] : told(own.code, discriminator[0]).placed;
  const body = errorBody(spec, 'An error with all its fields', [...placed, ...name, ...code]);
  return [made(spec, { id: fieldsFixture(spec), status: 400, reason: 'Bad Request', body })];
}

/** Errors that tell by their body what failed, for what was not recorded. */
export function tellingFixtures(spec: Spec, known: Fixtures): readonly Fixture[] {
  return [
    ...ofCodes(spec),
    ...ofFields(spec),
    ...ofFailures(spec),
    ...ofSuccesses(spec, known),
    ...ofCases(spec),
    ...ofRetried(spec),
  ].filter(({ id }) => !known.has(id));
}
