/** Longest line of the protocol, in bytes, without its line end. */
export const MAX_LINE_BYTES = 4096;

/** Splits a byte stream into lines. Keeps half a line for the next chunk. Returns null after a line that is too long. */
export function createLineSplitter(): (chunk: Uint8Array) => string[] | null {
  let rest = '';
  return (chunk) => {
    const parts = (rest + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1')).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > MAX_LINE_BYTES || parts.some((line) => line.length > MAX_LINE_BYTES)) return null;
    return parts.map((line) => Buffer.from(line.endsWith('\r') ? line.slice(0, -1) : line, 'latin1').toString('utf8'));
  };
}
