import { readSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { createLineSplitter } from '../lines.js';

/** The client's end of the line protocol. */
export interface Connection {
  /** Queues a line; all lines of one turn leave together. */
  say(line: string): void;
  /** Says a line and blocks the thread until an answer satisfies `isAnswer`. @throws Error after 10 s, or when the server is gone */
  ask(line: string, isAnswer: (words: readonly string[]) => boolean): readonly string[];
  /** Writes what is queued. */
  flush(): void;
  /** While true, the connection keeps the process alive. */
  hold(alive: boolean): void;
  close(): void;
}

export interface ConnectionOptions {
  /** `host:port/token` */
  readonly address: string;
  onAnswer(words: readonly string[]): void;
  onLost(why: string): void;
  /** Blocks the thread for so many real ms. */
  block(ms: number): void;
}

const ASK_WITHIN_MS = 10_000;

/** Connects and greets. Rejects where the address is none, or the server refuses. */
export function openConnection({ address, onAnswer, onLost, block }: ConnectionOptions): Promise<Connection> {
  const parts = /^([^/:]+):(\d+)\/(\S+)$/.exec(address);
  if (!parts)
    return Promise.reject(new TypeError(`not a clock's address (host:port/token): ${JSON.stringify(address)}`));
  const [, host = '', port = '', token = ''] = parts;

  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port), noDelay: true });
    const split = createLineSplitter();
    let greeted = false;
    let queue = '';

    function take(chunk: Uint8Array): (readonly string[])[] {
      return (split(chunk) ?? []).map((line) => line.split(' '));
    }
    function flush(): void {
      if (queue === '') return;
      socket.write(queue);
      queue = '';
    }
    const connection: Connection = {
      say(line) {
        queue += `${line}\n`;
      },
      flush,
      ask(line, isAnswer) {
        queue += `${line}\n`;
        flush();
        for (const words of readBlocking(socket, take, block)) {
          if (isAnswer(words)) return words;
          onAnswer(words);
        }
        throw new Error(`no answer from the clock to ${JSON.stringify(line)}`);
      },
      hold(alive) {
        if (alive) socket.ref();
        else socket.unref();
      },
      close: () => socket.destroy(),
    };
    function lost(why: string): void {
      socket.destroy();
      if (greeted) onLost(why);
      else reject(new Error(`the clock at ${host}:${port} cannot be used: ${why}`));
      greeted = true;
    }

    socket.on('data', (chunk) => {
      for (const words of take(chunk)) {
        if (greeted) {
          onAnswer(words);
        } else if (words.join(' ') === 'ok 1') {
          greeted = true;
          socket.unref();
          resolve(connection);
        } else {
          lost(words.join(' '));
        }
      }
    });
    socket.on('error', (error) => lost(error.message));
    socket.on('close', () => lost('the connection was closed'));
    socket.write(`hello ${token}\n`);
  });
}

/** Lines as they come, read from the descriptor itself: the event loop, which would read them, stands still. */
function* readBlocking(
  socket: Socket,
  take: (chunk: Uint8Array) => (readonly string[])[],
  block: (ms: number) => void,
): Generator<readonly string[]> {
  const { fd = -1 } = (socket as unknown as { _handle?: { fd?: number } })._handle ?? {};
  if (fd < 0) throw new Error('the clock’s socket has no descriptor to wait on');
  const chunk = Buffer.alloc(4096);
  for (let waitedMs = 0; waitedMs < ASK_WITHIN_MS; ) {
    let length = 0;
    try {
      length = readSync(fd, chunk);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      block(0.1);
      waitedMs += 0.1;
      continue;
    }
    if (length === 0) return;
    yield* take(chunk.subarray(0, length));
  }
}
