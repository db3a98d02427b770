import { ruleDocs } from '../rules.js';
import { jsDoc } from '../text/javascript.js';
import { fileText } from '../text/wrap.js';

/** How an answer is read, whatever HTTP client it comes from; the same for every spec. */
export function readerFile(): string {
  return fileText([
    ...jsDoc(['Headers of an answer, such as the `Headers` of fetch.']),
    'export interface AnswerHeaders {',
    '  get(name: string): string | null | undefined;',
    '  forEach(use: (value: string, name: string) => void): void;',
    '}',
    '',
    ...jsDoc(['An answer as it came.']),
    'export interface Answer {',
    '  readonly status: number;',
    ...jsDoc(['The phrase that came with the status.'], [], '  '),
    '  readonly statusText?: string | null | undefined;',
    ...jsDoc(['As `Headers`, or as a record of names in whatever case.'], [], '  '),
    '  readonly headers?: AnswerHeaders | Readonly<Record<string, string | readonly string[] | undefined>> | undefined;',
    ...jsDoc(['Text of the body; null where there is none.'], [], '  '),
    '  readonly body?: string | null | undefined;',
    ...jsDoc([ruleDocs.unread], [], '  '),
    "  readonly unread?: 'cut' | 'corrupt' | null | undefined;",
    '}',
    '',
    ...reader.split('\n'),
  ]);
}

const reader = `/** An answer that is asked for its headers and for what stands in its body. */
export interface ReadAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly header: (name: string) => string | null;
  readonly headers: () => Readonly<Record<string, string>>;
  readonly body: (pointer: string) => unknown;
  readonly text: string | null;
  readonly unread: 'cut' | 'corrupt' | 'empty' | 'notJson' | null;
}

export function read({ status, statusText, headers = {}, body, unread }: Answer): ReadAnswer {
  const text = body === undefined ? null : body;
  const parsed = typeof unread === 'string' || text === null || text === '' ? null : parse(text);
  return {
    status,
    statusText: statusText ?? '',
    header: (name) => (isBag(headers) ? (headers.get(name) ?? null) : (valueNamed(headers, name) ?? null)),
    headers: () => all(headers),
    body: (pointer) => (parsed === null ? undefined : valueAt(parsed.value, pointer)),
    text,
    unread: unread ?? (text === null || text === '' ? 'empty' : parsed === null ? 'notJson' : null),
  };
}

function parse(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text.replace(/^\\uFEFF/, '')) };
  } catch {
    return null;
  }
}

type HeaderRecord = Readonly<Record<string, string | readonly string[] | undefined>>;

function isBag(headers: AnswerHeaders | HeaderRecord): headers is AnswerHeaders {
  return typeof headers['get'] === 'function';
}

function joined(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : value.join(', ');
}

function valueNamed(headers: HeaderRecord, name: string): string | undefined {
  for (const [own, value] of Object.entries(headers)) {
    if (value !== undefined && own.toLowerCase() === name.toLowerCase()) return joined(value);
  }
  return undefined;
}

function all(headers: AnswerHeaders | HeaderRecord): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  if (isBag(headers)) {
    headers.forEach((value, name) => {
      found[name.toLowerCase()] = value;
    });
  } else {
    for (const [name, value] of Object.entries(headers)) {
      if (value !== undefined) found[name.toLowerCase()] = joined(value);
    }
  }
  return found;
}

/** What a JSON pointer leads to; undefined where nothing is there. */
function valueAt(value: unknown, pointer: string): unknown {
  let at = value;
  for (const raw of pointer.split('/').slice(1)) {
    const key = raw.replace(/~1/g, '/').replace(/~0/g, '~');
    if (typeof at !== 'object' || at === null) return undefined;
    if (Array.isArray(at) && !/^[0-9]+$/.test(key)) return undefined;
    if (!Object.prototype.hasOwnProperty.call(at, key)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[key];
  }
  return at;
}

/** Whether what stands somewhere is what is asked for; null asks for anything. */
export function isThere(value: unknown, equals: string | number | boolean | null): boolean {
  return value !== undefined && value !== null && (equals === null || value === equals);
}`;
