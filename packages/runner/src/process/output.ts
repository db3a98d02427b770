import type { Readable } from 'node:stream';

export interface OutputLimits {
  /** Lines kept of each stream: the last ones. */
  readonly lines: number;
  /** Characters kept of a line. */
  readonly lineLength: number;
  /** Bytes after which a stream counts as a flood. It is still read, so that the child does not block. */
  readonly floodBytes: number;
}

export const defaultOutputLimits: OutputLimits = { lines: 40, lineLength: 2_000, floodBytes: 8 * 1024 * 1024 };

export interface Output {
  /** The last lines, the unfinished one included. */
  tail(): readonly string[];
}

/** Reads a stream to its end and keeps its last lines. Calls `onFlood` once. */
export function keepTail(stream: Readable, limits: OutputLimits, onFlood: () => void): Output {
  const lines: string[] = [];
  let open = '';
  let bytes = 0;
  let flooded = false;
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    bytes += Buffer.byteLength(chunk);
    if (!flooded && bytes > limits.floodBytes) {
      flooded = true;
      onFlood();
    }
    const parts = chunk.split('\n');
    open += (parts.shift() ?? '').slice(0, limits.lineLength);
    for (const part of parts) {
      lines.push(cut(open, limits.lineLength));
      open = part.slice(0, limits.lineLength);
    }
    open = open.slice(0, limits.lineLength);
    if (lines.length > limits.lines) lines.splice(0, lines.length - limits.lines);
  });
  // A pipe that breaks says no more than the exit that follows it.
  stream.on('error', () => {});
  return {
    tail: () => (open === '' ? lines : [...lines, open]).slice(-limits.lines),
  };
}

function cut(line: string, length: number): string {
  return line.slice(0, length).replace(/\r$/, '');
}
