import { leaf, list, map, object, oneOf, type Schema, shared, sourced } from './builder.js';

/** The longest wait that a timer can take in every language, ms. */
export const longestWaitMs = 2 ** 31 - 1;

export const text = leaf<string>('a text', { type: 'string', minLength: 1 });
export const flag = leaf<boolean>('true or false', { type: 'boolean' });
export const count = leaf<number>('a whole number, 0 or more', { type: 'integer', minimum: 0, maximum: longestWaitMs });
export const positiveCount = leaf<number>('a whole number, 1 or more', {
  type: 'integer',
  minimum: 1,
  maximum: longestWaitMs,
});
export const milliseconds = leaf<number>('milliseconds, at most 2147483647 (what a timer can wait)', {
  type: 'number',
  minimum: 0,
  maximum: longestWaitMs,
});
export const positiveMilliseconds = leaf<number>('milliseconds above 0, at most 2147483647 (what a timer can wait)', {
  type: 'number',
  exclusiveMinimum: 0,
  maximum: longestWaitMs,
});
export const classId = leaf<string>('the id of an error class, such as RateLimit', {
  type: 'string',
  pattern: '^[A-Z][A-Za-z0-9]*$',
});
export const errorCode = leaf<string>('a code without blanks, such as ThrottlingException', {
  type: 'string',
  pattern: '^\\S+$',
});
/** Ids of operations, credentials, categories, sources. */
export const id = leaf<string>('a camelCase id, such as sendMessage', {
  type: 'string',
  pattern: '^[a-z][A-Za-z0-9]*$',
});
export const languageId = leaf<string>('the id of a language in lower case, such as python', {
  type: 'string',
  pattern: '^[a-z][a-z0-9]*$',
});
export const codeName = leaf<string>('a name of code, such as RateLimitError or Errors::RateLimit', {
  type: 'string',
  pattern: '^[\\p{L}_$][\\p{L}\\p{N}_$]*((\\.|::|\\\\)[\\p{L}_$][\\p{L}\\p{N}_$]*)*$',
});
export const headerName = leaf<string>('the name of a header', {
  type: 'string',
  pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$",
});
const code = '[1-5][0-9]{2}';
const range = `[1-5]xx|${code}-${code}|[1-9][0-9]{2}\\+`;
const rangeExamples = 'a range (5xx, 494-499, or 500+ for 500 and above)';
export const statusKey = leaf<string>(`a status from 100 to 599, ${rangeExamples} or default`, {
  type: 'string',
  pattern: `^(${code}|${range}|default)$`,
});
export const status = leaf<number | string>(`a status from 100 to 599, or ${rangeExamples}`, {
  type: ['integer', 'string'],
  minimum: 100,
  maximum: 599,
  pattern: `^(${range})$`,
});
export const jsonPointer = leaf<string>('a JSON pointer, such as /error/message', {
  type: 'string',
  pattern: '^(/([^~/]|~[01])*)*$',
});
const method = oneOf('GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE');

export const statuses: Schema<readonly (number | string)[]> = shared(
  'statuses',
  list(sourced(status), { minItems: 1, uniqueItems: true }),
);
export const methods = shared('methods', list(method, { minItems: 1, uniqueItems: true }));

/** A name in each language. */
export const names = shared('names', map(languageId, codeName, { minProperties: 1 }));

export const sourcedFlag = shared('flag', sourced(flag));
export const sourcedMilliseconds = shared('milliseconds', sourced(milliseconds));
export const sourcedPositiveMilliseconds = shared('positiveMilliseconds', sourced(positiveMilliseconds));

/** What a header or the body of an answer has. */
export const condition = shared(
  'condition',
  object(
    {},
    {
      header: headerName,
      pointer: jsonPointer,
      equals: leaf<string | number | boolean>(
        'a text, a number, true or false; anything but null where nothing is said',
        {
          type: ['string', 'number', 'boolean'],
        },
      ),
    },
  ),
);
