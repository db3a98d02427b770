import { loadSpec } from '@sdk-conformance/spec';
import { expect, test } from 'vitest';
import { drafted } from '../testing/drafted.js';
import { readOpenapi } from './document.js';

test.each(['xkcd', 'uspto', 'license', 'shop'])('the draft of %s is a good spec', (name) => {
  const loaded = loadSpec('spec.yaml', new TextEncoder().encode(drafted(name).spec));
  expect(loaded.ok ? [] : loaded.problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
});

test('a document without names, classes and errors', () => {
  const { spec, notes, operations } = drafted('xkcd', ['python']);
  expect(operations).toEqual(['getInfo0Json', 'getComicIdInfo0Json']);
  expect(spec.slice(spec.indexOf('operations:'))).toMatchInlineSnapshot(`
    "operations:
      source: document
      getInfo0Json:
        request: GET /info.0.json
        response:
          status: 200
          fixture: xkcd/get-info0-json
      getComicIdInfo0Json:
        request: GET /{comicId}/info.0.json
        path:
          comicId: number
        response:
          status: 200
          fixture: xkcd/get-comic-id-info0-json
    "
  `);
  expect(notes).toMatchInlineSnapshot(`
    [
      "errors.body: no error response tells where its message stands",
      "retry, backoff: the document does not say what is retried",
      "hints: no response has a Retry-After",
    ]
  `);
});

test('forms, examples, and a server by parts', () => {
  const { spec, fixtures } = drafted('uspto', ['typescript']);
  expect(spec).toContain('baseUrl: https://developer.uspto.gov/ds-api\n');
  expect(spec.slice(spec.indexOf('  performSearch:'))).toMatchInlineSnapshot(`
    "  performSearch:
        request: POST /{dataset}/{version}/records
        path:
          version: string
          dataset: string
        body:
          criteria: string
          start: integer?
          rows: integer?
        bodyAs:
          encoding: form
        response:
          status: 200
          fixture: uspto-data-set-api/perform-search
    "
  `);
  expect(fixtures.map(({ path }) => path)).toEqual(['uspto-data-set-api/list-data-sets.http']);
  expect(fixtures[0]?.text.split('\n').slice(0, 5)).toEqual([
    'HTTP/1.1 200 OK',
    'Content-Type: application/json',
    '',
    '{',
    '  "total": 2,',
  ]);
});

test('references, texts that may be null, a document of OpenAPI 3.1', () => {
  const { spec, notes } = drafted('license', ['csharp']);
  expect(spec.slice(spec.indexOf('statuses:'))).toMatchInlineSnapshot(`
    "statuses:
      source: draft
      2xx:
        meaning: OK
      400:
        meaning: Bad Request
        error: BadRequest
      409:
        meaning: Conflict
        error: Conflict
      422:
        meaning: Unprocessable Entity
        error: UnprocessableEntity
      500:
        meaning: Internal Server Error
        error: Server

    # TO DO: the classes of your SDK, and what an error carries there.
    errors:
      source: draft
      base: Api
      classes:
        Api:
          names:
            csharp: ApiException
        BadRequest:
          names:
            csharp: BadRequestException
        Conflict:
          names:
            csharp: ConflictException
        UnprocessableEntity:
          names:
            csharp: UnprocessableEntityException
        Server:
          names:
            csharp: ServerException
      fields:
        status:
          names:
            csharp: Status

    # TO DO: keep three to five that differ: more of a kind prove nothing more.
    operations:
      source: document
      listLicenses:
        request: GET /licenses
        summary: List all TaskMaster licenses
        response:
          status: 200
          fixture: task-master-license-management-api/list-licenses
      createLicense:
        request: POST /licenses
        summary: Create a new TaskMaster license
        body:
          name:
            type: string
            example: TaskMaster Premium License
          description:
            type: string
            optional: true
            example: Full access to all TaskMaster features
          license_key:
            type: string
            example: TASKMASTER-PREMIUM-12345-ABCDE
          is_active:
            type: boolean
            optional: true
            example: true
        response:
          status: 201
          fixture: task-master-license-management-api/create-license
    "
  `);
  expect(notes).toContain('api.baseUrl: the document names no server');
});

test('some operations, by either name', () => {
  const { operations, unknown, known } = drafted('uspto', ['python'], ['list-data-sets', 'performSearch', 'gone']);
  expect({ operations, unknown }).toEqual({ operations: ['listDataSets', 'performSearch'], unknown: ['gone'] });
  expect(known).toEqual(['list-data-sets', 'list-searchable-fields', 'perform-search']);
});

test('what is no document of OpenAPI 3', () => {
  const why = (value: unknown) => {
    const read = readOpenapi(value);
    return read.ok ? null : read.why;
  };
  expect(why({ swagger: '2.0' })).toBe(
    'this is no document of OpenAPI 3\n  expected: OpenAPI 3, got Swagger 2.0: npx swagger2openapi FILE makes one of it',
  );
  expect(why({ openapi: '3.0.0' })).toBe(
    'this is no document of OpenAPI 3\n  expected: the key paths, with the operations of the API',
  );
  expect(why([])).toBe('this is no document of OpenAPI 3\n  expected: a mapping with the keys openapi, info and paths');
});

test('Java and Go have names as they are usual there', () => {
  const { spec } = drafted('xkcd', ['java', 'go']);
  expect(spec.match(/^(languages|options| {2}classes| {2}fields):\n(?:(?: {2,}.*)\n)*/gm)).toMatchInlineSnapshot(`
    [
      "languages:
      java: Java
      go: Go
    ",
      "options:
      source: draft
      maxRetries:
        java: maxRetries
        go: MaxRetries
      timeoutMs:
        java: timeoutMs
        go: Timeout
      baseUrl:
        java: baseUrl
        go: BaseUrl
    ",
      "  classes:
        Api:
          names:
            java: ApiException
            go: ApiError
      fields:
        status:
          names:
            java: status
            go: Status
    ",
    ]
  `);
});
