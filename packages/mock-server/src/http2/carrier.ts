import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** A connection as a session of HTTP/2 is given it: what the session writes can be waited for. */
export interface Carrier {
  readonly duplex: Duplex;
  /** Calls back when all that the session has to say is with the operating system, or has been lost. */
  written(callback: () => void): void;
}

// node:http2 writes from native code, and what it wrote last in no turn that could be known.
export function carrierOn(socket: Socket): Carrier {
  let pending = 0;
  const waiting = new Set<() => void>();

  const duplex = new Duplex({
    read: () => void socket.resume(),
    write(chunk: Buffer, _, done) {
      pending += 1;
      socket.write(chunk, (error) => {
        pending -= 1;
        done(error);
        if (pending > 0) return;
        for (const next of [...waiting]) next();
      });
    },
    final: (done) => void socket.end(() => done()),
    destroy(error, done) {
      socket.destroySoon();
      done(error);
    },
  });
  socket.on('data', (chunk: Buffer) => duplex.push(chunk) || socket.pause());
  socket.on('end', () => duplex.push(null));
  socket.on('close', () => duplex.destroy());

  function written(callback: () => void): void {
    // A session sends what it has in the next turn, and what has come meanwhile in that after it.
    setImmediate(() => {
      const look = () => {
        if (pending > 0 && !socket.destroyed) return;
        waiting.delete(look);
        setImmediate(() => {
          if (pending > 0 && !socket.destroyed) written(callback);
          else callback();
        });
      };
      waiting.add(look);
      look();
    });
  }
  return { duplex, written };
}
