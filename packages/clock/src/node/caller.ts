// The HTTP stack's own housekeeping (idle sockets, coarse timers that tick on) is no wait of the SDK's and stays real. Its
// handlers and interceptors are: a retry handler sleeps for the SDK.
const housekeeping = /^node:internal\/deps\/undici|[\\/]node_modules[\\/]undici[\\/]lib[\\/](?!handler|interceptor)/;

/**
 * Returns true if the caller of `below` is the HTTP stack's housekeeping. Only the immediate caller counts: an SDK called from the stack is
 * still the SDK.
 */
export function calledByHttpStack(below: (...args: never[]) => unknown): boolean {
  const { stackTraceLimit, prepareStackTrace } = Error;
  const trace: { stack?: unknown } = {};
  Error.stackTraceLimit = 1;
  // Call sites rather than text: as text they would be mapped to sources, which is slow.
  Error.prepareStackTrace = (_, sites) => sites;
  Error.captureStackTrace(trace, below);
  const [site] = trace.stack as NodeJS.CallSite[];
  Error.stackTraceLimit = stackTraceLimit;
  Error.prepareStackTrace = prepareStackTrace;
  return housekeeping.test(site?.getFileName() ?? '');
}
