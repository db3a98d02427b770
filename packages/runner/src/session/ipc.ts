import type { Duplex } from 'node:stream';
import type { IpcResponse, Refusal } from '@sdk-conformance/protocol';
import { type Line, readLines } from './lines.js';
import { type MessageLimits, readMessage, tooLong } from './message.js';
import type { Session } from './session.js';

export interface IpcListener {
  /** A message could not be read; `cut`: it broke off. */
  readonly broken: (path: string, why: string, cut: boolean) => void;
  /** What came is no message of ours at all. */
  readonly noise: (what: string) => void;
}

/**
 * Carries a session over a Node child's IPC channel: requests `{id, path, body}`, answers `{id, body}`, a line each. The lines are read
 * here, and not by Node's own channel: a line that is not JSON is an exception there that nobody can catch, and has no limit.
 */
export function serveIpc(channel: Duplex, session: Session, listener: IpcListener, limits: MessageLimits): void {
  const answer = (response: IpcResponse) => {
    // The process may have gone while its question was open; its exit tells so.
    if (channel.writable) channel.write(`${JSON.stringify(response)}\n`);
  };

  function unreadable(head: Buffer, why: string, cut: boolean): void {
    // What was written between messages, and ended by no line, took the next one with it.
    const lost = [...head.toString('latin1', 0, 1_000).matchAll(/"id":(\d{1,15}),"path":"(\/v1\/[\w/-]{1,200})"/g)];
    if (lost.length === 0) {
      listener.noise(`what came over IPC is no message: ${why}: ${shown(head.toString('utf8', 0, 400))}`);
    }
    for (const [, id, path = ''] of lost) {
      listener.broken(path, why, cut);
      answer({ id: Number(id), body: { error: { code: 'invalidMessage', message: why } } satisfies Refusal });
    }
  }

  function take(line: Line): void {
    if (line.kind === 'long') unreadable(line.head, tooLong(limits).why, false);
    else if (line.kind === 'cut') unreadable(line.head, `the message was cut after ${line.head.length} bytes`, true);
    else {
      const read = readMessage(line.bytes, limits);
      if (read.ok) hear(read.message, line.bytes);
      else unreadable(line.bytes, read.why, false);
    }
  }

  function hear(message: unknown, bytes: Buffer): void {
    if (!isRequest(message)) {
      listener.noise(`a message over IPC is not {id, path, body}: ${shown(bytes.toString('utf8', 0, 400))}`);
      return;
    }
    const { id, path, body } = message;
    session.handle(path, body).then((given) => answer({ id, body: given }));
  }

  // A channel that breaks says no more than that it closes.
  channel.on('error', () => {});
  readLines(channel, limits.messageBytes, take);
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

function shown(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
