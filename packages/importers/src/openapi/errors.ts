import { STATUS_CODES } from 'node:http';
import { isNode, type Openapi } from './document.js';
import type { Found } from './operations.js';
import { exampleOf, keysOf } from './schema.js';

/** Ids of classes that SDKs commonly have. */
const common: Readonly<Record<string, string>> = {
  400: 'BadRequest',
  401: 'Authentication',
  403: 'PermissionDenied',
  404: 'NotFound',
  409: 'Conflict',
  422: 'UnprocessableEntity',
  429: 'RateLimit',
};

export interface Errors {
  /** By code or range, in the order in which they are written. */
  readonly statuses: ReadonlyMap<string | number, unknown>;
  /** Ids of the error classes, the base first. */
  readonly classes: readonly string[];
  /** Where the message stands in an error's body, with an example of one; null where no response says so. */
  readonly body: { readonly example: unknown; readonly message: readonly string[] } | null;
}

/** Statuses, and classes by the usual names: no document has those of SDKs. */
export function errorsOf(document: Openapi, operations: readonly Found[]): Errors {
  const answers = operations.flatMap(({ node }) => Object.entries(document.node(node['responses']) ?? {}));
  const codes = [...new Set(answers.map(([code]) => code.toLowerCase()))].filter((code) =>
    /^([45](\d\d|xx)|default)$/.test(code),
  );
  const classes = new Set(['Api']);
  const statuses = new Map<string | number, unknown>([['2xx', { meaning: 'OK' }]]);
  for (const code of codes.sort()) {
    const error = common[code] ?? (/^5/.test(code) ? 'Server' : 'Api');
    classes.add(error);
    const meaning =
      code === 'default' ? {} : { meaning: STATUS_CODES[code] ?? (code === '5xx' ? 'Server Error' : 'Client Error') };
    statuses.set(/x|default/.test(code) ? code : Number(code), { ...meaning, error });
  }
  return {
    statuses,
    classes: [...classes],
    body: bodyOf(
      document,
      answers.filter(([code]) => /^([45]|default)/i.test(code)),
    ),
  };
}

const places = ['/error/message', '/message', '/detail', '/title', '/error', '/error_description', '/errors/0/message'];

/** The body of the first error whose schema or example has a message. */
function bodyOf(document: Openapi, answers: readonly (readonly [string, unknown])[]): Errors['body'] {
  for (const [, answer] of answers) {
    const content = document.node(answer)?.['content'];
    for (const value of isNode(content) ? Object.values(content) : []) {
      const media = document.node(value) ?? {};
      const example = exampleOf(document, media) ?? sampleOf(document, media['schema'], 0);
      const message = places.filter((place) => typeof at(example, place) === 'string');
      if (message.length > 0) return { example, message: message.slice(0, 1) };
    }
  }
  return null;
}

/** A value that a schema allows, with texts where it has texts. */
function sampleOf(document: Openapi, schema: unknown, depth: number): unknown {
  const found = document.node(schema) ?? {};
  if (found['example'] !== undefined) return found['example'];
  const keys = keysOf(document, found);
  if (keys !== null && depth < 4)
    return Object.fromEntries(
      Object.entries(keys.properties).map(([key, of]) => [key, sampleOf(document, of, depth + 1)]),
    );
  if (found['type'] === 'array') return depth < 4 ? [sampleOf(document, found['items'], depth + 1)] : [];
  if (found['type'] === 'integer' || found['type'] === 'number') return 1;
  if (found['type'] === 'boolean') return true;
  return found['type'] === 'string' ? (Array.isArray(found['enum']) ? found['enum'][0] : 'what went wrong') : null;
}

function at(value: unknown, pointer: string): unknown {
  return pointer
    .slice(1)
    .split('/')
    .reduce<unknown>((of, key) => (isNode(of) || Array.isArray(of) ? Reflect.get(of, key) : undefined), value);
}
