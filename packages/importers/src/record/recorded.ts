import { STATUS_CODES } from 'node:http';
import { kebab } from '../openapi/names.js';
import { type Redaction, redactedBody, redactedHeader } from './redacted.js';

/** An exchange that really took place; the body of the answer is decoded. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  /** Names and values of the request's headers: what is secret in them is secret in the answer. */
  readonly requestHeaders: readonly (readonly [name: string, value: string])[];
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** An answer as a fixture. */
export interface Recorded {
  /** Below the folder of fixtures, by method, path and status: `get-v1-items-200.http`. */
  readonly path: string;
  readonly text: string;
  /** What was taken out, in words. */
  readonly redactions: readonly string[];
}

/** Of the connection, or of how the body came: a fixture is served anew. */
const dropped =
  /^(content-encoding|content-length|transfer-encoding|connection|keep-alive|date|trailer|upgrade|alt-svc|:.*)$/i;

/** The answer of an exchange as `curl -i` prints it, decoded and without secrets. */
export function recordedOf({ method, url, requestHeaders, status, headers, body }: Exchange): Recorded {
  const redactions: Redaction[] = [];
  const secrets = secretsIn(url, requestHeaders);
  const kept = headers
    .filter(([name]) => !dropped.test(name))
    .map(([name, value]) => `${name}: ${redactedHeader(name, value, secrets, redactions)}\n`);
  const text = redactedBody(body, secrets, redactions);
  return {
    path: `${kebab(`${method} ${new URL(url).pathname}`)}-${status}.http`,
    text: `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\n${kept.join('')}\n${text}`,
    redactions: [...new Set(redactions)],
  };
}

/** Texts that the request was authenticated with, the longest first. */
function secretsIn(url: string, headers: Exchange['requestHeaders']): readonly string[] {
  const sent = headers
    .filter(([name]) => /authorization|api-?key|token|secret|cookie/i.test(name))
    .flatMap(([, value]) => [value, ...value.split(/[\s;=]+/)]);
  const asked = [...new URL(url).searchParams]
    .filter(([name]) => /key|token|secret|sig/i.test(name))
    .map(([, value]) => value);
  return [...new Set([...sent, ...asked])].filter((text) => text.length >= 8).sort((a, b) => b.length - a.length);
}
