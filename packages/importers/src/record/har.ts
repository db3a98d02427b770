import { isNode, type Node } from '../openapi/document.js';
import type { Exchange } from './recorded.js';

/** The exchanges of an HTTP archive (HAR), as browsers and proxies save one; a text says why it is none. */
export function exchangesOfHar(value: unknown): readonly Exchange[] | string {
  const log = isNode(value) ? value['log'] : undefined;
  const entries = isNode(log) ? log['entries'] : undefined;
  if (!Array.isArray(entries)) return 'this is no HTTP archive\n  expected: a mapping with log.entries';
  return entries.filter(isNode).flatMap((entry) => exchangeOf(entry) ?? []);
}

function exchangeOf({ request, response }: Node): Exchange | null {
  if (!isNode(request) || !isNode(response)) return null;
  const { method, url } = request;
  const status = Number(response['status']);
  // 0 is an answer that never came.
  if (typeof method !== 'string' || typeof url !== 'string' || !URL.canParse(url) || !(status >= 100 && status <= 599))
    return null;
  const content = isNode(response['content']) ? response['content'] : {};
  const text = typeof content['text'] === 'string' ? content['text'] : '';
  const body = content['encoding'] === 'base64' ? Buffer.from(text, 'base64').toString('utf8') : text;
  return {
    method,
    url,
    status,
    requestHeaders: pairsOf(request['headers']),
    headers: pairsOf(response['headers']),
    body,
  };
}

function pairsOf(headers: unknown): readonly (readonly [string, string])[] {
  return (Array.isArray(headers) ? headers : [])
    .filter(isNode)
    .map(({ name, value }) => [String(name), String(value).replaceAll(/[\r\n]+/g, ' ')]);
}
