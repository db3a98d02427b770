import { readFileSync, statSync } from 'node:fs';
import { UsageError } from '@sdk-conformance/engine';
import { whyUnreadable } from './why.js';

const mebibyte = 1024 * 1024;
// The kit reads specs and configurations of 1 MiB; recordings are the largest that it takes.
const mostBytes = 64 * mebibyte;
// What a run or a browser wrote is read as one text, and Node has none of 512 MiB.
const mostWritten = 500 * mebibyte;

/**
 * A file's bytes.
 *
 * @throws UsageError, which calls it as shown, where it cannot be read or would not come to an end
 */
export function bytesOf(path: string, shown: string): Uint8Array {
  try {
    const found = statSync(path);
    if (!found.isFile() && !found.isDirectory())
      throw new Error('this is a device or a pipe, a regular file is expected');
    refuseLarger(path, mostBytes);
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`${shown}: ${whyUnreadable(error)}`);
  }
}

/**
 * The text of a log or an archive, which may come through a pipe.
 *
 * @throws Error of the system, or one that says that the file is too large
 */
export function writtenText(path: string): string {
  refuseLarger(path, mostWritten);
  return readFileSync(path, 'utf8');
}

function refuseLarger(path: string, most: number): void {
  const found = statSync(path);
  if (!found.isFile() || found.size <= most) return;
  const has = Math.ceil(found.size / mebibyte);
  throw new Error(`it has ${has} MiB, at most ${most / mebibyte} MiB are read`);
}
