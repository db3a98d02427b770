import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

test('an id that no header has', () => {
  const status = 'status: { names: { ruby: status, go: Status } }';
  expect(told([status, `${status}\n    requestId: { names: { ruby: request_id } }`])).toMatchInlineSnapshot(`
    "valid
    warning: tides.yaml:36:5: nothing is judged by errors.fields.requestId where no header is named
      expected: header: the response header that has the id
        35 |     status: { names: { ruby: status, go: Status } }
      > 36 |     requestId: { names: { ruby: request_id } }
           |     ^^^^^^^^^
        37 |   transport:"
  `);
  const named = 'requestId: { header: X-Request-Id, names: { ruby: request_id } }';
  expect(told([status, `${status}\n    ${named}`])).toBe('valid');
});

test('the time of a call as a whole', () => {
  expect(told(['retry:\n', 'timeouts: { totalMs: 60000 }\n\nretry:\n'])).toMatchInlineSnapshot(`
    "valid
    warning: tides.yaml:42:13: where the waits of a call use up timeouts.totalMs, nothing is judged
      expected: coversBackoff: whether they count in it
        41 |
      > 42 | timeouts: { totalMs: 60000 }
           |             ^^^^^^^
        43 |"
  `);
});

test('the class of an abort where nothing is said of aborts', () => {
  expect(told(['    timeout: Network\n', '    timeout: Network\n    abort: Network\n'])).toMatchInlineSnapshot(`
    "valid
    warning: tides.yaml:38:5: nothing is judged by errors.transport.abort where the spec has no abort
      expected: abort: what an abort does
        37 |     timeout: Network
      > 38 |     abort: Network
           |     ^^^^^
        39 |   body:"
  `);
});
