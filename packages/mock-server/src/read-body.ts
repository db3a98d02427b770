import type { Incoming } from './incoming.js';

/** Kept of a request body (bytes); the rest is read and forgotten. */
const keptBytes = 1024 * 1024;
/** A request body longer than this is refused (bytes). */
const maxBytes = 64 * 1024 * 1024;

export interface ReadBody {
  readonly bytes: Uint8Array;
  readonly cut: boolean;
  /** True: longer than 64 MiB, and not read to its end. */
  readonly refused: boolean;
}

const none: ReadBody = { bytes: new Uint8Array(), cut: false, refused: false };

/** Calls back with the body when it has arrived; not at all where the client goes away first. */
export function readBody({ body }: Incoming, done: (body: ReadBody) => void): void {
  if (body === null) {
    done(none);
    return;
  }
  const chunks: Buffer[] = [];
  let total = 0;
  let kept = 0;
  body.on('data', (chunk: Buffer) => {
    if (total > maxBytes) return;
    total += chunk.length;
    if (kept < keptBytes) {
      const part = chunk.subarray(0, keptBytes - kept);
      kept += part.length;
      chunks.push(part);
    }
    if (total > maxBytes) done({ bytes: Buffer.concat(chunks), cut: true, refused: true });
  });
  body.on('end', () => {
    if (total > maxBytes) return;
    const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    done({ bytes, cut: total > kept, refused: false });
  });
  // The exchange sees the connection close.
  body.on('error', () => {});
}
