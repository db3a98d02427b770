import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';

const words: Readonly<Record<string, string>> = {
  EMFILE: 'a process may open no more files: raise the limit (ulimit -n), or give a smaller --jobs',
  ENFILE: 'the system has no more open files to give',
  EAGAIN: 'no more processes may be started: raise the limit (ulimit -u)',
  ENOMEM: 'there is no memory left',
  ENOSPC: 'there is no space left on a disk',
};

/** Says what the machine ran out of, by an error that the system gave; null for any other. */
export function machineFault(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return words[code] ?? null;
}

/** Says what the machine ran out of, by words that an SDK or a program passes on; null where there is nothing of it. */
export function machineFaultIn(text: string): string | null {
  const [code = ''] = /\b(?:EMFILE|ENFILE|ENOMEM|ENOSPC)\b/.exec(text) ?? [];
  if (words[code] !== undefined) return words[code];
  return /\bToo many open files\b/i.test(text) ? (words['EMFILE'] ?? null) : null;
}

/** Files that this process may have open; null where the system does not tell. */
export function openFilesLimit(): number | null {
  try {
    const [, most = ''] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1')) ?? [];
    return most === '' ? null : Number(most);
  } catch {
    return null;
  }
}

// Node closes connections that it has no descriptor for without a word: an SDK sees a reset that no script has.
const SPARE = 8;
const limit = openFilesLimit();

/** Whether connections may have been lost for want of descriptors, since it was opened. */
export interface DescriptorWatch {
  readonly isShort: () => boolean;
  readonly close: () => void;
}

/** The system gives the lowest number that is free: one near the limit says that all below it are taken. */
export function watchDescriptors(most: number | null = limit): DescriptorWatch {
  let highest = 0;
  const seen = (message: unknown) => {
    highest = Math.max(highest, descriptorOf(message));
  };
  subscribe(ACCEPTED, seen);
  return {
    isShort: () => most !== null && highest >= most - SPARE,
    close: () => void unsubscribe(ACCEPTED, seen),
  };
}

/** Node publishes each connection that a server of this process takes. */
const ACCEPTED = 'net.server.socket';

function descriptorOf(message: unknown): number {
  const at = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  const number = at(at(at(message, 'socket'), '_handle'), 'fd');
  return typeof number === 'number' ? number : 0;
}

/** Descriptors that a call may need at most times: its port, its connections, what is just closing. */
const FOR_A_CALL = 16;
const FOR_OURSELVES = 64;

/** So many calls, or fewer where the system allows too few open files for them. */
export function jobsWithin(wanted: number, files: number | null): number {
  if (files === null) return wanted;
  return Math.max(1, Math.min(wanted, Math.floor((files - FOR_OURSELVES) / FOR_A_CALL)));
}
