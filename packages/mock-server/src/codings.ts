import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { RawMessage } from '@sdk-conformance/handlers';
import type { HeaderLine } from '@sdk-conformance/model';

function inflate(body: Uint8Array): Uint8Array {
  try {
    return inflateSync(body);
  } catch {
    // Some servers send `deflate` without zlib's frame, and most clients take it.
    return inflateRawSync(body);
  }
}

const decoders: Readonly<Record<string, (body: Uint8Array) => Uint8Array>> = {
  gzip: gunzipSync,
  deflate: inflate,
  br: brotliDecompressSync,
};

const canonical = (coding: string) =>
  coding
    .trim()
    .toLowerCase()
    .replace(/^x-(?=gzip$|compress$)/, '');

function headerValue(headers: readonly HeaderLine[], wanted: string): string {
  return headers
    .filter(([name]) => name.toLowerCase() === wanted)
    .map(([, value]) => value)
    .join(',');
}

/**
 * Whether a request takes an answer in a content coding, by its Accept-Encoding (RFC 9110 section 12.5.3). Without that header it takes
 * none: the RFC allows any then, but no server sends one.
 */
export function acceptsCoding(headers: readonly HeaderLine[], coding: string): boolean {
  const weights = new Map(
    headerValue(headers, 'accept-encoding')
      .split(',')
      .map((entry) => {
        const [name = '', ...parameters] = entry.split(';');
        const weight = parameters.map((p) => /^\s*q\s*=\s*([\d.]+)\s*$/i.exec(p)?.[1]).find((w) => w !== undefined);
        return [canonical(name), weight === undefined ? 1 : Number(weight)] as const;
      }),
  );
  return (weights.get(canonical(coding)) ?? weights.get('*') ?? 0) > 0;
}

/** A message as it is served, and the coding that it lost because the client does not accept it; null where it lost none. */
export interface Negotiated {
  readonly message: RawMessage;
  readonly withheldCoding: string | null;
}

/** Takes a coding away that the client does not accept. A body that does not decode stays as it is, under no coding. */
export function negotiate(message: RawMessage, request: readonly HeaderLine[]): Negotiated {
  const coding = canonical(headerValue(message.headers, 'content-encoding'));
  if (coding === '' || coding === 'identity' || acceptsCoding(request, coding))
    return { message, withheldCoding: null };
  const headers = message.headers.filter(([name]) => !/^content-(?:encoding|length)$/i.test(name));
  return { message: { ...message, headers, body: decoded(coding, message.body) }, withheldCoding: coding };
}

function decoded(coding: string, body: Uint8Array): Uint8Array {
  try {
    return decoders[coding]?.(body) ?? body;
  } catch {
    return body;
  }
}
