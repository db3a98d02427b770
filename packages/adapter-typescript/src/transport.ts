import { type IpcRequest, type MessageKind, type Refusal, validate } from '@sdk-conformance/protocol';

/** The channel to the runner. */
export interface Transport {
  /** Sends a message and gives the runner's answer. */
  request(path: string, body: unknown): Promise<unknown>;
}

/** The runner refused a message, or sent one that is not of the protocol. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** The runner's refusal in words; null where the body is none. */
export function refusalIn(body: unknown): string | null {
  if (body === null || typeof body !== 'object' || !('error' in body) || !validate('refusal', body).ok) return null;
  const { code, message, path } = (body as Refusal).error;
  return `the runner refused: ${code}: ${message}${path === undefined ? '' : ` (at ${path})`}`;
}

/** The answer, if it is a message of this kind. */
export function expectAnswer<T>(kind: MessageKind, body: unknown): T {
  const refusal = refusalIn(body);
  if (refusal !== null) throw new ProtocolError(refusal);
  const checked = validate(kind, body);
  if (checked.ok) return body as T;
  const at = checked.path === '' ? kind : `${kind} at ${checked.path}`;
  throw new ProtocolError(`the runner sent a wrong ${at}: expected ${checked.expected}, got ${checked.got}`);
}

/** Node's IPC channel to the process that started this one; null where there is none. */
export function ipcTransport(): Transport | null {
  if (process.send === undefined) return null;
  const waiting = new Map<number, (body: unknown) => void>();
  let last = 0;
  process.on('message', (message: unknown) => {
    // What else comes over the channel is the SDK's or a tool's, not ours.
    if (!validate('ipcResponse', message).ok) return;
    const { id, body } = message as { id: number; body: unknown };
    waiting.get(id)?.(body);
    waiting.delete(id);
  });
  return {
    request: (path, body) =>
      new Promise((resolve, reject) => {
        last += 1;
        const id = last;
        const request: IpcRequest = { id, path, body };
        waiting.set(id, resolve);
        process.send?.(request, (error: Error | null) => {
          if (error === null) return;
          waiting.delete(id);
          reject(error);
        });
      }),
  };
}
