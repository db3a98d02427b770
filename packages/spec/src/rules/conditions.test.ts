import { expect, test } from 'vitest';
import { type Edit, told } from '../told.test.kit.js';

const rows = (...written: readonly string[]): Edit => [
  '  409: { meaning: Conflict, error: Conflict }',
  `  409:\n${written.map((row) => `    - ${row}\n`).join('')}`.trimEnd(),
];

test('a status may be told apart by a header or its body', () => {
  expect(
    told(
      rows(
        '{ when: { header: X-Left, equals: "0" }, error: Service }',
        '{ when: { pointer: /lock }, error: Conflict }',
        '{ error: Request }',
      ),
    ),
  ).toMatchInlineSnapshot(`"valid"`);
});

test('the last row holds otherwise, those before do not', () => {
  expect(told(rows('{ error: Service }', '{ when: { header: X-Left }, error: Conflict }'))).toMatchInlineSnapshot(`
    "tides.yaml:23:7: every 409 that comes so far is of this row: what follows is never reached
      expected: when: what tells its answers apart
        22 |   409:
      > 23 |     - { error: Service }
           |       ^^^^^^^^^^^^^^^^^^
        24 |     - { when: { header: X-Left }, error: Conflict }
    tides.yaml:24:9: nothing says what any other 409 raises
      expected: a last row without when
        23 |     - { error: Service }
      > 24 |     - { when: { header: X-Left }, error: Conflict }
           |         ^^^^
        25 |   4xx: { error: Request }"
  `);
});

test('a row raises, a condition names one place, and no row is hidden by one above', () => {
  expect(
    told(
      rows(
        '{ when: { equals: 1 }, error: Conflict }',
        '{ when: { header: A, pointer: /a }, error: Conflict }',
        '{ when: { header: B }, meaning: Held }',
        '{ when: { header: C }, error: Conflict }',
        '{ when: { header: C, equals: x }, error: Service }',
        '{ error: Conflicts }',
      ),
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:23:9: the condition names nothing
      expected: header: the name of a header, or pointer: a place in the body
        22 |   409:
      > 23 |     - { when: { equals: 1 }, error: Conflict }
           |         ^^^^
        24 |     - { when: { header: A, pointer: /a }, error: Conflict }
    tides.yaml:24:9: the condition names two places at once
      expected: header: the name of a header, or pointer: a place in the body
        23 |     - { when: { equals: 1 }, error: Conflict }
      > 24 |     - { when: { header: A, pointer: /a }, error: Conflict }
           |         ^^^^
        25 |     - { when: { header: B }, meaning: Held }
    tides.yaml:25:7: 409 raises no error class here
      expected: error: the class that it raises
        24 |     - { when: { header: A, pointer: /a }, error: Conflict }
      > 25 |     - { when: { header: B }, meaning: Held }
           |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        26 |     - { when: { header: C }, error: Conflict }
    tides.yaml:27:9: a row above has all its answers
      got:      'C'
        26 |     - { when: { header: C }, error: Conflict }
      > 27 |     - { when: { header: C, equals: x }, error: Service }
           |         ^^^^
        28 |     - { error: Conflicts }
    tides.yaml:27:48: there is no error class Conflicts
      expected: Tide, Request, Conflict, Service or Network
      got:      'Conflicts'
      did you mean: Conflict
        26 |     - { when: { header: C }, error: Conflict }
      > 27 |     - { when: { header: C, equals: x }, error: Service }
           |                                                ^^^^^^^
        28 |     - { error: Conflicts }"
  `);
});
