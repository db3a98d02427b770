/** What was taken out, in words: `the header Set-Cookie`. */
export type Redaction = string;

const mark = 'REDACTED';

const secretHeader = /^(set-cookie|authorization|proxy-authorization|www-authenticate|x-api-key)$|token|secret/i;
const secretKey = /password|passwd|secret|token|api_?key|authorization|credential|private_?key|cookie/i;
/** JSON Web Tokens, and keys that say what they are by their first letters. */
const secretText = /eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|\b(?:sk|pk|rk|ghp|gho|xox[abp])[-_][\w-]{12,}/g;

/** The value of a header as it is kept. */
export function redactedHeader(
  name: string,
  value: string,
  secrets: readonly string[],
  redactions: Redaction[],
): string {
  if (!secretHeader.test(name)) return withoutSecrets(value, secrets, `the header ${name}`, redactions);
  redactions.push(`the header ${name}`);
  return mark;
}

/** A body as it is kept: of JSON, texts whose keys name a secret are marked, and its form stays. */
export function redactedBody(body: string, secrets: readonly string[], redactions: Redaction[]): string {
  const value = jsonOf(body);
  if (value === undefined) return withoutSecrets(body, secrets, 'the body', redactions);
  const kept = redactedValue(value, '', secrets, redactions);
  return redactions.length === 0 ? body : `${JSON.stringify(kept, null, 2)}\n`;
}

function redactedValue(value: unknown, at: string, secrets: readonly string[], redactions: Redaction[]): unknown {
  if (Array.isArray(value)) return value.map((each, n) => redactedValue(each, `${at}/${n}`, secrets, redactions));
  if (typeof value === 'string') return withoutSecrets(value, secrets, at === '' ? 'the body' : at, redactions);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const place = `${at}/${key}`;
      // A name of many tokens, such as max_tokens, holds a number.
      if (typeof each !== 'string' || !secretKey.test(key))
        return [key, redactedValue(each, place, secrets, redactions)];
      redactions.push(place);
      return [key, mark];
    }),
  );
}

function withoutSecrets(text: string, secrets: readonly string[], what: string, redactions: Redaction[]): string {
  const kept = secrets.reduce((rest, secret) => rest.replaceAll(secret, mark), text).replaceAll(secretText, mark);
  if (kept !== text) redactions.push(what);
  return kept;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
