/** A message of an adapter and its answer. */
export interface Recorded {
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

const widest = 110;

/** A recorded session as the protocol's page shows it, without what differs from run to run. */
export function transcript(records: readonly Recorded[]): string {
  const text = records
    .map(({ path, body, status, answer }) => `POST ${path}\n${written(body)}\n\n${status} ${written(answer)}\n`)
    .join('\n');
  return masked(text);
}

/** JSON on one line where it fits, else an item a line. */
function written(value: unknown, indent = ''): string {
  const short = inline(value);
  if (typeof value !== 'object' || value === null || indent.length + short.length <= widest) return short;
  const inner = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item) => written(item, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${written(item, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${items.map((item) => `${inner}${item}`).join(',\n')}\n${indent}${close}`;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`)
    .join(', ')}}`;
}

function masked(text: string): string {
  const oneOrigin = text.replace(/(?<=127\.0\.0\.1:)[0-9]+/g, '40200');
  return [
    { found: /\bcanary_[0-9a-f]+/g, name: 'canary-' },
    { found: /\bc[0-9a-f]{16}\b/g, name: 'c' },
    { found: /\bs[0-9]+\b(?=["/])/g, name: 's' },
  ].reduce((so, { found, name }) => numbered(so, found, name), oneOrigin);
}

/** What is found by a name and a number, the same for the same text. */
function numbered(text: string, found: RegExp, name: string): string {
  const seen: string[] = [];
  return text.replace(found, (match) => {
    if (!seen.includes(match)) seen.push(match);
    return `${name}${seen.indexOf(match) + 1}`;
  });
}
