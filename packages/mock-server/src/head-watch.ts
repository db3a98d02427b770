import type { Socket } from 'node:net';

/** Kept of a head that arrives (bytes): request line and headers of any request but those that are far too long. */
const keptBytes = 16 * 1024;

/** Keeps the start of the head that is arriving on each connection, for what turns out to be none or is cut. */
export interface HeadWatch {
  /** Follows a connection from now on; `began` is told of the first byte of each head. */
  follow(socket: Socket, began: () => void): void;
  /** The head is whole: what comes now is a body. */
  whole(socket: Socket): void;
  /** The answer is written: the next head may come. */
  next(socket: Socket): void;
  /** The bytes so far of the head that is arriving; null where none is. */
  arriving(socket: Socket): Buffer | null;
}

interface Head {
  expected: boolean;
  chunks: Buffer[];
  bytes: number;
}

export function createHeadWatch(): HeadWatch {
  const heads = new WeakMap<Socket, Head>();
  return {
    follow(socket, began) {
      const head: Head = { expected: true, chunks: [], bytes: 0 };
      heads.set(socket, head);
      // Before the parser's own listener, which calls `whole` for the head that a chunk ends.
      socket.prependListener('data', (chunk: Buffer) => {
        if (!head.expected || head.bytes >= keptBytes) return;
        if (head.bytes === 0) began();
        head.chunks.push(chunk.subarray(0, keptBytes - head.bytes));
        head.bytes += chunk.length;
      });
    },
    whole(socket) {
      const head = heads.get(socket);
      if (head === undefined) return;
      head.expected = false;
      head.chunks = [];
      head.bytes = 0;
    },
    next(socket) {
      const head = heads.get(socket);
      if (head !== undefined) head.expected = true;
    },
    arriving(socket) {
      const head = heads.get(socket);
      return head === undefined || head.bytes === 0 ? null : Buffer.concat(head.chunks);
    },
  };
}
