// Prints, as one JSON document, everything that an error map for TypeScript says.
const map = await import(process.argv[2]);
const { RETRY_POLICY: retry } = map;
const statuses = [];
for (let status = 100; status <= 999; status++) {
  statuses.push([status, map.errorForStatus(status)?.prototype.name ?? null, map.isRetryable(status)]);
}
const table = Object.entries(map.STATUSES).map(([code, { meaning, causes, resolution, error, retryable }]) => {
  return { code: Number(code), meaning, causes, resolution, error, retryable };
});
console.log(
  JSON.stringify({
    statuses,
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
    rateLimits: Object.entries(map.RATE_LIMITS).map(([id, category]) => ({ id, ...category })),
  }),
);
