import type { HintPolicy } from '@sdk-conformance/model';
import type { Because } from './because.js';
import { because, keyMissing } from './because.js';
import { codeOf } from './error-code.js';
import { bodyRuleOf, headerOf, type Response, readingOf } from './reading.js';
import { statusRule } from './retried-status.js';
import type { Methods, Situation } from './ruling.js';

/** Whether an answer is retried at all, by its number of retries and its pace apart. */
export interface Eligibility {
  /** Null: the spec leaves it open. */
  readonly retry: boolean | null;
  readonly because: Because;
  /** Methods after which it is, where its own line names some. */
  readonly methods: Methods | null;
}

function ruled(retry: boolean | null, because: Because): Eligibility {
  return { retry, because, methods: null };
}

/** What the server itself says of a retry, in a header that overrides the status table. */
function serverSays(hints: HintPolicy | null, { headers }: Response): Eligibility | null {
  const name = hints?.shouldRetryHeader ?? null;
  const said = name === null ? undefined : headerOf(headers, name);
  if (said !== 'true' && said !== 'false') return null;
  const text = `${name}: ${said} ${said === 'true' ? 'asks for' : 'forbids'} a retry`;
  return ruled(said === 'true', because('retry.status', '/hints/shouldRetryHeader', text));
}

/** What the code of an error says of a retry; null: nothing. */
function codeSays(s: Situation, response: Response, inSuccess: boolean): Eligibility | null {
  const found = codeOf(s.spec, response, inSuccess);
  if (!('entry' in found) || found.entry.retried === null) return null;
  if (found.kind === 'open') return ruled(null, because('retry.status', found.entry.pointer, found.why));
  const { code, retried, pointer } = found.entry;
  const text = `the code ${code} is ${retried ? 'retried' : 'never retried'}, whatever the status`;
  return ruled(retried, because('retry.status', `${pointer}/retried`, text));
}

function statusSays(s: Situation, response: Response): Eligibility {
  const unsaid = 'the spec does not say which statuses are retried';
  return statusRule(s, response) ?? ruled(null, keyMissing('retry.status', '/retry/statuses', unsaid));
}

/** An error without a known code, where each is to have one: what the table says of its status may be meant of errors with a code. */
function withoutCode(s: Situation, response: Response, byStatus: Eligibility): Eligibility {
  if (s.spec.errors.unknownCode === null || byStatus.retry !== true) return byStatus;
  const found = codeOf(s.spec, response);
  if ('entry' in found) return byStatus;
  const why = 'the spec does not say whether an error without a known code is retried';
  return ruled(null, because('retry.status', '/errors/unknownCode', why));
}

/** What a body that breaks off says where it is a broken connection: retried like one where the status does not say otherwise. */
function asTransport(s: Situation, response: Response, byStatus: Eligibility): Eligibility {
  const body = readingOf(response);
  const found = body.kind === 'none' ? bodyRuleOf(s.spec.errors.body, body.why) : null;
  if (found?.rule !== 'transport') return byStatus;
  const what = `${response.status} with a body that cannot be read`;
  const { transport } = s.spec.retry;
  if (transport === null) {
    const unsaid = `the spec does not say whether ${what} is retried, a broken connection`;
    return ruled(null, keyMissing('retry.transport', '/retry/transport', unsaid));
  }
  const retry = transport.includes('cutBody');
  if (retry === byStatus.retry) return byStatus;
  return retry
    ? ruled(true, because('retry.transport', '/retry/transport', `${what} is a broken connection, which is retried`))
    : ruled(null, because('retry.status', found.pointer, `${what} may be taken for a broken connection`));
}

/** Whether an error response is retried: by the server's own word, its code, its body, or its status. */
export function eligibilityOf(s: Situation, response: Response, inSuccess: boolean): Eligibility {
  return (
    serverSays(s.spec.hints, response) ??
    codeSays(s, response, inSuccess) ??
    asTransport(s, response, withoutCode(s, response, statusSays(s, response)))
  );
}
