import type { BodyAs, Exchange, HeaderLine } from '@sdk-conformance/model';
import type { RequestExpectation } from '@sdk-conformance/oracle';
import { expect, test } from 'vitest';
import { judgeBody } from './body.js';

const form: HeaderLine = ['content-type', 'application/x-www-form-urlencoded'];
const json: HeaderLine = ['content-type', 'application/json'];

function told(
  body: RequestExpectation['body'],
  bodyAs: Partial<BodyAs>,
  text: string,
  headers: readonly HeaderLine[] = [form],
): string {
  const expected = {
    body,
    bodyAs: { encoding: 'form', nested: null, lists: null, optional: false, ...bodyAs },
    pointer: '/operations/book',
  };
  const exchange = { request: { headers, body: new TextEncoder().encode(text) } };
  const { verdict, seen } = judgeBody(
    expected as unknown as RequestExpectation,
    exchange as unknown as Exchange,
    'step',
  );
  return seen === '' ? verdict : `${verdict}: ${seen}`;
}

const nested = { crew: { note: 'a b' }, boats: ['x'] };

test('a form holds each argument, and nothing else', () => {
  expect(told({ boat: 'Möwe', length: 7 }, {}, 'length=7&boat=M%C3%B6we')).toBe('pass');
  expect(told({ boat: 'a' }, {}, '')).toBe('fail: the body is empty');
  expect(told({ boat: 'a' }, {}, 'boat=b')).toBe('fail: boat is missing or another: boat=b');
  expect(told({ boat: 'a' }, {}, 'boat=a&debug=1')).toBe('fail: debug stands in it: boat=a&debug=1');
  expect(told({ boat: 'a' }, {}, '{"boat":"a"}')).toBe('fail: boat is missing or another: {"boat":"a"}');
});

test('JSON that is declared as JSON holds the arguments: that it is no form is a matter of the header', () => {
  expect(told({ boat: 'a' }, {}, '{"boat":"a"}', [json])).toBe('pass');
  expect(told({ boat: 'a' }, {}, 'boat=a', [json])).toBe('pass');
  expect(told({ boat: 'a' }, {}, '{"boat":"b"}', [json])).toBe('fail: boat is missing or another: {"boat":"b"}');
});

test('objects and lists, in the way that is promised', () => {
  const brackets = 'crew[note]=a+b&boats[0]=x';
  const empty = 'crew[note]=a+b&boats[]=x';
  const texts = `crew=${encodeURIComponent('{"note":"a b"}')}&boats=${encodeURIComponent('["x"]')}`;
  const dots = 'crew.note=a+b&boats=x';
  const by = (way: BodyAs['nested']) =>
    [brackets, empty, texts, dots].map((text) => told(nested, { nested: way }, text)[0]);
  expect({ any: by(null), brackets: by('brackets'), json: by('json') }).toEqual({
    any: ['p', 'p', 'p', 'p'],
    brackets: ['p', 'p', 'f', 'f'],
    json: ['f', 'f', 'p', 'f'],
  });
});

test('lists, in the way that is promised, beside objects in theirs', () => {
  const crew = 'crew[note]=a+b';
  const texts = [
    `${crew}&boats=x`,
    `${crew}&boats[]=x`,
    `${crew}&boats[0]=x`,
    'crew.note=a+b&boats=x',
    `${crew}&boats=`,
    crew,
  ];
  const by = (lists: BodyAs['lists'], way: BodyAs['nested'] = 'brackets') =>
    texts.map((text) => told(nested, { nested: way, lists }, text)[0]).join('');
  expect([by('repeat'), by('brackets'), by('indices'), by('repeat', null)]).toEqual([
    'pfffff',
    'fpffff',
    'ffpfff',
    'pffpff',
  ]);
  const json = `crew=${encodeURIComponent('{"note":"a b"}')}`;
  const many = (text: string) => told({ ...nested, boats: ['x', 'y'] }, { nested: 'json', lists: 'repeat' }, text)[0];
  expect(
    [`${json}&boats=x&boats=y`, `${json}&boats=y&boats=x`, `${json}&boats=x`, `${json}&boats=x&boats=y&boats=y`].map(
      many,
    ),
  ).toEqual(['p', 'p', 'f', 'f']);
});

test('parts of a multipart body', () => {
  const type: HeaderLine = ['content-type', 'multipart/form-data; boundary=x'];
  const part = (name: string, text: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
  const multipart = { encoding: 'multipart' } as const;
  expect(told({ boat: 'a', length: 7 }, multipart, `${part('boat', 'a')}${part('length', '7')}--x--`, [type])).toBe(
    'pass',
  );
  expect(told({ boat: 'a', length: 7 }, multipart, `${part('boat', 'a')}--x--`, [type])).toMatch(
    /^fail: length is missing/,
  );
});

test('without an argument: an empty form, and a body that may be left out', () => {
  const asJson = { encoding: 'json' } as const;
  expect([
    told({}, {}, ''),
    told({}, { ...asJson, optional: true }, '', []),
    told({}, { ...asJson, optional: true }, '{}', [json]),
    told({}, asJson, '', []),
  ]).toEqual(['pass', 'pass', 'pass', 'fail: the body is empty']);
});
