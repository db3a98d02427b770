import { stringify } from 'yaml';
import { type Openapi, textOf } from './document.js';
import { errorsOf } from './errors.js';
import { fixturesOf } from './fixtures.js';
import { kebab } from './names.js';
import { draftOperation, operationsOf, successOf } from './operations.js';
import { policiesOf } from './policies.js';
import { commented, languageNames } from './sections.js';
import { securityOf } from './security.js';

export interface DraftOptions {
  /** Languages of the SDKs, as specs spell them: typescript, python, csharp, java, go. */
  readonly languages: readonly string[];
  /** Operations that are drafted, by what the document or the spec calls them; all without any. */
  readonly operations: readonly string[];
}

/** A spec as a document has it, and what it does not have. */
export interface Draft {
  readonly spec: string;
  /** Recorded answers of its examples; paths are relative to the folder of fixtures. */
  readonly fixtures: readonly { readonly path: string; readonly text: string }[];
  /** Names of the operations in the spec. */
  readonly operations: readonly string[];
  /** What could not be known or described, a line each. */
  readonly notes: readonly string[];
  /** Operations that were asked for and are not there. */
  readonly unknown: readonly string[];
  /** What the document calls its operations. */
  readonly known: readonly string[];
}

/**
 * Drafts a spec from an OpenAPI document. What the document says has it for a source, of level must; what is only usual has the source `draft`,
 * of level should, and is marked TO DO.
 *
 * @example
 * ```ts
 * import { draftFromOpenapi, readOpenapi } from '@sdk-conformance/importers';
 *
 * const read = readOpenapi({ openapi: '3.1.0', info: { title: 'Shop', version: '1' }, paths: {} });
 * if (read.ok) console.log(draftFromOpenapi(read.document, { languages: ['python'], operations: [] }).spec);
 * ```
 */
export function draftFromOpenapi(document: Openapi, options: DraftOptions): Draft {
  const all = operationsOf(document);
  const asked = new Set(options.operations);
  const chosen = asked.size === 0 ? all : all.filter(({ id, called }) => asked.has(id) || asked.has(called));
  const info = document.node(document.root['info']) ?? {};
  const title = textOf(info['title']) ?? 'My API';
  const id = kebab(title);
  const notes: string[] = [];
  const drafted = chosen.flatMap((found) => {
    const operation = draftOperation(document, found, successOf(document, found), `${id}/${kebab(found.id)}`);
    if (typeof operation !== 'string') return [{ found, ...operation }];
    notes.push(`operation ${found.called} is left out: ${operation}`);
    return [];
  });
  const described = drafted.map(({ found }) => found);
  const security = securityOf(document, described);
  const errors = errorsOf(document, described);
  const policies = policiesOf(document, described);
  const fixtures = fixturesOf(document, id, described);
  const operations = Object.fromEntries(
    drafted.map(({ found, entry }) => {
      const credentials = security.of(found);
      return [found.id, { ...entry, ...(credentials.length === 0 ? {} : { credentials }), ...policies.of(found) }];
    }),
  );
  notes.push(...drafted.flatMap(({ found, notes: own }) => own.map((note) => `operations.${found.id}: ${note}`)));
  const server = serverOf(document);
  if (server === null) notes.push('api.baseUrl: the document names no server');
  const version = textOf(info['version']);
  const external = textOf(document.node(document.root['externalDocs'])?.['url']);
  const parts = {
    api: {
      id,
      name: title,
      baseUrl: server ?? 'https://api.example.com',
      ...(external !== null && /^https?:/.test(external) ? { documentation: external } : {}),
    },
    title: `OpenAPI document${version === null ? '' : `, version ${version}`}`,
    names: languageNames(options.languages),
    security: security.credentials,
    errors,
    policies,
    operations,
  };
  notes.push(...security.notes, ...policies.notes, ...fixtures.notes);
  if (errors.body === null) notes.push('errors.body: no error response tells where its message stands');
  if (policies.backoff !== null) notes.push('backoff.jitter: the document does not say how delays are spread');
  if (policies.retry === null) notes.push('retry, backoff: the document does not say what is retried');
  if (policies.hints === null) notes.push('hints: no response has a Retry-After');
  notes.push(
    ...document.lost().map((ref) => `${ref} leads out of the document or to nothing; what it stands for is left out`),
  );
  return {
    spec: commented(parts, (value) => stringify(value, { lineWidth: 0 })),
    fixtures: fixtures.files,
    operations: Object.keys(operations),
    notes,
    unknown: [...asked].filter((name) => !all.some(({ id, called }) => id === name || called === name)),
    known: all.map(({ called }) => called),
  };
}

function serverOf(document: Openapi): string | null {
  const { servers } = document.root;
  const first = document.node(Array.isArray(servers) ? servers[0] : null);
  const url = textOf(first?.['url']);
  if (url === null) return null;
  const variables = document.node(first?.['variables']) ?? {};
  const whole = url.replace(/\{([^}]+)\}/g, (_, name) => String(document.node(variables[name])?.['default'] ?? name));
  return /^https?:\/\/[^/]/.test(whole) ? whole.replace(/\/+$/, '') : null;
}
