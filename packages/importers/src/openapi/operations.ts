import { isNode, type Node, type Openapi, textOf } from './document.js';
import { camel, free } from './names.js';
import { keysOf, type Parameter, parameterOf } from './schema.js';

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

/** An operation of the document. */
export interface Found {
  /** Its name in the spec. */
  readonly id: string;
  /** What the document calls it. */
  readonly called: string;
  /** `GET /v1/items/{id}` */
  readonly request: string;
  readonly node: Node;
  /** Its own parameters and those of its path. */
  readonly parameters: readonly Node[];
}

/** The operations of a document, in its order. */
export function operationsOf(document: Openapi): readonly Found[] {
  const taken = new Set<string>();
  const found: Found[] = [];
  for (const [path, value] of Object.entries(document.node(document.root['paths']) ?? {})) {
    const item = document.node(value) ?? {};
    for (const method of methods) {
      const node = document.node(item[method]);
      if (node === null) continue;
      const request = `${method.toUpperCase()} ${path}`;
      const called = textOf(node['operationId']) ?? request;
      const id = free(camel(textOf(node['operationId']) ?? `${method} ${path}`), taken);
      taken.add(id);
      found.push({ id, called, request, node, parameters: parametersOf(document, item, node) });
    }
  }
  return found;
}

/** Those of the operation stand in place of those of its path. */
function parametersOf(document: Openapi, item: Node, node: Node): readonly Node[] {
  const lists = [item['parameters'], node['parameters']].filter(Array.isArray).flat();
  const all = lists.map((each: unknown) => document.node(each)).filter((each) => each !== null);
  return [...new Map(all.map((each) => [`${each['in']} ${each['name']}`, each])).values()];
}

/** The success that is drafted: the first 2xx of the responses. */
export interface Success {
  readonly status: number;
  readonly response: Node;
}

export function successOf(document: Openapi, { node }: Found): Success | null {
  const responses = document.node(node['responses']) ?? {};
  const [code] = Object.keys(responses)
    .filter((each) => /^2(\d\d|XX)$/i.test(each))
    .sort();
  const response = document.node(responses[code ?? 'default']);
  if (response === null) return null;
  return { status: code === undefined || /x/i.test(code) ? 200 : Number(code), response };
}

export interface DraftedOperation {
  readonly entry: Readonly<Record<string, unknown>>;
  /** What is left out of it, and why. */
  readonly notes: readonly string[];
}

/** The spec's entry of an operation; a text says why there can be none. */
export function draftOperation(
  document: Openapi,
  found: Found,
  success: Success | null,
  fixture: string,
): DraftedOperation | string {
  const { node, parameters, request } = found;
  if (success === null) return 'it has no response of success';
  const { content } = success.response;
  if (isNode(content) && 'text/event-stream' in content)
    return 'its success is an event stream, and no document says how one ends; see stream in the keys of a spec';
  const notes: string[] = [];
  const of = (place: string) => parameters.filter((each) => each['in'] === place);
  const inPlace = (place: string) =>
    Object.fromEntries(of(place).map((each) => [String(each['name']), parameterAt(document, each, place === 'path')]));
  for (const each of [...of('header'), ...of('cookie')])
    if (each['required'] === true) notes.push(`the ${each['in']} ${each['name']}: a spec has no parameters there`);
  const body = bodyOf(document, node);
  if (typeof body === 'string') return body;
  const path = inPlace('path');
  for (const [, name = ''] of request.matchAll(/\{([^}]+)\}/g)) path[name] ??= 'string';
  const query = inPlace('query');
  const summary = textOf(node['summary']);
  return {
    notes,
    entry: {
      request,
      ...(summary === null ? {} : { summary }),
      ...(Object.keys(path).length === 0 ? {} : { path }),
      ...(Object.keys(query).length === 0 ? {} : { query }),
      ...body,
      response: { status: success.status, fixture },
    },
  };
}

function parameterAt(document: Openapi, parameter: Node, always: boolean): Parameter {
  const [media] = isNode(parameter['content']) ? Object.values(parameter['content']) : [];
  const schema = parameter['schema'] ?? document.node(media)?.['schema'];
  return parameterOf(document, schema, always || parameter['required'] === true, parameter['example']);
}

type Encoding = 'json' | 'form' | 'multipart';

const encodings: readonly (readonly [RegExp, Encoding])[] = [
  [/^application\/(.+\+)?json/, 'json'],
  [/^application\/x-www-form-urlencoded/, 'form'],
  [/^multipart\/form-data/, 'multipart'],
];

function bodyOf(document: Openapi, node: Node): Readonly<Record<string, unknown>> | string {
  const body = document.node(node['requestBody']);
  if (body === null) return {};
  const content = isNode(body['content']) ? body['content'] : {};
  for (const [pattern, encoding] of encodings) {
    const type = Object.keys(content).find((each) => pattern.test(each));
    if (type === undefined) continue;
    const keys = keysOf(document, document.node(content[type])?.['schema']);
    if (keys === null) return `its body is no object, or none that the document tells the keys of`;
    const entries = Object.entries(keys.properties).map(([name, schema]) => [
      name,
      parameterOf(document, schema, keys.required.includes(name)),
    ]);
    const bodyAs = {
      ...(encoding === 'json' ? {} : { encoding }),
      ...(body['required'] === true || keys.required.length > 0 ? {} : { optional: true }),
    };
    return { body: Object.fromEntries(entries), ...(Object.keys(bodyAs).length === 0 ? {} : { bodyAs }) };
  }
  return `its body is ${Object.keys(content).join(', ') || 'of no type'}, which a spec cannot describe`;
}
