import { setTimeout as sleep } from 'node:timers/promises';
import { CALL_RULES } from '@sdk-conformance/foilengine-error-map-typescript';

export type Arguments = Readonly<Record<string, string | undefined>>;

export interface Client {
  readonly baseUrl: string;
  readonly keys: Readonly<Record<string, string | undefined>>;
  readonly secrets: readonly string[];
  readonly timeoutMs: number | undefined;
  readonly maxRetries: number | undefined;
}

interface Route {
  readonly path: string;
  readonly query?: readonly string[];
  readonly hasBody?: boolean;
  readonly keys: readonly ('apiKey' | 'llmApiKey' | 'jwt')[];
}

const chat = 'chat/{persona_id}';
const both = ['apiKey', 'llmApiKey'] as const;
const asked = ['user_session_id', 'machine_id'] as const;

/** Where each operation is asked. */
const routes: Readonly<Record<string, Route>> = {
  listPersonas: { path: 'personas', keys: ['apiKey'] },
  listMachines: { path: `${chat}/machines`, query: ['user_session_id'], keys: both },
  initSession: { path: `${chat}/init-session`, query: ['machine_id'], hasBody: true, keys: both },
  sendMessage: { path: `${chat}/message`, query: ['machine_id'], hasBody: true, keys: both },
  streamMessage: { path: `${chat}/message/stream`, query: ['machine_id'], hasBody: true, keys: both },
  getSession: { path: `${chat}/session`, query: asked, keys: both },
  getHistory: { path: `${chat}/history`, query: asked, keys: both },
  resetSession: { path: `${chat}/reset`, query: asked, keys: both },
  validateLlmKey: { path: 'validate-llm-key', hasBody: true, keys: both },
  revokeApiKey: { path: 'api-keys/{key_id}', keys: ['jwt'] },
};
const headerOf = { apiKey: 'x-api-key', llmApiKey: 'x-llm-api-key', jwt: 'authorization' } as const;

/** The request of an operation, as fetch takes it. */
export function requestOf(
  client: Client,
  operation: string,
  given: Arguments,
  signal: AbortSignal,
): [URL, RequestInit] {
  const { path, query = [], hasBody = false, keys } = routes[operation] ?? { path: operation, keys: [] };
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given[name] ?? ''));
  const url = new URL(`${client.baseUrl.replace(/\/+$/, '')}/api/v1/sdk/${filled}`);
  for (const name of query) if (given[name] !== undefined) url.searchParams.set(name, given[name]);
  const rest = Object.entries(given).filter(([name]) => !inPath.includes(name) && !query.includes(name));
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'foilengine-on-error-map/0.0.0' };
  const { method = 'GET', stream = false } = CALL_RULES.operations[operation] ?? {};
  if (stream) headers['accept'] = 'text/event-stream';
  if (hasBody) headers['content-type'] = 'application/json';
  for (const key of keys)
    headers[headerOf[key]] = key === 'jwt' ? `Bearer ${client.keys[key]}` : (client.keys[key] ?? '');
  const body = hasBody ? JSON.stringify(Object.fromEntries(rest)) : null;
  // A redirect could take the keys to another host.
  return [url, { method, headers, body, signal, redirect: 'manual' }];
}

/** fetch would refuse a key that is no header value too, with the key in its message. */
export function isWritable(keys: readonly string[]): boolean {
  return keys.every((key) => /^[\t\x20-\x7e]*$/.test(key));
}

/** Whether reading failed on the encoding (a broken gzip, say) and not on the connection. */
export function isUndecodable(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : undefined;
  return typeof code === 'string' && code.startsWith('Z_');
}

/** Rejects where the signal ends the wait. */
export async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(ms, undefined, signal === undefined ? {} : { signal });
}

async function* linesOf(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    // A CR at the very end may be half of a CRLF.
    for (let end = /\r\n|\n|\r(?!$)/.exec(rest); end !== null; end = /\r\n|\n|\r(?!$)/.exec(rest)) {
      yield rest.slice(0, end.index);
      rest = rest.slice(end.index + end[0].length);
    }
  }
  if (rest.endsWith('\r')) yield rest.slice(0, -1);
}

/** Events of a body of Server-Sent Events (WHATWG HTML, section 9.2); an unfinished last one is dropped. */
export async function* eventsOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<{ readonly event: string; readonly data: unknown }> {
  let event = '';
  let data: string[] = [];
  for await (const line of linesOf(chunks)) {
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/su.exec(line) ?? [];
    if (field === 'event') event = value;
    if (field === 'data') data.push(value);
    if (line !== '') continue;
    if (data.length > 0) yield { event: event || 'message', data: parsed(data.join('\n')) };
    event = '';
    data = [];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
