import type { HttpRequest } from './request.js';

/** One attempt, up to the response's head. */
export function send(request: HttpRequest, signal: AbortSignal): Promise<Response> {
  return fetch(request.url, {
    method: request.method,
    headers: request.headers,
    // A redirect could take the keys to another host.
    redirect: 'manual',
    signal,
    ...(request.body === undefined ? {} : { body: request.body }),
  });
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
