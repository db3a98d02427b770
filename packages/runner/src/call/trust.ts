import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file with the certificate of who vouches for the lanes, for clients to trust while it is there. */
export interface Trust {
  readonly file: string;
  readonly remove: () => void;
}

export function writeTrust(pem: string): Trust {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-ca-'));
  const file = join(folder, 'ca.pem');
  writeFileSync(file, pem);
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
