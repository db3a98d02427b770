// What every client of an HTTP API does, whatever its rules: attempts with a timeout each, and waits between them.

export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON; a text as a form. */
  readonly body?: object | string;
}

/** What one attempt came to. */
export type Met =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly statusText: string;
      readonly headers: Headers;
      readonly text: string;
    }
  /** The head came, and then the body broke off or could not be decoded. */
  | { readonly kind: 'cut'; readonly status: number; readonly headers: Headers; readonly cause: unknown }
  | { readonly kind: 'fault'; readonly timedOut: boolean; readonly cause: unknown };

export type Outcome = { readonly value: unknown } | { readonly error: Error };

/** What a client does by the rules of its API. */
export interface Rules {
  readonly maxRetries: number;
  /** Infinite: an attempt has no end of its own. */
  readonly timeoutMs: number;
  readonly outcome: (met: Met) => Outcome;
  readonly isRetried: (met: Met) => boolean;
  /** ms before a retry, from 0; null where there is to be none. */
  readonly delayMs: (met: Met, retry: number) => number | null;
}

async function attempt({ method, url, headers, body }: Sent, timeoutMs: number): Promise<Met> {
  const timer = new AbortController();
  const timeout = Number.isFinite(timeoutMs) ? setTimeout(() => timer.abort(), timeoutMs) : undefined;
  const isForm = typeof body === 'string';
  const written = body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) };
  const media = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': media };
  let head: Response | null = null;
  try {
    head = await fetch(url, {
      method,
      redirect: 'manual',
      signal: timer.signal,
      headers: { ...headers, ...type },
      ...written,
    });
    const { status, statusText, headers: received } = head;
    return { kind: 'answer', status, statusText, headers: received, text: await head.text() };
  } catch (cause) {
    const timedOut = timer.signal.aborted;
    if (head === null || timedOut) return { kind: 'fault', timedOut, cause };
    return { kind: 'cut', status: head.status, headers: head.headers, cause };
  } finally {
    clearTimeout(timeout);
  }
}

/** Sends a request by the rules until it comes to an end. */
export async function call(sent: Sent, rules: Rules): Promise<unknown> {
  for (let retry = 0; ; retry++) {
    const met = await attempt(sent, rules.timeoutMs);
    const outcome = rules.outcome(met);
    if ('value' in outcome) return outcome.value;
    const delayMs = retry < rules.maxRetries && rules.isRetried(met) ? rules.delayMs(met, retry) : null;
    if (delayMs === null) throw outcome.error;
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}

/** A path below a base URL, which may end in a slash. */
export function below(baseUrl: string, path: string): string {
  return `${baseUrl.replace(/\/+$/, '')}${path}`;
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What stands in an object; undefined where nothing does. */
export function member(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined),
    value,
  );
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
