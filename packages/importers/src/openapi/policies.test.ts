import { expect, test } from 'vitest';
import { drafted } from '../testing/drafted.js';

test('retries, limits, hints and credentials; what cannot be described is told', () => {
  const { spec, notes, fixtures } = drafted('shop', ['typescript']);
  expect(spec.slice(spec.indexOf('credentials:'))).toMatchInlineSnapshot(`
    "credentials:
      source: document
      apiKey:
        header: X-API-Key
        secret: true
      basic:
        header: Authorization
        format: Basic base64({value})
        secret: true

    # TO DO: the statuses are the document’s, the classes are usual ones: put your SDK’s in their place.
    statuses:
      source: draft
      2xx:
        meaning: OK
      429:
        meaning: Too Many Requests
        error: RateLimit
      default:
        error: Api

    # TO DO: the classes of your SDK, and what an error carries there.
    errors:
      source: draft
      base: Api
      classes:
        Api:
          names:
            typescript: ApiError
        RateLimit:
          names:
            typescript: RateLimitError
      fields:
        status:
          names:
            typescript: status
      body:
        example:
          error:
            code: slow_down
            message: try again later
        message:
          - /error/message

    # Of the document’s extensions. TO DO: maxRetries, where it is not here.
    retry:
      source: document
      statuses:
        - 429
        - 5xx
      methods: all
      transport:
        - connect
        - reset
        - close
      operations:
        deleteItem:
          retried: false

    # Of the document’s extensions. TO DO: the jitter, of which it has no word.
    backoff:
      source: draft
      kind: exponential
      initialMs: 500
      factor: 1.5
      maxMs: 60000
      clampAfterJitter: true
      jitter:
        kind: none

    # The document has these headers. TO DO: does the SDK heed them?
    hints:
      source: draft
      headers:
        - name: Retry-After
          unit: s
      statuses:
        - 429
      combine: replace

    # TO DO: the scope: ip, apiKey or client.
    rateLimits:
      source: document
      general:
        name: general
        limit: 100
        window: 60 s
        scope: client
        appliesTo: every operation

    # TO DO: keep three to five that differ: more of a kind prove nothing more.
    operations:
      source: document
      getItem:
        request: GET /items/{id}
        path:
          id: uuid
        query:
          fields:
            type: string
            optional: true
            values:
              - short
              - long
        response:
          status: 200
          fixture: shop/get-item
        credentials:
          - apiKey
        rateLimit: general
      deleteItem:
        request: DELETE /items/{id}
        path:
          id: uuid
        response:
          status: 204
          fixture: shop/delete-item
        credentials:
          - basic
        rateLimit: general
      postUploads:
        request: POST /uploads
        body:
          file: string?
          note: string?
        bodyAs:
          encoding: multipart
          optional: true
        response:
          status: 200
          fixture: shop/post-uploads
        credentials:
          - apiKey
        rateLimit: general
    "
  `);
  expect(notes).toMatchInlineSnapshot(`
    [
      "operation putPicture is left out: its body is image/png, which a spec cannot describe",
      "operation watch is left out: its success is an event stream, and no document says how one ends; see stream in the keys of a spec",
      "operations.getItem: the header X-Trace: a spec has no parameters there",
      "operations have several ways to authenticate: the first is drafted",
      "retry.maxRetries: x-speakeasy-retries ends retries by maxElapsedTime (3600000 ms), not by a number",
      "shop/get-item.http is not written: the example of getItem is not as its schema says: /id must be string",
      "backoff.jitter: the document does not say how delays are spread",
    ]
  `);
  expect(fixtures.map(({ path }) => path)).toEqual(['shop/429.http']);
});
