import { codeFrame, type Problem } from '@sdk-conformance/model';

const maxBytes = 1024 * 1024;

type Decoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: Problem };

/** The file as text, or why it is none. */
export function decodeText(file: string, bytes: Uint8Array): Decoded {
  if (bytes.length > maxBytes) {
    return refused(file, null, 'the file is too large', 'at most 1 MiB', `${bytes.length} bytes`);
  }
  const invalid = firstInvalid(bytes);
  if (invalid !== null) {
    const before = lossy(bytes.subarray(0, invalid));
    const got = `byte 0x${(bytes[invalid] ?? 0).toString(16).padStart(2, '0')}`;
    return refused(file, { text: lossy(bytes), offset: before.length }, 'this is not UTF-8', 'text in UTF-8', got);
  }
  const text = lossy(bytes);
  const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/.exec(text);
  if (control !== null) {
    const got = `U+${control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    return refused(
      file,
      { text, offset: control.index },
      'a control character stands in the text',
      'printable text',
      got,
    );
  }
  return { ok: true, text };
}

function lossy(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

/** Offset of the first byte that is no part of a UTF-8 character; null where there is none. */
function firstInvalid(bytes: Uint8Array): number | null {
  const strict = new TextDecoder('utf-8', { fatal: true });
  const isText = (end: number): boolean => {
    try {
      strict.decode(bytes.subarray(0, end), { stream: true });
      strict.decode(new Uint8Array(), { stream: false });
      return true;
    } catch {
      return false;
    }
  };
  if (isText(bytes.length)) return null;
  // Newlines never stand within a character, so the first bad line is found first, and then the byte within it.
  let from = 0;
  for (let end = bytes.indexOf(10); end >= 0 && isText(end); end = bytes.indexOf(10, end + 1)) from = end + 1;
  const line = bytes.subarray(from, bytes.indexOf(10, from) < 0 ? bytes.length : bytes.indexOf(10, from));
  const decoded = lossy(line);
  const intact = new TextEncoder().encode(decoded.slice(0, Math.max(0, decoded.indexOf('\uFFFD')))).length;
  return from + intact;
}

function refused(
  file: string,
  at: { text: string; offset: number } | null,
  message: string,
  expected: string,
  got: string,
): Decoded {
  const before = at?.text.slice(0, at.offset).split('\n') ?? [];
  const line = at === null ? null : before.length;
  const column = at === null ? null : (before.at(-1)?.length ?? 0) + 1;
  const frame = at === null || line === null || column === null ? '' : codeFrame(at.text, line, column);
  return { ok: false, problem: { file, line, column, message, expected, got, nearest: null, frame } };
}
