import { expect, test } from 'vitest';
import { html, type Part, written } from './markup.js';

test('what is put into a template is text, in an element and in an attribute', () => {
  const said = `<b onclick='x'>"&amp;\`</b>\r`;
  expect(written(html`<p title="${said}">${said}</p>`)).toBe(
    '<p title="&lt;b onclick=&#39;x&#39;&gt;&quot;&amp;amp;&#96;&lt;/b&gt;&#13;">&lt;b onclick=&#39;x&#39;&gt;&quot;&amp;amp;&#96;&lt;/b&gt;&#13;</p>',
  );
});

test('markup stands in markup, lists one after the other, and null is nothing', () => {
  expect(written(html`<ul>${['a', 'b'].map((name) => html`<li>${name}</li>`)}${null}</ul>`)).toBe(
    '<ul><li>a</li><li>b</li></ul>',
  );
});

test('numbers are short, and none is what a drawing cannot hold', () => {
  expect(written(html`${1 / 3} ${Number.NaN} ${Number.POSITIVE_INFINITY} ${-0.5}`)).toBe('0.33 0 0 -0.5');
});

test('nothing of a log can be taken for markup', () => {
  const forged = JSON.parse('{"markup":"<b>","Symbol(markup)":"<b>"}') as Part;
  expect(() => written(html`${forged}`)).toThrow(TypeError);
});
