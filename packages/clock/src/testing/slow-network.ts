import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';

/** A TCP proxy to `base` that hands on what it gets only after so many real ms. */
export async function startSlowNetwork(base: string, ms: number): Promise<{ base: string; close(): void }> {
  const sockets = new Set<Socket>();
  const late = (from: Readable, to: Writable) => {
    from.on('data', (chunk) => setTimeout(() => to.write(chunk), ms));
    from.on('end', () => setTimeout(() => to.end(), ms));
    from.on('error', () => setTimeout(() => to.destroy(), ms));
  };
  const server = createServer((near) => {
    const far = connect({ host: '127.0.0.1', port: Number(new URL(base).port) });
    for (const socket of [near, far]) sockets.add(socket);
    late(near, far);
    late(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
