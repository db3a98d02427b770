import type { Fixture, Spec } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { completeFixtures } from './complete.js';
import { deriveScenarios } from './derive.js';
import { endOfEvent, largestEvent } from './streams.js';
import { specInRepository } from './testing/repository.js';

const { spec } = specInRepository('packages/spec/test-data/tides.yaml', new Map());

function shown({ status, reason, headers, body }: Fixture): string {
  return [
    `${status} ${reason}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '',
    new TextDecoder().decode(body),
  ].join('\n');
}

function all(from: Spec, recorded: ReadonlyMap<string, Fixture> = new Map()): Readonly<Record<string, string>> {
  return Object.fromEntries([...completeFixtures(from, recorded)].map(([id, fixture]) => [id, shown(fixture)]));
}

test('what was not recorded is made from the spec', () => {
  expect(all(spec)).toMatchInlineSnapshot(`
    {
      "http/status/error": "500 Internal Server Error
    Content-Type: application/json

    {"title":"An error: told by the server"}",
      "tides/409": "409 Conflict
    Content-Type: application/json

    {"title":"Conflict: told by the server"}",
      "tides/book": "201 OK
    Content-Type: application/json

    {"ok":true}",
      "tides/book/no-phrase": "201 
    Content-Type: application/json

    {"ok":true}",
      "tides/watch": "200 OK
    Content-Type: text/event-stream

    data: {"text":"one"}

    data: {"text":"two"}

    data: [DONE]

    ",
      "tides/watch/comments": "200 OK
    Content-Type: text/event-stream

    : connected

    : keep-alive

    id: 1
    retry: 3000
    data: {"text":"one"}

    : keep-alive

    id: 1
    retry: 3000
    data: {"text":"two"}

    : keep-alive

    id: 1
    retry: 3000
    data: [DONE]

    ",
      "tides/watch/cr": "200 OK
    Content-Type: text/event-stream

    data: {"text":"one"}

    data: {"text":"two"}

    data: [DONE]

    ",
      "tides/watch/crlf": "200 OK
    Content-Type: text/event-stream

    data: {"text":"one"}

    data: {"text":"two"}

    data: [DONE]

    ",
      "tides/watch/error-first": "200 OK
    Content-Type: text/event-stream

    data: {"title":"The stream failed: told by the server"}

    ",
      "tides/watch/error-middle": "200 OK
    Content-Type: text/event-stream

    data: {"text":"one"}

    data: {"text":"two"}

    data: {"title":"The stream failed: told by the server"}

    ",
      "tides/watch/missing-terminal": "200 OK
    Content-Type: text/event-stream

    data: {"text":"one"}

    data: {"text":"two"}

    ",
      "tides/watch/multi-line-data": "200 OK
    Content-Type: text/event-stream

    data: {
    data:  "text": "one"
    data: }

    data: {
    data:  "text": "two"
    data: }

    data: [DONE]

    ",
      "tides/watch/no-space": "200 OK
    Content-Type: text/event-stream

    data:{"text":"one"}

    data:{"text":"two"}

    data:[DONE]

    ",
    }
  `);
});

test('what was recorded stays as it is, and streams get the variants of the recorded one', () => {
  const body = new TextEncoder().encode('event: tide\ndata: {"cm":1}\n\ndata: [DONE]\n\n');
  const watch: Fixture = { id: 'tides/watch', file: 'watch.http', status: 200, reason: 'Fine', headers: [], body };
  const completed = completeFixtures(spec, new Map([['tides/watch', watch]]));
  expect(completed.get('tides/watch')).toBe(watch);
  expect(shown(completed.get('tides/watch/no-space') as Fixture)).toBe(
    '200 Fine\n\nevent:tide\ndata:{"cm":1}\n\ndata:[DONE]\n\n',
  );
});

test('a success without a body where the status is 204', () => {
  const operation = spec.operations[0];
  if (operation === undefined) throw new Error('tides has operations');
  const empty = { ...spec, operations: [{ ...operation, success: { status: 204, fixture: 'tides/gone' } }] };
  expect(all(empty)['tides/gone']).toBe('204 OK\n\n');
});

test('a message stands where the spec’s first pointer leads', () => {
  const deep = { ...spec, errors: { ...spec.errors, body: { ...spec.errors.body, message: ['/fault/text'] } } };
  expect(all(deep)['tides/409']).toMatchInlineSnapshot(`
    "409 Conflict
    Content-Type: application/json

    {"fault":{"text":"Conflict: told by the server"}}"
  `);
});

test.each([
  ['LF', 'data: 1\n\ndata: 22\n\n', [9, 19, 19]],
  ['CRLF', 'data: 1\r\n\r\ndata: 22\r\n\r\n', [11, 23, 23]],
  ['more than one byte a character', 'data: 🌊\n\ndata: 2\n\n', [12, 21, 21]],
])('events end where their blank line does: %s', (_, text, ends) => {
  const fixture: Fixture = {
    id: 's',
    file: '',
    status: 200,
    reason: '',
    headers: [],
    body: new TextEncoder().encode(text),
  };
  expect([1, 2, 3].map((n) => endOfEvent(fixture, n))).toEqual(ends);
  expect(largestEvent(fixture)).toBe(Math.max(ends[0] ?? 0, (ends[1] ?? 0) - (ends[0] ?? 0)));
});

test('a body that is to break off is longer than that, recorded or not', () => {
  const foil = specInRepository('spec/foilengine.yaml', new Map()).spec;
  const fixtures = completeFixtures(foil, new Map());
  const breaks = deriveScenarios(foil, fixtures).flatMap(({ id, steps }) =>
    steps.flatMap(({ script }) =>
      script.flatMap(({ fixture, fault }) => {
        const after = fault !== undefined && 'after' in fault && typeof fault.after === 'object' ? fault.after : null;
        const bytes = after?.bodyBytes ?? (fault?.kind === 'truncate' && fault.in === 'body' ? fault.bytes : null);
        const length = fixtures.get(fixture ?? '')?.body.length ?? 0;
        return bytes === null ? [] : [{ id, breaks: bytes < length }];
      }),
    ),
  );
  expect(breaks.length).toBeGreaterThan(8);
  expect(breaks.filter((one) => !one.breaks)).toEqual([]);
});
