import type { Readable } from 'node:stream';

/** A line without its end; or the start of one that is longer than allowed, or that the stream's end cut off. */
export type Line =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'long'; readonly head: Buffer }
  | { readonly kind: 'cut'; readonly head: Buffer };

const NEWLINE = 0x0a;

/** Reads lines of bytes. Of a line that is too long no more than `mostBytes` are ever held. */
export function readLines(stream: Readable, mostBytes: number, onLine: (line: Line) => void): void {
  let held: Buffer[] = [];
  let bytes = 0;
  let skipping = false;

  function take(piece: Buffer): void {
    if (skipping) return;
    held.push(piece);
    bytes += piece.length;
    if (bytes <= mostBytes) return;
    skipping = true;
    const head = Buffer.concat(held);
    drop();
    onLine({ kind: 'long', head });
  }

  function drop(): void {
    held = [];
    bytes = 0;
  }

  stream.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      take(chunk.subarray(from, at));
      from = at + 1;
      const line = Buffer.concat(held);
      drop();
      if (!skipping) onLine({ kind: 'whole', bytes: line });
      skipping = false;
    }
    if (from < chunk.length) take(chunk.subarray(from));
  });
  stream.on('end', () => {
    if (bytes > 0) onLine({ kind: 'cut', head: Buffer.concat(held) });
  });
}
