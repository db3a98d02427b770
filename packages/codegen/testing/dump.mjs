// Prints, as one JSON document, everything that an error map for TypeScript says.
import { readFileSync } from 'node:fs';

const map = await import(process.argv[2]);
const { RETRY_POLICY: retry } = map;
/** What stands at a pointer into a body, which is another program's to find. */
function valueAt(value, pointer) {
  for (const key of pointer.split('/').slice(1))
    value = typeof value === 'object' && value !== null ? value[key] : undefined;
  return value;
}

/** What is made of answers, which stand in a file. */
function answers(file) {
  if (file === undefined) return null;
  return JSON.parse(readFileSync(file, 'utf8')).map(({ status, headers, body }) => {
    const answer = { status, header: (name) => headers[name], body: (pointer) => valueAt(body, pointer) };
    return [map.errorForAnswer(answer)?.prototype.name ?? null, map.codeOf(answer), map.isRetryableAnswer(answer)];
  });
}

const statuses = [];
for (let status = 0; status <= 1000; status++) {
  statuses.push([status, map.errorForStatus(status)?.prototype.name ?? null, map.isRetryable(status)]);
}
/** What callers without types may ask with. */
const odd = ['429', null, undefined, 'constructor', '__proto__', Number.NaN, {}, [429]].map((status) => {
  return [map.errorForStatus(status)?.prototype.name ?? null, map.isRetryable(status)];
});
const table = Object.entries(map.STATUSES).map(([code, { meaning, causes, resolution, error, retryable }]) => {
  return { code: Number(code), meaning, causes, resolution, error, retryable };
});
console.log(
  JSON.stringify({
    statuses,
    odd,
    table,
    ranges: map.STATUS_RANGES.map(({ from, to, error }) => [from, to, error]),
    retry: {
      maxRetries: retry.maxRetries,
      statuses: retry.statuses.map(({ from, to }) => [from, to]),
      methods: retry.methods,
      transport: retry.transport,
      attemptTimeoutMs: retry.attemptTimeoutMs,
      backoff: retry.backoff,
      hint: retry.hint,
    },
    fields: Object.entries(map.FIELD_PLACES ?? {}).map(([name, place]) => [name, place.in, place.names]),
    codes: Object.entries(map.ERROR_CODES ?? {})
      .map(([code, { error, retryable, throttle, statuses }]) => {
        const ranges = statuses?.map(({ from, to }) => [from, to]) ?? null;
        return [code, error?.prototype.name ?? null, retryable, throttle, ranges];
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
    places: (map.CODE_PLACES ?? []).map((place) => {
      return [place.in, place.name, place.after, place.until, place.error?.prototype.name ?? null];
    }),
    answers: answers(process.argv[3]),
    rateLimits: Object.entries(map.RATE_LIMITS).map(([id, category]) => ({ id, ...category })),
  }),
);
