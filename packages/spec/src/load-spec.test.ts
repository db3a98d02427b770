import { readFileSync } from 'node:fs';
import { positionOf, sourceOf } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import { policyPointers } from './policy-pointers.js';
import { schemaFile, schemaText } from './schema/generate.js';
import { edited, specOf, tides, told, toldOf } from './told.test.kit.js';

test('the shipped schema is the one that is checked with', () => {
  expect(JSON.parse(readFileSync(schemaFile, 'utf8'))).toEqual(JSON.parse(schemaText()));
});

test('a spec of another API, in other languages, is valid without a warning', () => {
  expect(toldOf(tides)).toBe('valid');
});

describe('normalising', () => {
  const spec = specOf(tides);

  test('what is left out is null, never a default', () => {
    const { success, retry, timeouts, redirects, abort, hints, streaming } = spec;
    expect({ success, timeouts, redirects, abort }).toEqual({
      success: {
        values: 'typed',
        empty: null,
        undecodable: null,
        cut: null,
        failure: null,
        statuses: null,
        integers: null,
      },
      timeouts: {
        optionRange: { min: null, max: null },
        attemptMs: null,
        totalMs: null,
        coversBackoff: null,
        totalRaises: null,
        coversBody: null,
        perRead: null,
        perStreamEvent: null,
      },
      redirects: null,
      abort: null,
    });
    expect([retry.transport, retry.exhausted, hints?.zero, hints?.capMs, hints?.overCap]).toEqual(Array(5).fill(null));
    expect([streaming?.missingTerminal, streaming?.retryAfterFirstEvent, streaming?.errorClass]).toEqual([
      null,
      null,
      null,
    ]);
    expect(spec.errors.keepsCause).toBeNull();
    expect(spec.errors.body).toEqual({
      message: ['/title'],
      fallback: null,
      maxMessageBytes: null,
      exactMessage: null,
      undecodable: null,
      notJson: null,
      cut: null,
      corrupt: null,
      empty: null,
      example: { title: 'Tide out', code: 17 },
    });
  });

  test('a section that is left out altogether is null', () => {
    const bare = specOf(edited([tides.slice(tides.indexOf('\nretry:'), tides.indexOf('\nstreaming:')), '']));
    expect(bare.backoff).toBeNull();
    expect(bare.hints).toBeNull();
    expect(bare.retry).toEqual({
      maxRetries: null,
      optionRange: { min: null, max: null },
      statuses: null,
      transport: null,
      ownRetries: {},
      methods: null,
      unsafe: null,
      runtimeResends: {},
      operations: {},
      quota: null,
      authRefresh: null,
      exhausted: null,
    });
  });

  test('a language may be left out of documentation', () => {
    const { languages, languageTitles, undocumented } = specOf(
      edited(['go: Go }', 'go: { title: Go, documented: false } }']),
    );
    expect({ languages, languageTitles, undocumented }).toEqual({
      languages: ['ruby', 'go'],
      languageTitles: { ruby: 'Ruby', go: 'Go' },
      undocumented: ['go'],
    });
  });

  test('statuses as codes and ranges', () => {
    expect(spec.statuses.map(({ key, match, error }) => [key, match, error])).toEqual([
      ['200', { kind: 'code', code: 200 }, null],
      ['409', { kind: 'code', code: 409 }, 'Conflict'],
      ['4xx', { kind: 'range', from: 400, to: 499 }, 'Request'],
      ['5xx', { kind: 'range', from: 500, to: 599 }, 'Service'],
    ]);
    expect(spec.retry.statuses).toEqual([
      { kind: 'code', code: 409 },
      { kind: 'range', from: 500, to: 504 },
    ]);
  });

  test('classes extend the base class unless they say otherwise', () => {
    expect(spec.errors.classes.map((error) => [error.id, error.extends])).toEqual([
      ['Tide', null],
      ['Request', 'Tide'],
      ['Conflict', 'Request'],
      ['Service', 'Tide'],
      ['Network', 'Tide'],
    ]);
    expect(spec.errors.fields.map(({ id, classes }) => [id, classes])).toEqual([['status', ['Tide']]]);
  });

  test('parameters, short and long', () => {
    const [book, watch] = spec.operations;
    expect(book?.parameters.map((p) => [p.name, p.in, p.type, p.required, p.values, p.example])).toEqual([
      ['harbour', 'path', 'string', true, null, 'Cuxhaven'],
      ['boat', 'body', 'string', true, null, null],
      ['length', 'body', 'number', false, null, null],
      ['crew', 'body', 'array', false, null, null],
      ['source', 'body', 'string', true, null, null],
      ['value', 'body', 'string', true, null, null],
    ]);
    expect(watch?.parameters.map((p) => [p.name, p.in, p.values])).toEqual([
      ['harbour', 'path', null],
      ['unit', 'query', ['m', 'ft']],
    ]);
    expect([book?.method, book?.path, book?.hasBody, watch?.hasBody, watch?.stream]).toEqual([
      'POST',
      '/harbours/{harbour}/berths',
      true,
      false,
      true,
    ]);
  });

  test('windows in ms, header names in lower case where they are compared', () => {
    expect(spec.rateLimits.map(({ limit, windowMs, scope }) => [limit, windowMs, scope])).toEqual([
      [5, 10_000, 'client'],
    ]);
    expect(spec.identity.fresh).toEqual(['x-attempt']);
  });
});

describe('sources and positions', () => {
  const spec = specOf(
    edited(
      ['level: must }', 'level: must }\n  ours: { title: Ours, level: should }'],
      ['maxRetries: 2', 'maxRetries: { value: 2, source: ours }'],
      ['backoff: {', 'backoff: { source: ours, '],
      ['[409, 500-504]', '{ value: [409, 500-504], source: ours }'],
    ),
  );

  test('the nearest source above vouches', () => {
    const vouching = [
      '/retry/maxRetries',
      '/retry/methods',
      '/backoff/jitter/kind',
      '/retry/statuses/1',
      '/operations',
    ];
    expect(vouching.map((pointer) => sourceOf(spec, pointer).id)).toEqual(['ours', 'docs', 'ours', 'ours', 'docs']);
    expect(spec.retry.maxRetries).toBe(2);
  });

  test('a value that names its source stands where it would without', () => {
    expect(positionOf(spec, '/retry/maxRetries')).toEqual({ file: 'tides.yaml', line: 44, column: 3 });
    expect(positionOf(spec, '/retry/statuses/1')).toEqual({ file: 'tides.yaml', line: 45, column: 28 });
    expect(positionOf(spec, '/operations/watch')).toEqual({ file: 'tides.yaml', line: 78, column: 3 });
  });

  test('every policy has a pointer', () => {
    expect(policyPointers(spec).filter((pointer) => /^\/(retry|errors|redirects)/.test(pointer))).toEqual([
      '/errors/base',
      '/errors/classes/Tide',
      '/errors/classes/Request',
      '/errors/classes/Conflict',
      '/errors/classes/Service',
      '/errors/classes/Network',
      '/errors/fields/status',
      '/errors/transport/timeout',
      '/errors/body/example',
      '/errors/body/message',
      '/retry/maxRetries',
      '/retry/statuses',
      '/retry/methods',
      '/retry/operations',
    ]);
  });
});

describe('what is told at once', () => {
  test('mistakes of form and broken rules, by line', () => {
    expect(told(['maxRetries: 2', 'maxRetries: two'], ['error: Request', 'error: Reqest'])).toMatchInlineSnapshot(`
      "tides.yaml:23:17: there is no error class Reqest
        expected: Tide, Request, Conflict, Service or Network
        got:      'Reqest'
        did you mean: Request
          22 |   409: { meaning: Conflict, error: Conflict }
        > 23 |   4xx: { error: Reqest }
             |                 ^^^^^^
          24 |   5xx: { error: Service }
      tides.yaml:43:15: retry.maxRetries is not valid
        expected: a whole number, 0 or more
        got:      'two'
          42 | retry:
        > 43 |   maxRetries: two
             |               ^^^
          44 |   statuses: [409, 500-504]"
    `);
  });

  test('no rule is told of what hangs on a mistake of form', () => {
    expect(told(['Network: { names', 'Network: { nams'])).toMatchInlineSnapshot(`
      "tides.yaml:33:16: unknown key nams
        expected: one of names, extends, raised, builtin, deprecated, formerly, description, source
        did you mean: names
          32 |     Service: { names: { ruby: "Tides::ServiceError", go: ServiceError } }
        > 33 |     Network: { nams: { ruby: "Tides::NetworkError", go: NetworkError } }
             |                ^^^^
          34 |   fields:"
    `);
  });
});
