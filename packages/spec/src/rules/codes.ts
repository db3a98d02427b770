import { type StatusMatch, statusEntry } from '@sdk-conformance/model';
import { bounds } from './bounds.js';
import type { Rule } from './rule.js';

const placeIsOne: Rule = {
  *check({ document }) {
    for (const [index, { pointer, header }] of (document.errors.discriminator ?? []).entries()) {
      if ((pointer === undefined) !== (header === undefined)) continue;
      const message =
        pointer === undefined ? 'the place of a code is not named' : 'a code stands in two places at once';
      yield {
        pointer: `/errors/discriminator/${index}`,
        shows: 'key',
        message,
        expected: 'pointer: where it stands in the body, or header: the header that has it',
      };
    }
  },
};

const placesDiffer: Rule = {
  *check({ spec }) {
    const places = spec.errors.discriminator;
    for (const [index, place] of places.entries()) {
      const alike = places.slice(0, index).find((other) => other.in === place.in && other.name === place.name);
      if (alike === undefined || place.name === '') continue;
      yield {
        pointer: place.pointer,
        shows: 'key',
        message: `${place.name} stands above: its code has been looked for`,
      };
    }
  },
};

const codesHavePlace: Rule = {
  *check({ spec }) {
    const { discriminator, codes, unknownCode } = spec.errors;
    if (discriminator.length > 0) return;
    const expected = 'errors.discriminator: where an error tells its code';
    const message = 'the spec does not say where a code stands';
    const inSuccess = spec.success.failure?.code != null;
    if (codes.length > 0 && !inSuccess) yield { pointer: '/errors/codes', shows: 'key', message, expected };
    if (unknownCode !== null) yield { pointer: '/errors/unknownCode', shows: 'key', message, expected };
  },
};

const placeHasCodes: Rule = {
  *check({ spec }) {
    const { discriminator, codes, unknownCode } = spec.errors;
    if (codes.length > 0 || unknownCode !== null || discriminator.every(({ error }) => error !== null)) return;
    const message = 'nothing says what a code means';
    yield { pointer: '/errors/discriminator', shows: 'key', message, expected: 'errors.codes: what each code raises' };
  },
};

const codeSaysSomething: Rule = {
  *check({ spec }) {
    for (const { code, error, retried, throttle, pointer } of spec.errors.codes) {
      if (error !== null || retried !== null || throttle !== null) continue;
      const message = `${code} says nothing`;
      yield { pointer, shows: 'key', message, expected: 'error: what it raises, retried, or both' };
    }
  },
};

const throttleHasPrice: Rule = {
  *check({ spec }) {
    for (const { code, retried, throttle, pointer: at } of spec.errors.codes) {
      if (throttle === null) continue;
      const pointer = `${at}/throttle`;
      const expected = 'retry.quota.throttleCost: what a retry after it takes';
      if (spec.positions['/retry/quota/throttleCost'] === undefined)
        yield { pointer, shows: 'key', message: `${code} is throttling, and nothing has a price for that`, expected };
      else if (retried === false)
        yield {
          pointer,
          shows: 'key',
          message: `${code} is never retried, so that no retry after it has a price`,
          expected: 'one of the two',
        };
    }
  },
};

/** A success by its status, where nothing makes it an error. */
function isSuccess(match: StatusMatch): boolean {
  const { from, to } = bounds(match);
  return from >= 200 && to < 300;
}

const codeOfFailure: Rule = {
  *check({ spec }) {
    for (const { code, statuses, pointer } of spec.errors.codes) {
      for (const [index, match] of (statuses ?? []).entries()) {
        const row = statusEntry(spec, bounds(match).from);
        if (!isSuccess(match) || spec.success.failure !== null || row?.error != null) continue;
        const message = `${code} comes with a success`;
        const expected = 'statuses of failures, or success.failure: what tells of a failure in a success';
        yield { pointer: `${pointer}/statuses/${index}`, shows: 'value', message, expected };
      }
    }
  },
};

const transportHasClass: Rule = {
  *check({ spec }) {
    const { body, transport } = spec.errors;
    for (const key of ['notJson', 'cut', 'corrupt', 'empty'] as const) {
      const rule = body[key];
      const kind = rule === 'transport' ? 'cutBody' : rule === 'decodeError' ? 'decode' : null;
      if (kind === null || transport[kind] !== undefined) continue;
      const message = `nothing says what class that is`;
      yield { pointer: `/errors/body/${key}`, shows: 'value', message, expected: `errors.transport.${kind}: a class` };
    }
  },
};

export const codeRules: readonly Rule[] = [
  placeIsOne,
  placesDiffer,
  codesHavePlace,
  placeHasCodes,
  codeSaysSomething,
  throttleHasPrice,
  codeOfFailure,
  { ...transportHasClass, warns: true },
];
