import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

const stream = '    stream: true\n';
const rateLimit = '    rateLimit: all\n';

test('only a body is written in some way', () => {
  expect(told([stream, `    bodyAs: { encoding: form }\n${stream}`])).toMatchInlineSnapshot(`
    "tides.yaml:81:5: the operation has no body that could be written in any way
      expected: body, or no bodyAs
        80 |     query: { unit: [m, ft] }
      > 81 |     bodyAs: { encoding: form }
           |     ^^^^^^
        82 |     stream: true"
  `);
});

test('JSON nests by itself', () => {
  expect(told([rateLimit, `    bodyAs: { nested: brackets }\n${rateLimit}`])).toMatchInlineSnapshot(`
    "tides.yaml:75:15: nested means nothing in JSON, which nests by itself
      expected: encoding: form or multipart
        74 |     credentials: [token]
      > 75 |     bodyAs: { nested: brackets }
           |               ^^^^^^
        76 |     rateLimit: all"
  `);
});

test('a body with arguments that are due is not left out', () => {
  expect(told([rateLimit, `    bodyAs: { encoding: multipart, optional: true }\n${rateLimit}`])).toMatchInlineSnapshot(`
    "tides.yaml:75:36: the body cannot be left out: boat must be sent
      expected: boat optional, or no optional
        74 |     credentials: [token]
      > 75 |     bodyAs: { encoding: multipart, optional: true }
           |                                    ^^^^^^^^
        76 |     rateLimit: all"
  `);
});

test('lists are written in some way where there are lists, and no JSON', () => {
  expect(told([rateLimit, `    bodyAs: { lists: repeat }\n${rateLimit}`])).toMatchInlineSnapshot(`
    "tides.yaml:75:15: lists means nothing in JSON, which has lists by itself
      expected: encoding: form or multipart
        74 |     credentials: [token]
      > 75 |     bodyAs: { lists: repeat }
           |               ^^^^^
        76 |     rateLimit: all"
  `);
  const noList = ', crew: { type: array, optional: true }';
  const form = `    bodyAs: { encoding: form, lists: repeat }\n${rateLimit}`;
  expect(told([rateLimit, form])).toBe('valid');
  expect(told([noList, ''], [rateLimit, form])).toMatchInlineSnapshot(`
    "tides.yaml:75:31: lists means nothing where no argument of the body is a list
      expected: an argument of the type array, or no lists
        74 |     credentials: [token]
      > 75 |     bodyAs: { encoding: form, lists: repeat }
           |                               ^^^^^
        76 |     rateLimit: all"
  `);
});
