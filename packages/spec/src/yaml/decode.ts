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
  const control = controls.exec(text);
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

/** What moves a terminal's cursor or ends a string in another language; YAML 1.2 section 5.1 refuses it as well. */
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F]/;

function lossy(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

/** Offset of the first byte that is no part of a UTF-8 character; null where there is none. */
function firstInvalid(bytes: Uint8Array): number | null {
  if (decodes(bytes, false) !== null) return null;
  // What begins like UTF-8 does so up to some byte and not beyond.
  let [good, bad] = [0, bytes.length + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (decodes(bytes.subarray(0, middle), true) === null) bad = middle;
    else good = middle;
  }
  return new TextEncoder().encode(decodes(bytes.subarray(0, good), true) ?? '').length;
}

/** The text of bytes, their last character incomplete if `stream` allows it; null where they are not UTF-8. */
function decodes(bytes: Uint8Array, stream: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream });
  } catch {
    return null;
  }
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
  const frame =
    at === null || line === null || column === null
      ? ''
      : codeFrame(at.text.replace(new RegExp(controls, 'g'), '\uFFFD'), line, column);
  return { ok: false, problem: { file, line, column, message, expected, got, nearest: null, frame } };
}
