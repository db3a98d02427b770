/** An element of XML; its content is a text, or other elements. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: string | readonly string[],
): string {
  const given = Object.entries(attributes).map(([key, value]) => `${key}="${inAttribute(value)}"`);
  const open = [name, ...given].join(' ');
  if (content.length === 0) return `<${open}/>`;
  return typeof content === 'string'
    ? `<${open}>${escaped(content)}</${name}>`
    : `<${open}>\n${content.join('\n')}\n</${name}>`;
}

/** What XML cannot hold, even as an entity, becomes U+FFFD. */
const unholdable = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

function escaped(text: string): string {
  return text.replace(unholdable, '\ufffd').replace(/[&<>"\r]/g, (found) => entities[found] ?? found);
}

/** A parser makes a blank of a tab or a line's end in an attribute. */
function inAttribute(text: string): string {
  return escaped(text).replace(/[\t\n]/g, (found) => entities[found] ?? found);
}

/** Seconds to the millisecond, as XML reports have them. */
export function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
