import { describe, expect, test } from 'vitest';
import type { JsonValue } from './json.js';
import { readSentBody, sentArgument } from './sent-body.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const form = (text: string) => readSentBody(bytes(text), [['content-type', 'application/x-www-form-urlencoded']]);

describe('JSON', () => {
  const wanted = { kind: 'json', value: { note: 'é' } };

  test('whatever its content type, also behind a byte order mark', () => {
    expect(readSentBody(bytes('{"note":"é"}'), [])).toEqual(wanted);
    expect(readSentBody(bytes('\uFEFF{"note":"é"}'), [['Content-Type', 'text/plain']])).toEqual(wanted);
  });

  test('in the charset that is declared, and in UTF-8 where nobody knows that one', () => {
    const latin = Uint8Array.from(Buffer.from('{"note":"é"}', 'latin1'));
    expect(readSentBody(latin, [['Content-Type', 'application/json; charset="ISO-8859-1"']])).toEqual(wanted);
    expect(readSentBody(bytes('{"note":"é"}'), [['Content-Type', 'application/json; charset=nope']])).toEqual(wanted);
  });

  test('tells an argument that is absent, the same, or another', () => {
    const body = readSentBody(bytes('{"a":{"b":[1]},"c":null}'), []);
    expect([
      sentArgument(body, 'a', { b: [1] }),
      sentArgument(body, 'a', { b: [2] }),
      sentArgument(body, 'a', undefined),
      sentArgument(body, 'c', null),
      sentArgument(body, 'd', null),
      sentArgument(readSentBody(bytes('[1]'), []), '0', 1),
      sentArgument(readSentBody(bytes('{'), []), 'a', 1),
    ]).toEqual(['same', 'other', 'other', 'same', 'absent', 'absent', 'absent']);
  });
});

describe('forms', () => {
  const same = (text: string, value: JsonValue) => sentArgument(form(text), 'a', value);

  test.each<[string, string, JsonValue]>([
    ['a text, with its blanks in either way', 'a=b+c%20%C3%A9', 'b c é'],
    ['a number', 'a=7', 7],
    ['a boolean', 'a=true', true],
    ['a boolean of Python', 'a=True', true],
    ['null, left empty', 'a=', null],
    ['an object in brackets', 'a[b]=x&a[c][d]=7', { b: 'x', c: { d: 7 } }],
    ['brackets that are escaped', 'a%5Bb%5D=x', { b: 'x' }],
    ['an object in dots', 'a.b=x', { b: 'x' }],
    ['a list in empty brackets', 'a[]=x&a[]=y', ['x', 'y']],
    ['a list with places', 'a[0]=x&a[1]=y', ['x', 'y']],
    ['a list whose name repeats', 'a=x&a=y', ['x', 'y']],
    ['objects in a list', 'a[0][b]=x&a[1][b]=y', [{ b: 'x' }, { b: 'y' }]],
    ['an object as one text of JSON', 'a=%7B%22b%22%3A%5B1%5D%7D', { b: [1] }],
  ])('%s', (_, text, value) => {
    expect(same(text, value)).toBe('same');
  });

  test.each<[string, string, JsonValue]>([
    ['another text', 'a=c', 'b'],
    ['a key too many', 'a[b]=x&a[c]=y', { b: 'x' }],
    ['a key too few', 'a[b]=x', { b: 'x', c: 'y' }],
    ['an entry twice', 'a[]=x&a[]=x', ['x', 'y']],
  ])('not %s', (_, text, value) => {
    expect(same(text, value)).toBe('other');
  });

  test('a name that only begins alike is another', () => {
    expect(sentArgument(form('ab=1'), 'a', 1)).toBe('absent');
  });

  test('a name with a dot of its own', () => {
    expect(sentArgument(form('user.name=x'), 'user.name', 'x')).toBe('same');
  });

  test('multipart, each part by its name', () => {
    const text = [
      '--xYz',
      'Content-Disposition: form-data; name="a"',
      '',
      'b é\r\n--no boundary',
      '--xYz',
      'content-disposition: form-data; filename="f.txt"; name=file',
      'Content-Type: text/plain',
      '',
      'bytes',
      '--xYz--',
      '',
    ].join('\r\n');
    const body = readSentBody(bytes(text), [['Content-Type', 'multipart/form-data; boundary=xYz']]);
    expect(body).toEqual({
      kind: 'form',
      pairs: [
        ['a', 'b é\r\n--no boundary'],
        ['file', 'bytes'],
      ],
    });
    expect(sentArgument(body, 'a', 'b é\r\n--no boundary')).toBe('same');
  });
});
