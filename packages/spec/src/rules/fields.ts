import { oneOfThese } from '../mistake.js';
import { nearestName } from '../nearest.js';
import { entriesOf } from '../normalise/entries.js';
import { isCanonical } from '../normalise/errors.js';
import type { Rule } from './rule.js';

const canonical = ['status', 'retryAfter', 'message', 'cause', 'requestId', 'headers'];

/** What says where a field of the writer's own comes from. */
const sources = ['pointer', 'header', 'body'] as const;

const fieldHasSource: Rule = {
  *check({ document }) {
    for (const [id, field] of Object.entries(document.errors.fields ?? {})) {
      const pointer = `/errors/fields/${id}`;
      const said = sources.filter((key) => field[key] !== undefined);
      if (isCanonical(id)) {
        for (const key of said.filter((k) => k !== 'header' || id !== 'requestId')) {
          const message = `${key} means nothing of ${id}`;
          const expected = 'a field of another name, for what else stands in the answer';
          yield { pointer: `${pointer}/${key}`, shows: 'key', message, expected };
        }
      } else if (said.length === 0) {
        const message = `the spec does not say what ${id} holds`;
        const expected = `one of ${oneOfThese(canonical)}, or pointer, header or body: raw`;
        yield { pointer, shows: 'key', message, expected, nearest: nearestName(id, canonical) };
      } else if (said.length > 1) {
        const message = `${id} comes from two places at once: ${said.join(' and ')}`;
        yield { pointer: `${pointer}/${said[1]}`, shows: 'key', message, expected: oneOfThese(sources) };
      }
      if (field.none !== undefined && id !== 'status') {
        yield {
          pointer: `${pointer}/none`,
          shows: 'key',
          message: `none means nothing of ${id}`,
          expected: 'none under status',
        };
      }
    }
  },
};

const outsideOrClass: Rule = {
  *check({ spec }) {
    const { outside, transport } = spec.errors;
    for (const [kind, names] of entriesOf(outside)) {
      if (transport[kind] === undefined || spec.languages.some((language) => names[language] === undefined)) continue;
      const message = `${kind} raises an error of no class in every language`;
      yield { pointer: `/errors/transport/${kind}`, shows: 'key', message, expected: 'errors.outside alone' };
    }
  },
};

const nameSaysOne: Rule = {
  *check({ spec, document }) {
    const { named } = document.errors;
    if (typeof named === 'object') {
      const said = Object.values(named).filter((value) => value !== undefined).length;
      if (said !== 1) {
        const message = said === 0 ? 'nothing says what the name tells' : 'the name tells two things at once';
        yield {
          pointer: '/errors/named',
          shows: 'key',
          message,
          expected: 'class, code, {is: a text} or {pointer: a place}',
        };
      }
    }
    const { discriminator } = spec.errors;
    if (spec.errors.named !== 'code' || discriminator.length > 0 || spec.success.failure?.code != null) return;
    const message = 'the spec does not say where a code stands';
    yield {
      pointer: '/errors/named',
      shows: 'value',
      message,
      expected: 'errors.discriminator: where an error tells its code',
    };
  },
};

export const fieldRules: readonly Rule[] = [fieldHasSource, outsideOrClass, nameSaysOne];
