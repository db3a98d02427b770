import { describe, expect, test } from 'vitest';
import { read } from './read.test.kit.js';
import { readYaml } from './read-yaml.js';

describe('what is read', () => {
  test('plain values, the YAML 1.2 way', () => {
    expect(read('a: no\nb: 1.5\nc: [~, true, 0x10]\nd: {}\ne:\nf: 2026-11-23\ng: 012\n')).toMatchInlineSnapshot(
      `"{"a":"no","b":1.5,"c":[null,true,16],"d":{},"e":null,"f":"2026-11-23","g":12}"`,
    );
  });

  test('a file with a byte order mark and CRLF', () => {
    expect(read('\uFEFFa: 1\r\nb: |\r\n  x\r\n  y\r\n')).toBe('{"a":1,"b":"x\\ny\\n"}');
  });

  test('a document between its marks', () => {
    expect(read('---\na: 1\n...\n')).toBe('{"a":1}');
  });

  test('an empty file is nothing', () => {
    expect(read('# nothing here\n')).toBe('null');
  });

  test('keys of JavaScript’s own are keys like others', () => {
    expect(read('__proto__: {polluted: true}\nconstructor: 1\n')).toBe(
      '{"__proto__":{"polluted":true},"constructor":1}',
    );
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

test('places of keys, values and items', () => {
  const yaml = readYaml('a.yaml', new TextEncoder().encode('a/b:\n  - c: dd\n  - [1,\n     22]\n'));
  if (!yaml.ok) throw new Error('not read');
  expect(yaml.pointers).toEqual(['/a~1b', '/a~1b/0', '/a~1b/0/c', '/a~1b/1', '/a~1b/1/0', '/a~1b/1/1']);
  expect(yaml.at('/a~1b')).toEqual({ line: 1, column: 1, length: 3 });
  expect(yaml.at('/a~1b/0/c')).toEqual({ line: 2, column: 5, length: 1 });
  expect(yaml.valueAt('/a~1b/0/c')).toEqual({ line: 2, column: 8, length: 2 });
  expect(yaml.at('/a~1b/1')).toEqual({ line: 3, column: 5, length: 3 });
  expect(yaml.at('/a~1b/1/1')).toEqual({ line: 4, column: 6, length: 2 });
  expect(yaml.at('/nowhere')).toBeUndefined();
});

describe('what is refused', () => {
  test('bytes that are not UTF-8', () => {
    const bytes = new Uint8Array([
      ...new TextEncoder().encode('a: 1\nb: é'),
      0xe9,
      ...new TextEncoder().encode('\nc: 1'),
    ]);
    expect(read(bytes)).toMatchInlineSnapshot(`
      "a.yaml:2:5: this is not UTF-8
        expected: text in UTF-8
        got:      byte 0xe9
          1 | a: 1
        > 2 | b: é�
            |     ^
          3 | c: 1"
    `);
  });

  test('UTF-16', () => {
    expect(read(new Uint8Array([0xff, 0xfe, 0x61, 0, 0x3a, 0]))).toMatchInlineSnapshot(`
      "a.yaml:1:1: this is not UTF-8
        expected: text in UTF-8
        got:      byte 0xff
        > 1 | ��a�:�
            | ^"
    `);
  });

  test('a file that ends within a character', () => {
    expect(read(new Uint8Array([0x61, 0x3a, 0x20, 0xc3]))).toMatchInlineSnapshot(`
      "a.yaml:1:4: this is not UTF-8
        expected: text in UTF-8
        got:      byte 0xc3
        > 1 | a: �
            |    ^"
    `);
  });

  test('more than 1 MiB', () => {
    expect(read(new Uint8Array(1024 * 1024 + 1).fill(0x23))).toMatchInlineSnapshot(`
      "a.yaml: the file is too large
        expected: at most 1 MiB
        got:      1048577 bytes"
    `);
    expect(read(new Uint8Array(1024 * 1024).fill(0x23))).toBe('null');
  });

  test('control characters', () => {
    expect(read('a: 1\nb: x\0y')).toMatchInlineSnapshot(`
      "a.yaml:2:5: a control character stands in the text
        expected: printable text
        got:      U+0000
          1 | a: 1
        > 2 | b: x�y
            |     ^"
    `);
  });

  test('duplicate keys, also where they are spelt in two ways', () => {
    expect(read('a: 1\n"a": 2\nb: {429: x, "429": y}\n')).toMatchInlineSnapshot(`
      "a.yaml:2:1: the key a stands here twice
        expected: each key once
          1 | a: 1
        > 2 | "a": 2
            | ^^^
          3 | b: {429: x, "429": y}
      a.yaml:3:13: the key 429 stands here twice
        expected: each key once
          2 | "a": 2
        > 3 | b: {429: x, "429": y}
            |             ^^^^^
          4 |"
    `);
  });

  test('an alias bomb', () => {
    const bomb = `a: &a [x, x]\n${['b', 'c', 'd'].map((key, i) => `${key}: &${key} [*${'abc'[i]}, *${'abc'[i]}]`).join('\n')}\n`;
    expect(read(bomb)).toMatchInlineSnapshot(`
      "a.yaml:1:7: the anchor &a is refused
        expected: a value without an anchor
        > 1 | a: &a [x, x]
            |       ^^^^^^
          2 | b: &b [*a, *a]
      a.yaml:2:7: the anchor &b is refused
        expected: a value without an anchor
          1 | a: &a [x, x]
        > 2 | b: &b [*a, *a]
            |       ^^^^^^^^
          3 | c: &c [*b, *b]
      a.yaml:2:8: the alias *a is refused
        expected: the value itself, written out
          1 | a: &a [x, x]
        > 2 | b: &b [*a, *a]
            |        ^^
          3 | c: &c [*b, *b]
      a.yaml:3:7: the anchor &c is refused
        expected: a value without an anchor
          2 | b: &b [*a, *a]
        > 3 | c: &c [*b, *b]
            |       ^^^^^^^^
          4 | d: &d [*c, *c]
      a.yaml:3:8: the alias *b is refused
        expected: the value itself, written out
          2 | b: &b [*a, *a]
        > 3 | c: &c [*b, *b]
            |        ^^
          4 | d: &d [*c, *c]
      a.yaml:4:7: the anchor &d is refused
        expected: a value without an anchor
          3 | c: &c [*b, *b]
        > 4 | d: &d [*c, *c]
            |       ^^^^^^^^
          5 |
      a.yaml:4:8: the alias *c is refused
        expected: the value itself, written out
          3 | c: &c [*b, *b]
        > 4 | d: &d [*c, *c]
            |        ^^
          5 |"
    `);
  });

  test('an alias of nothing', () => {
    expect(read('a: *nope')).toMatchInlineSnapshot(`
      "a.yaml:1:4: the alias *nope is refused
        expected: the value itself, written out
        > 1 | a: *nope
            |    ^^^^^"
    `);
  });

  test('merge keys, which need an alias', () => {
    expect(read('a: &a {b: 1}\nc: {<<: *a}')).toMatchInlineSnapshot(`
      "a.yaml:1:7: the anchor &a is refused
        expected: a value without an anchor
        > 1 | a: &a {b: 1}
            |       ^^^^^^
          2 | c: {<<: *a}
      a.yaml:2:9: the alias *a is refused
        expected: the value itself, written out
          1 | a: &a {b: 1}
        > 2 | c: {<<: *a}
            |         ^^"
    `);
  });

  test('tags', () => {
    expect(read('a: !!python/object x\nb: !env HOME\nc: !!str 1\n!!str d: 1')).toMatchInlineSnapshot(`
      "a.yaml:1:20: the tag !!python/object is refused
        expected: a value without a tag
        > 1 | a: !!python/object x
            |                    ^
          2 | b: !env HOME
      a.yaml:2:9: the tag !env is refused
        expected: a value without a tag
          1 | a: !!python/object x
        > 2 | b: !env HOME
            |         ^^^^
          3 | c: !!str 1
      a.yaml:3:10: the tag !!str is refused
        expected: a value without a tag
          2 | b: !env HOME
        > 3 | c: !!str 1
            |          ^
          4 | !!str d: 1
      a.yaml:4:7: the tag !!str is refused
        expected: a value without a tag
          3 | c: !!str 1
        > 4 | !!str d: 1
            |       ^"
    `);
  });

  test('numbers that JSON does not have', () => {
    expect(read('a: .nan\nb: -.inf\nc: 1e999\nd: 9007199254740993\n.inf: 1')).toMatchInlineSnapshot(`
      "a.yaml:1:4: .nan is not a number that JSON has
        expected: a finite number
        > 1 | a: .nan
            |    ^^^^
          2 | b: -.inf
      a.yaml:2:4: -.inf is not a number that JSON has
        expected: a finite number
          1 | a: .nan
        > 2 | b: -.inf
            |    ^^^^^
          3 | c: 1e999
      a.yaml:3:4: 1e999 is not a number that JSON has
        expected: a finite number
          2 | b: -.inf
        > 3 | c: 1e999
            |    ^^^^^
          4 | d: 9007199254740993
      a.yaml:4:4: 9007199254740993 is too large to be exact
        expected: at most 9007199254740991
          3 | c: 1e999
        > 4 | d: 9007199254740993
            |    ^^^^^^^^^^^^^^^^
          5 | .inf: 1
      a.yaml:5:1: .inf is not a number that JSON has
        expected: a finite number
          4 | d: 9007199254740993
        > 5 | .inf: 1
            | ^^^^"
    `);
  });

  test('keys that are no names', () => {
    expect(read('? [a]\n: 1\n? {b: c}\n: 2\n~: 3')).toMatchInlineSnapshot(`
      "a.yaml:1:3: this cannot be a key
        expected: a word or a number
        > 1 | ? [a]
            |   ^^^
          2 | : 1
      a.yaml:3:3: this cannot be a key
        expected: a word or a number
          2 | : 1
        > 3 | ? {b: c}
            |   ^^^^^^
          4 | : 2
      a.yaml:5:1: this cannot be a key
        expected: a word or a number
          4 | : 2
        > 5 | ~: 3
            | ^"
    `);
  });

  test('several documents', () => {
    expect(read('a: 1\n---\nb: 2\n')).toMatchInlineSnapshot(`
      "a.yaml:2:1: a second document begins here
        expected: one document in a file
          1 | a: 1
        > 2 | ---
            | ^^^
          3 | b: 2"
    `);
  });
});
