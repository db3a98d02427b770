import { expect, test } from 'vitest';
import { type Edit, told } from '../told.test.kit.js';

const inErrors = (text: string): Edit => [
  '  transport:\n    timeout: Network',
  `${text}\n  transport:\n    timeout: Network`,
];
const place = '  discriminator: [{ pointer: /code }]\n';

test('a code stands in one place, a place stands once', () => {
  expect(
    told(
      inErrors(
        '  discriminator: [{ until: ":" }, { pointer: /a, header: X-A }, { pointer: /b }, { pointer: /b }]\n  unknownCode: Service',
      ),
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:36:19: the place of a code is not named
      expected: pointer: where it stands in the body, or header: the header that has it
        35 |     status: { names: { ruby: status, go: Status } }
      > 36 |   discriminator: [{ until: ":" }, { pointer: /a, header: X-A }, { pointer: /b }, { pointer: /b }]
           |                   ^^^^^^^^^^^^^^
        37 |   unknownCode: Service
    tides.yaml:36:35: a code stands in two places at once
      expected: pointer: where it stands in the body, or header: the header that has it
        35 |     status: { names: { ruby: status, go: Status } }
      > 36 |   discriminator: [{ until: ":" }, { pointer: /a, header: X-A }, { pointer: /b }, { pointer: /b }]
           |                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        37 |   unknownCode: Service
    tides.yaml:36:82: /b stands above: its code has been looked for
        35 |     status: { names: { ruby: status, go: Status } }
      > 36 |   discriminator: [{ until: ":" }, { pointer: /a, header: X-A }, { pointer: /b }, { pointer: /b }]
           |                                                                                  ^^^^^^^^^^^^^^^
        37 |   unknownCode: Service"
  `);
});

test('a code has a place, and a place has codes', () => {
  expect(told(inErrors('  codes: { late: { error: Conflict } }\n  unknownCode: Service'))).toMatchInlineSnapshot(`
    "tides.yaml:36:3: the spec does not say where a code stands
      expected: errors.discriminator: where an error tells its code
        35 |     status: { names: { ruby: status, go: Status } }
      > 36 |   codes: { late: { error: Conflict } }
           |   ^^^^^
        37 |   unknownCode: Service
    tides.yaml:37:3: the spec does not say where a code stands
      expected: errors.discriminator: where an error tells its code
        36 |   codes: { late: { error: Conflict } }
      > 37 |   unknownCode: Service
           |   ^^^^^^^^^^^
        38 |   transport:"
  `);
  expect(told(inErrors(place))).toMatchInlineSnapshot(`
    "tides.yaml:36:3: nothing says what a code means
      expected: errors.codes: what each code raises
        35 |     status: { names: { ruby: status, go: Status } }
      > 36 |   discriminator: [{ pointer: /code }]
           |   ^^^^^^^^^^^^^
        37 |"
  `);
});

test('a code says something, of failures, and raises a class that is there', () => {
  expect(
    told(
      inErrors(
        `${place}  codes:\n    late: {}\n    fine: { retried: true, statuses: [200] }\n    lost: { error: Conflicts }`,
      ),
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:38:5: late says nothing
      expected: error: what it raises, retried, or both
        37 |   codes:
      > 38 |     late: {}
           |     ^^^^
        39 |     fine: { retried: true, statuses: [200] }
    tides.yaml:39:39: fine comes with a success
      expected: statuses of failures, or success.failure: what tells of a failure in a success
        38 |     late: {}
      > 39 |     fine: { retried: true, statuses: [200] }
           |                                       ^^^
        40 |     lost: { error: Conflicts }
    tides.yaml:40:20: there is no error class Conflicts
      expected: Tide, Request, Conflict, Service or Network
      got:      'Conflicts'
      did you mean: Conflict
        39 |     fine: { retried: true, statuses: [200] }
      > 40 |     lost: { error: Conflicts }
           |                    ^^^^^^^^^
        41 |   transport:"
  `);
});

test('a body that decides of the class needs a class', () => {
  const body: Edit = [
    'message: [/title]',
    'message: [/title]\n    cut: transport\n    notJson: decodeError\n    empty: Nothing',
  ];
  expect(told(body)).toMatchInlineSnapshot(`
    "tides.yaml:43:12: there is no error class Nothing
      expected: Tide, Request, Conflict, Service or Network
      got:      'Nothing'
        42 |     notJson: decodeError
      > 43 |     empty: Nothing
           |            ^^^^^^^
        44 |"
  `);
  expect(
    told(['message: [/title]', 'message: [/title]\n    cut: transport\n    notJson: decodeError']),
  ).toMatchInlineSnapshot(`
    "valid
    warning: tides.yaml:41:10: nothing says what class that is
      expected: errors.transport.cutBody: a class
        40 |     message: [/title]
      > 41 |     cut: transport
           |          ^^^^^^^^^
        42 |     notJson: decodeError
    warning: tides.yaml:42:14: nothing says what class that is
      expected: errors.transport.decode: a class
        41 |     cut: transport
      > 42 |     notJson: decodeError
           |              ^^^^^^^^^^^
        43 |"
  `);
});

test('a body that breaks off is retried like a connection where it is one', () => {
  const transport: Edit = ['maxRetries: 2', 'maxRetries: 2\n  transport: [cutBody]'];
  const cut: Edit = ['message: [/title]', 'message: [/title]\n    cut: transport'];
  const own: Edit = ['timeout: Network', 'timeout: Network\n    cutBody: Network'];
  expect(told(transport, cut, own)).toMatchInlineSnapshot(`"valid"`);
});

test('a code of throttling has a price', () => {
  const codes = `${place}  codes:\n    slow: { throttle: true }\n    gone: { retried: false, throttle: true }`;
  expect(told(inErrors(codes))).toMatchInlineSnapshot(`
    "tides.yaml:38:13: slow is throttling, and nothing has a price for that
      expected: retry.quota.throttleCost: what a retry after it takes
        37 |   codes:
      > 38 |     slow: { throttle: true }
           |             ^^^^^^^^
        39 |     gone: { retried: false, throttle: true }
    tides.yaml:39:29: gone is throttling, and nothing has a price for that
      expected: retry.quota.throttleCost: what a retry after it takes
        38 |     slow: { throttle: true }
      > 39 |     gone: { retried: false, throttle: true }
           |                             ^^^^^^^^
        40 |   transport:"
  `);
  const quota: Edit = ['methods: [GET]', 'methods: [GET]\n  quota: { capacity: 10, cost: 5, throttleCost: 2 }'];
  expect(told(inErrors(codes), quota)).toMatchInlineSnapshot(`
    "tides.yaml:39:29: gone is never retried, so that no retry after it has a price
      expected: one of the two
        38 |     slow: { throttle: true }
      > 39 |     gone: { retried: false, throttle: true }
           |                             ^^^^^^^^
        40 |   transport:"
  `);
});
