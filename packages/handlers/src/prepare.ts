import {
  type Answer,
  bodyTemplates,
  type Fixture,
  fillPartBytes,
  fillParts,
  type HeaderLine,
  parseTemplates,
  type TemplateValues,
} from '@sdk-conformance/model';

/** A response as written to the wire, with its templates filled. */
export interface RawMessage {
  readonly status: number;
  /** Null if the answer replaces the fixture's status. The phrase is then the server's, unless the fixture has none. */
  readonly reason: string | null;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
  /** Headers that the answer removes, in lower case. They are not added either. */
  readonly withheld: ReadonlySet<string>;
}

function overlay(headers: readonly HeaderLine[], set: Answer['headers']): readonly HeaderLine[] {
  if (set === undefined) return headers;
  const names = new Set(Object.keys(set).map((name) => name.toLowerCase()));
  const added = Object.entries(set).flatMap(([name, value]): HeaderLine[] => (value === null ? [] : [[name, value]]));
  return [...headers.filter(([name]) => !names.has(name.toLowerCase())), ...added];
}

/** Prepares status, headers and body of an answer. Templates are filled each time it is served. */
export function prepareMessage(answer: Answer, fixture: Fixture): (values: TemplateValues) => RawMessage {
  const withheld = new Set(
    Object.entries(answer.headers ?? {}).flatMap(([name, value]) => (value === null ? [name.toLowerCase()] : [])),
  );
  const headers = overlay(fixture.headers, answer.headers).map(
    ([name, value]) => [name, parseTemplates(value).parts, value] as const,
  );
  const body = bodyOf(fixture);
  const status = answer.status ?? fixture.status;
  const reason = status === fixture.status || fixture.reason === '' ? fixture.reason : null;
  return (values) => ({
    status,
    reason,
    headers: headers.map(([name, parts, value]) => [
      name,
      parts.length > 1 || parts[0]?.kind !== 'literal' ? fillParts(parts, values) : value,
    ]),
    body: body(values),
    withheld,
  });
}

/** A body that tells no moment is the same each time: filling 50 MB takes longer than sending them. It is kept as long as someone sends it. */
function bodyOf(fixture: Fixture): (values: TemplateValues) => Uint8Array {
  const parts = bodyTemplates(fixture);
  if (parts === null) return () => fixture.body;
  if (parts.some(({ kind }) => kind === 'moment' || kind === 'otherOrigin'))
    return (values) => fillPartBytes(parts, values);
  let kept: WeakRef<Uint8Array> | undefined;
  return (values) => {
    const filled = kept?.deref() ?? fillPartBytes(parts, values);
    kept = new WeakRef(filled);
    return filled;
  };
}
