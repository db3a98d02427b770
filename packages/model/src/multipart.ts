/** The name in a part's Content-Disposition; null where it has none. */
function nameOf(head: string): string | null {
  const line = head.split('\r\n').find((text) => /^content-disposition:/i.test(text)) ?? '';
  const found = /;\s*name=(?:"((?:[^"\\]|\\.)*)"|([^\s;]+))/i.exec(line);
  return found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2] ?? null;
}

/** Name and text of each part of a multipart body (RFC 7578); what is no part is passed over. */
export function readMultipart(bytes: Uint8Array, boundary: string): readonly (readonly [string, string])[] {
  // Latin-1 keeps each byte, so that a part's text is decoded by itself.
  const parts = `\r\n${Buffer.from(bytes).toString('latin1')}`.split(`\r\n--${boundary}`).slice(1);
  return parts.flatMap((part) => {
    const at = part.indexOf('\r\n\r\n');
    if (at < 0 || part.startsWith('--')) return [];
    const name = nameOf(Buffer.from(part.slice(0, at), 'latin1').toString('utf8'));
    if (name === null) return [];
    return [[name, Buffer.from(part.slice(at + 4), 'latin1').toString('utf8')] as const];
  });
}
