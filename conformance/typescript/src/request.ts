import { FoilEngineError } from '@sdk-conformance/foilengine-error-map-typescript';
import type { Config } from './config.js';

export type Parameters = Readonly<Record<string, unknown>>;

/** One operation with its arguments, before it is a request. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Segments; each is escaped. */
  readonly path: readonly string[];
  readonly query?: Parameters;
  /** Absent: no body. */
  readonly body?: Parameters;
  /** `sdk`: the API key; `llm`: the model keys as well; `web`: the token only. */
  readonly auth: 'sdk' | 'llm' | 'web';
  readonly accept: 'application/json' | 'text/event-stream';
}

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

function authorization(config: Config, auth: Operation['auth']): Record<string, string> {
  if (auth === 'web') {
    if (config.jwt === undefined) throw new FoilEngineError('this operation needs the option jwt');
    return { Authorization: `Bearer ${config.jwt}` };
  }
  const key = { 'X-API-Key': config.apiKey };
  return auth === 'llm' ? { ...key, ...config.llmHeaders } : key;
}

function queryString(query: Parameters): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = given
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');
  return text === '' ? '' : `?${text}`;
}

/** The request of an operation; the same for every attempt. */
export function buildRequest(config: Config, operation: Operation): HttpRequest {
  const { method, path, query = {}, body, auth, accept } = operation;
  const headers: Record<string, string> = {
    Accept: accept,
    'User-Agent': 'foilengine-typescript/0.0.0',
    ...authorization(config, auth),
  };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  return {
    method,
    url: `${config.baseUrl.replace(/\/+$/, '')}/${path.map(encodeURIComponent).join('/')}${queryString(query)}`,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  };
}
