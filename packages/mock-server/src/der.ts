// X.690: as much of DER as a certificate needs.

function lengthOf(bytes: number): readonly number[] {
  if (bytes < 0x80) return [bytes];
  const digits: number[] = [];
  for (let rest = bytes; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return [0x80 + digits.length, ...digits];
}

/** A value with its tag. */
export function tagged(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const bytes = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(bytes.length)]), bytes]);
}

export const sequence = (...members: readonly Uint8Array[]) => tagged(0x30, ...members);
export const set = (...members: readonly Uint8Array[]) => tagged(0x31, ...members);
export const octets = (bytes: Uint8Array) => tagged(0x04, bytes);
export const text = (value: string) => tagged(0x0c, Buffer.from(value, 'utf8'));
export const truth = () => tagged(0x01, Buffer.from([0xff]));
/** A whole number that is not negative, by its bytes. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Buffer.from([0]) : bytes.subarray(first);
  // A first bit would be a sign.
  return tagged(0x02, Buffer.from((digits[0] ?? 0) >= 0x80 ? [0] : []), digits);
}
/** Bits, of which so many at the end are not used. */
export const bits = (bytes: Uint8Array, unused = 0) => tagged(0x03, Buffer.from([unused]), bytes);

/** Until 2049: `YYMMDDhhmmssZ`. */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  return tagged(0x17, Buffer.from(digits.slice(2), 'latin1'));
}

/** An object identifier: `2.5.4.3`. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const base128 = (value: number): readonly number[] => {
    const digits = [value % 128];
    for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift(128 + (left % 128));
    return digits;
  };
  return tagged(0x06, Buffer.from([40 * first + second, ...rest.flatMap(base128)]));
}
