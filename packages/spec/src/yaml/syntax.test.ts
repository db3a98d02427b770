import { describe, expect, test } from 'vitest';
import { read } from './read.test.kit.js';

describe('what is refused', () => {
  test('directives', () => {
    expect(read('# old\n%YAML 1.1\n---\na: yes\n')).toMatchInlineSnapshot(`
      "a.yaml:2:1: the directive %YAML is refused
        expected: YAML 1.2 without directives
          1 | # old
        > 2 | %YAML 1.1
            | ^^^^^
          3 | ---"
    `);
    expect(read('%TAG ! tag:x,2000:\n---\na: 1\n')).toMatchInlineSnapshot(`
      "a.yaml:1:1: the directive %TAG is refused
        expected: YAML 1.2 without directives
        > 1 | %TAG ! tag:x,2000:
            | ^^^^
          2 | ---"
    `);
  });

  test('tabs that indent', () => {
    expect(read('a:\n\tb: 1\n')).toMatchInlineSnapshot(`
      "a.yaml:2:1: a tab is used to indent
        expected: spaces
        got:      a tab
          1 | a:
        > 2 | 	b: 1
            | ^
          3 |"
    `);
  });

  test('a second colon', () => {
    expect(read('a: check: this\nb: 1')).toMatchInlineSnapshot(`
      "a.yaml:1:4: a second colon stands in this line
        expected: quotes around a text that holds a colon and a space
        > 1 | a: check: this
            |    ^
          2 | b: 1"
    `);
  });

  test('a text that begins with a reserved character', () => {
    expect(read('a: @x\nb: `y`')).toMatchInlineSnapshot(`
      "a.yaml:1:4: a text cannot begin with this character
        expected: quotes around the text
        > 1 | a: @x
            |    ^
          2 | b: \`y\`
      a.yaml:2:4: a text cannot begin with this character
        expected: quotes around the text
          1 | a: @x
        > 2 | b: \`y\`
            |    ^"
    `);
  });

  test.each(['a: {\n\tb: 1\n}\nc: 2', 'a: |\n\ttext', 'a:\n  - 1\n \t- 2'])('a tab that indents: %j', (text) => {
    expect(read(text)).toMatchSnapshot();
  });

  test.each([
    'a: {b: 1\nc: {d: 2}\ne: [3]',
    'a: [1, 2\nb: 3',
    'a: {b: [1, {c: 2}, 3\n',
    'a: "x\nb: 2',
    "a: it's 'so\nb: {c: 'x}",
  ])('a bracket or a quote that does not end: %j', (text) => {
    expect(read(text)).toMatchSnapshot();
  });

  test('a bracket that another one closes', () => {
    expect(read('a:\n  - [1,\n    {b: 2]\nc: 3')).toMatchInlineSnapshot(`
      "a.yaml:3:5: this { is not closed
        expected: }
        got:      ] in line 3
          2 |   - [1,
        > 3 |     {b: 2]
            |     ^
          4 | c: 3"
    `);
    expect(read('a: {b: 1}}\nc: [x]')).toMatchInlineSnapshot(`
      "a.yaml:1:10: this } closes nothing
        expected: { before it, or quotes around the text
        > 1 | a: {b: 1}}
            |          ^
          2 | c: [x]"
    `);
  });

  test('lines within brackets that are not indented', () => {
    expect(read('x:\n  a: {\n  b: 1 }\ny: 2')).toMatchInlineSnapshot(`
      "a.yaml:3:3: this line belongs to the { of line 2, and is not indented
        expected: more spaces than before its key
          2 |   a: {
        > 3 |   b: 1 }
            |   ^
          4 | y: 2"
    `);
  });

  test('keys that are not indented as those beside them', () => {
    expect(read('a:\n  b: 1\n c: 2')).toMatchInlineSnapshot(`
      "a.yaml:3:1: this key is not indented like those beside it
        expected: the same spaces before each of them
          2 |   b: 1
        > 3 |  c: 2
            | ^"
    `);
    expect(read('a: 1\n  b: 2')).toMatchInlineSnapshot(`
      "a.yaml:1:4: a key stands below this value, further to the right than its own
        expected: as many spaces before the key below as before this one
        > 1 | a: 1
            |    ^
          2 |   b: 2"
    `);
  });

  test('a key without a colon, and two without a comma', () => {
    expect(read('a\nb: 1')).toMatchInlineSnapshot(`
      "a.yaml:1:1: this is no key with a value
        expected: a key, a colon and a space
        > 1 | a
            | ^
          2 | b: 1"
    `);
    expect(read('a: {b: 1 c: 2}')).toMatchInlineSnapshot(`
      "a.yaml:1:8: two keys stand here without a comma between them
        expected: a comma
        > 1 | a: {b: 1 c: 2}
            |        ^^^^^^"
    `);
  });

  test('a list that goes on as a map', () => {
    expect(read('- a\nb: 1')).toMatchInlineSnapshot(`
      "a.yaml:2:1: this stands behind a value that has ended
        expected: a key of its own, or quotes around the whole
          1 | - a
        > 2 | b: 1
            | ^"
    `);
  });

  test.each(['[', '{a: ', '- ', '? ', '- ? '])('nesting without end: %s', (opening) => {
    const text = opening.repeat(Math.floor((1024 * 1024) / opening.length));
    expect(read(text).split('\n').slice(0, 2).join('\n')).toMatchSnapshot();
  });

  test('a hundred levels are read', () => {
    expect(read(`${'['.repeat(100)}${']'.repeat(100)}`)).toBe(`${'['.repeat(100)}${']'.repeat(100)}`);
  });
});
