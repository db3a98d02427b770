import type { Fixture, Fixtures, JsonValue, Operation, Piece, Spec } from '@sdk-conformance/model';
import { bodyWith, errorBody, valueIn } from './error-body.js';

/** Spellings of one stream that mean the same, by name. */
export const sameStreams = ['crlf', 'cr', 'comments', 'multi-line-data', 'no-space'] as const;
/** The stream with events between its own that callers do not get. */
export const silentStream = 'silent';
/** Streams that fail. */
export const brokenStreams = ['error-first', 'error-middle', 'missing-terminal'] as const;

export function streamFixture(operation: Operation, name: string): string {
  return `${operation.success.fixture}/${name}`;
}

function blocks(text: string): readonly string[] {
  return text.split('\n\n').filter((block) => block.trim() !== '');
}

function joined(parts: readonly string[]): string {
  return parts.map((part) => `${part}\n\n`).join('');
}

/** One JSON value over several data lines. */
function overLines(block: string): string {
  return block.replace(/^data: (\{.*\})$/m, (_, json: string) =>
    JSON.stringify(JSON.parse(json), null, 1)
      .split('\n')
      .map((line) => `data: ${line}`)
      .join('\n'),
  );
}

const variants: Readonly<Record<string, (parts: readonly string[], error: string) => string>> = {
  crlf: (parts) => joined(parts).replaceAll('\n', '\r\n'),
  cr: (parts) => joined(parts).replaceAll('\n', '\r'),
  comments: (parts) => `: connected\n\n${joined(parts.map((part) => `: keep-alive\n\nid: 1\nretry: 3000\n${part}`))}`,
  'multi-line-data': (parts) => joined(parts.map(overLines)),
  'no-space': (parts) => joined(parts.map((part) => part.replace(/^(\w+): /gm, '$1:'))),
  'error-first': (_, error) => joined([error]),
  'error-middle': (parts, error) => joined([...parts.slice(0, Math.min(2, parts.length - 1)), error]),
  'missing-terminal': (parts) => joined(parts.slice(0, -1)),
};

/** The data of an event that tells of a failure, by what the spec knows it by. */
function errorOf(spec: Spec): string {
  const body = errorBody(spec, 'The stream failed');
  const pointer = spec.streaming?.errorData ?? null;
  const read = JSON.parse(body) as JsonValue;
  return pointer === null || valueIn(read, pointer) !== undefined
    ? body
    : bodyWith(read, [pointer, 'The stream failed']);
}

/** Variants of each recorded stream, as other servers would send it and as it would fail. */
export function streamVariants(spec: Spec, recorded: Fixtures): readonly Fixture[] {
  const event = spec.streaming?.errorEvent;
  const error = `${event ? `event: ${event}\n` : ''}data: ${errorOf(spec)}`;
  return spec.operations
    .filter((operation) => operation.stream)
    .flatMap((operation) => {
      const base = recorded.get(operation.success.fixture);
      if (base === undefined) return [];
      const parts = blocks(new TextDecoder().decode(base.body).replaceAll('\r\n', '\n'));
      const variant = (name: string, text: string): Fixture => ({
        ...base,
        id: streamFixture(operation, name),
        body: new TextEncoder().encode(text),
      });
      const pings = (spec.streaming?.silent ?? []).map((name) => `event: ${name}\ndata: {"type":"${name}"}`);
      return [
        ...Object.entries(variants).map(([name, make]) => variant(name, make(parts, error))),
        ...(pings.length === 0 ? [] : [variant(silentStream, joined(parts.flatMap((part) => [...pings, part])))]),
      ];
    });
}

/** Byte offsets just behind each event of a recorded stream, whatever its line ends. */
function eventEnds({ body }: Fixture): readonly number[] {
  const text = new TextDecoder('latin1').decode(body);
  return [...text.matchAll(/\r\n\r\n|\n\n|\r\r/g)].map((end) => end.index + end[0].length);
}

/** Byte offset just behind the n-th event of a recorded stream; the end, where it has fewer. */
export function endOfEvent(fixture: Fixture, events: number): number {
  return eventEnds(fixture)[events - 1] ?? fixture.body.length;
}

/** Bytes of the largest event. */
export function largestEvent(fixture: Fixture): number {
  const ends = eventEnds(fixture);
  return Math.max(1, ...ends.map((end, i) => end - (ends[i - 1] ?? 0)));
}

/** Pieces of a recorded stream, each of which ends between the CR and the LF of a line end. */
export function piecesWithinLineEnds({ body }: Fixture): readonly Piece[] {
  const text = new TextDecoder('latin1').decode(body);
  const cuts = [...text.matchAll(/\r(?=\n)/g)].map(({ index }) => index + 1);
  return cuts.map((cut, i) => ({ bytes: cut - (cuts[i - 1] ?? 0) }));
}
