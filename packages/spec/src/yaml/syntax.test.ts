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

  test('brackets and quotes that do not end', () => {
    expect(read('a: [1, 2\nb: 3')).toMatchInlineSnapshot(`
      "a.yaml:2:1: this is not YAML: flow sequence in block collection must be sufficiently indented and end with a ]
          1 | a: [1, 2
        > 2 | b: 3
            | ^"
    `);
    expect(read('a: "x\n')).toMatchInlineSnapshot(`
      "a.yaml:2:1: this is not YAML: missing closing "quote
          1 | a: "x
        > 2 |
            | ^"
    `);
  });

  test('a list that goes on as a map', () => {
    expect(read('- a\nb: 1')).toMatchInlineSnapshot(`
      "a.yaml:2:1: this is not YAML: unexpected scalar at node end
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
