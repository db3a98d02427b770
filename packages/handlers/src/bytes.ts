/** Decodes bytes as ISO 8859-1, one character a byte. (A TextDecoder's `latin1` is windows-1252.) */
export function toLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
