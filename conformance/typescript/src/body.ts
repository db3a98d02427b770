/** The charset that a content type names, if this runtime knows it; UTF-8 otherwise. */
function decoder(contentType: string | null): InstanceType<typeof TextDecoder> {
  const charset = /charset="?([^\s;"]+)/i.exec(contentType ?? '')?.[1];
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

/** Text of a body; a byte order mark is dropped, and what is no text becomes U+FFFD. */
export function decodeText(bytes: ArrayBuffer, contentType: string | null): string {
  return decoder(contentType).decode(bytes);
}

/** The value of a success; null where it is empty. Raises a SyntaxError where it is not JSON. */
export function parseValue(text: string): unknown {
  return text === '' ? null : JSON.parse(text);
}

/** The value, or undefined where the text is not JSON. */
export function parseLoose(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The whole body; rejects where it breaks off. */
export function readBody(response: Response): Promise<ArrayBuffer> {
  return response.arrayBuffer();
}

/** Whether reading failed on the encoding (a broken gzip, say) and not on the connection. */
export function isUndecodable(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : undefined;
  return typeof code === 'string' && code.startsWith('Z_');
}
