import { STATUS_CODES } from 'node:http';
import { isNode, type Node, type Openapi } from './document.js';
import { kebab } from './names.js';
import { type Found, successOf } from './operations.js';
import { exampleOf, mistakeIn } from './schema.js';

export interface DraftedFixtures {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly notes: readonly string[];
}

/** The examples of the responses as recorded answers, those alone that are as their schema says. */
export function fixturesOf(document: Openapi, api: string, operations: readonly Found[]): DraftedFixtures {
  const files = new Map<string, string>();
  const notes: string[] = [];
  const add = (path: string, status: number, response: Node, what: string) => {
    const json = jsonOf(document, response);
    if (json === null || files.has(path)) return;
    const { type, media, example } = json;
    const mistake = media['schema'] === undefined ? null : mistakeIn(document, media['schema'], example);
    if (mistake === null) files.set(path, messageOf(status, type, example));
    else notes.push(`${path} is not written: the example of ${what} is not as its schema says: ${mistake}`);
  };
  for (const found of operations) {
    const success = successOf(document, found);
    if (success !== null) add(`${api}/${kebab(found.id)}.http`, success.status, success.response, found.called);
    for (const [code, answer] of Object.entries(document.node(found.node['responses']) ?? {})) {
      const response = document.node(answer);
      if (/^[45]\d\d$/.test(code) && response !== null)
        add(`${api}/${code}.http`, Number(code), response, `status ${code} of ${found.called}`);
    }
  }
  return { files: [...files].map(([path, text]) => ({ path, text })), notes };
}

function jsonOf(document: Openapi, response: Node) {
  const content = isNode(response['content']) ? response['content'] : {};
  for (const [type, value] of Object.entries(content)) {
    const media = document.node(value) ?? {};
    const example = exampleOf(document, media);
    if (/json/.test(type) && example !== undefined) return { type, media, example };
  }
  return null;
}

function messageOf(status: number, type: string, body: unknown): string {
  const phrase = STATUS_CODES[status] ?? '';
  return `HTTP/1.1 ${status} ${phrase}\nContent-Type: ${type}\n\n${JSON.stringify(body, null, 2)}\n`;
}
