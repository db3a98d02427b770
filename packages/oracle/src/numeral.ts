import type { HintNumbers } from '@sdk-conformance/model';

/** What a text is by the spec: a number; none; or one that only some take for a number, of which the spec says nothing. */
export type Numeral =
  | { readonly kind: 'number'; readonly value: number; readonly plain: boolean }
  /** `like`: some would read it as a number, and the spec says that it is none. */
  | { readonly kind: 'none'; readonly like: boolean }
  | { readonly kind: 'unsaid' };

/** Digits with a fraction at most: a number to everybody. */
const plain = /^-?\d+(\.\d+)?$/;
/** What a float may look like in every language. */
const float = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** What some languages, or some cultures, take for a number: `0x2`, `1_000`, `1,5`, `Infinity`. */
const somewhere = /^(0x[\da-f]+|[+-]?\d[\d_,]*(\.\d+)?|[+-]?inf(inity)?|nan)$/i;
const leading = /^[+-]?\d+/;

export function numeralOf(text: string, numbers: HintNumbers | null): Numeral {
  if (plain.test(text)) return { kind: 'number', value: Number(text), plain: true };
  const none = { kind: 'none', like: float.test(text) || somewhere.test(text) } as const;
  switch (numbers) {
    case 'digits':
      return none;
    case 'float':
      if (float.test(text)) return { kind: 'number', value: Number(text), plain: false };
      return somewhere.test(text) ? { kind: 'unsaid' } : none;
    case 'leading': {
      const found = leading.exec(text)?.[0];
      return found === undefined ? none : { kind: 'number', value: Number(found), plain: false };
    }
    case null:
      return none.like && /\d/.test(text) ? { kind: 'unsaid' } : { kind: 'none', like: false };
  }
}
