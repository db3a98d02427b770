import { carriedText, formPairs, type Operation, type Spec } from '@sdk-conformance/model';
import type { RequestExpectation } from '@sdk-conformance/oracle';
import { quoted } from '@sdk-conformance/reporters';

/** The curl command that sends what a step must send: method, path, query, credentials and body, all quoted for a POSIX shell. */
export function curlCommand(
  spec: Spec,
  operation: Operation,
  request: RequestExpectation,
  given: {
    readonly baseUrl: string;
    /** Whom to trust besides; null: nobody. */
    readonly caFile: string | null;
    readonly credentials: Readonly<Record<string, string>>;
    /** The client's timeout, ms; null: curl's own, which is none. */
    readonly timeoutMs: number | null;
  },
): string {
  const carried = spec.credentials.flatMap(({ id, in: place, name, format }) => {
    const value = given.credentials[id];
    return value === undefined || !operation.credentials.includes(id)
      ? []
      : [{ place, name, value: carriedText(format, value) }];
  });
  const query = new URLSearchParams([
    ...request.query.map(([name, value]): [string, string] => [name, value]),
    ...carried.flatMap(({ place, name, value }): [string, string][] => (place === 'query' ? [[name, value]] : [])),
  ]).toString();
  const path = request.segments.map(encodeURIComponent).join('/');
  const headers = carried.flatMap(({ place, name, value }) => (place === 'header' ? [`${name}: ${value}`] : []));
  return [
    'curl -i',
    ...(given.caFile === null ? [] : [`--cacert ${quoted(given.caFile)}`]),
    ...(operation.stream ? ['-N'] : []),
    ...(given.timeoutMs === null ? [] : [`--max-time ${given.timeoutMs / 1000}`]),
    ...(request.method === 'GET' ? [] : [`-X ${request.method}`]),
    ...headers.map((line) => `-H ${quoted(line)}`),
    ...bodyOf(request),
    quoted(`${new URL(given.baseUrl).origin}${path}${query === '' ? '' : `?${query}`}`),
  ].join(' ');
}

function bodyOf({ body, bodyAs }: RequestExpectation): readonly string[] {
  if (body === null) return [];
  const encoding = bodyAs?.encoding ?? 'json';
  if (encoding === 'json') {
    return [`-H ${quoted('Content-Type: application/json')}`, `--data-raw ${quoted(JSON.stringify(body))}`];
  }
  const flag = encoding === 'form' ? '--data-urlencode' : '--form-string';
  return formPairs(body, bodyAs).map(([name, value]) => `${flag} ${quoted(`${name}=${value}`)}`);
}
