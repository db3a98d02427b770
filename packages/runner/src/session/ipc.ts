import type { ChildProcess } from 'node:child_process';
import type { IpcResponse } from '@sdk-conformance/protocol';
import type { Session } from './session.js';

/** Carries a session over a Node child's IPC channel: requests `{id, path, body}`, answers `{id, body}`. */
export function serveIpc(child: ChildProcess, session: Session, onNoise: (what: string) => void): void {
  child.on('message', (message: unknown) => {
    if (!isRequest(message)) {
      onNoise(`a message over IPC is not {id, path, body}: ${shown(message)}`);
      return;
    }
    const { id, path, body } = message;
    session.handle(path, body).then((answer) => {
      const response: IpcResponse = { id, body: answer };
      // The process may have gone while its question was open; its exit tells so.
      if (child.connected) child.send(response, () => {});
    });
  });
}

function isRequest(message: unknown): message is { id: number; path: string; body: unknown } {
  if (typeof message !== 'object' || message === null) return false;
  return (
    'id' in message &&
    typeof message.id === 'number' &&
    'path' in message &&
    typeof message.path === 'string' &&
    'body' in message
  );
}

function shown(message: unknown): string {
  const text = JSON.stringify(message) ?? String(message);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
