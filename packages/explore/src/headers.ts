import type { Answer, HintHeader, Spec } from '@sdk-conformance/model';
import fc from 'fast-check';

type Headers = NonNullable<Answer['headers']>;

const seconds = fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 120 }));

/** A moment so far from the clock's, as each form of a date has it. */
const date = fc
  .tuple(fc.constantFrom('httpdate', 'rfc850date', 'asctime'), fc.integer({ min: -120, max: 120 }))
  .map(([form, s]) => `{{${form} ${s < 0 ? '' : '+'}${s}s}}`);

/** A number as the parser of some language reads it. */
const numberLike = fc
  .tuple(
    seconds,
    fc.constantFrom<(n: number) => string>(
      (n) => `+${n}`,
      (n) => `-${n}`,
      (n) => `0${n}`,
      (n) => `${n}.`,
      (n) => `.${n}`,
      (n) => `${n}.5`,
      (n) => `${n},5`,
      (n) => `${n}e0`,
      (n) => `0x${n.toString(16)}`,
      (n) => `${n}_0`,
      (n) => `${n}s`,
      (n) => `${n}, ${n + 1}`,
      (n) => `${n}, ${n}`,
    ),
  )
  .map(([n, write]) => write(n));

const noNumber = fc.constantFrom('0', '', 'Infinity', 'NaN', 'soon', 'null', '99999999999', '0.0', '-0');

function inUnit(unit: HintHeader['unit'], s: number): string {
  switch (unit) {
    case 's':
      return String(s);
    case 'ms':
      return String(1000 * s);
    case 'epochS':
      return `{{epoch +${s}s}}`;
    case 'epochMs':
      return '{{epochMs}}';
  }
}

/** What a server says of when to retry, in the header's unit or in whatever else may stand there. */
function hint({ name, unit, when }: HintHeader): fc.Arbitrary<Headers> {
  const usual = seconds.map((s) => inUnit(unit, s));
  return fc.oneof({ withCrossShrink: true }, usual, date, numberLike, noNumber).map((value) => ({
    ...(when === null ? {} : { [when.header]: when.equals }),
    [name]: value,
  }));
}

const word = fc.stringMatching(/^[a-z]{1,8}$/);

/** Headers over those of a recording; most often none. */
export function drawnHeaders(spec: Spec): fc.Arbitrary<Headers | undefined> {
  const hints = spec.hints?.headers ?? [];
  const override = spec.hints?.shouldRetryHeader ?? null;
  return fc.oneof(
    { withCrossShrink: true },
    fc.constant(undefined),
    ...hints.map(hint),
    ...(hints.length === 0 ? [fc.constant({ 'Retry-After': '7' })] : []),
    ...(override === null ? [] : [fc.constantFrom('true', 'false').map((said): Headers => ({ [override]: said }))]),
    fc.tuple(word, word).map(([name, value]): Headers => ({ [`X-${name}`]: value })),
    fc.constantFrom<Headers>({ Connection: 'close' }, { 'Cache-Control': 'no-store' }, { Date: null }),
  );
}
