/**
 * Calls back with each exception that nothing has caught, in place of the end of this process. What it hit is not known, so that what was
 * being played cannot be trusted; the report is still written. Returns what ends that.
 */
export function onCrash(handler: (error: unknown) => void): () => void {
  process.on('uncaughtException', handler);
  return () => void process.removeListener('uncaughtException', handler);
}
