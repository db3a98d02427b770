import { readFileSync, statSync } from 'node:fs';
import { UsageError } from '@sdk-conformance/engine';
import { whyUnreadable } from './why.js';

// The kit reads specs and configurations of 1 MiB; recordings are the largest that it takes.
const mostBytes = 64 * 1024 * 1024;

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
    if (found.isFile() && found.size > mostBytes)
      throw new Error(`it has ${found.size} bytes, ${mostBytes} at most are expected`);
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`${shown}: ${whyUnreadable(error)}`);
  }
}
