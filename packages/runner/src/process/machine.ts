import { readdirSync, readFileSync } from 'node:fs';

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

/** True where connections may have been lost for want of descriptors. */
export function isOutOfDescriptors(): boolean {
  // Nobody opens so many; counting them would cost more than it tells.
  if (limit === null || limit > 20_000) return false;
  try {
    return readdirSync('/proc/self/fd').length > limit - SPARE;
  } catch (error) {
    return machineFault(error) !== null;
  }
}

/** Descriptors that a call may need at most times: its port, its connections, what is just closing. */
const FOR_A_CALL = 16;
const FOR_OURSELVES = 64;

/** So many calls, or fewer where the system allows too few open files for them. */
export function jobsWithin(wanted: number, files: number | null): number {
  if (files === null) return wanted;
  return Math.max(1, Math.min(wanted, Math.floor((files - FOR_OURSELVES) / FOR_A_CALL)));
}
