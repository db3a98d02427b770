/** Why a file could not be read, without the path, which the message has already. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EISDIR') return 'this is a folder, a file is expected';
  if (code === 'EACCES' || code === 'EPERM') return 'reading it is not permitted';
  return error instanceof Error ? error.message : String(error);
}

/** Why a file could not be written, without the path. */
export function whyUnwritable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'a file stands where a folder is needed';
  if (code === 'EISDIR') return 'this is a folder';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'writing there is not permitted';
  if (code === 'ENOENT') return 'no file can be made there';
  if (code === 'ENOSPC') return 'no space is left';
  return error instanceof Error ? error.message : String(error);
}
