import type { Mutant } from './mutant.js';

/** Bodies of some content types are taken for no JSON, and for nothing. */
const unreadAs =
  (types: RegExp): Mutant['seams'] =>
  (sound) => ({ decodeText: (bytes, type) => (types.test(type ?? '') ? '' : sound.decodeText(bytes, type)) });

export const success: readonly Mutant[] = [
  {
    name: 'type-with-parameter-unread',
    defect: 'JSON is not read where its content type has a parameter',
    breaks: 'success.value',
    cause: 'valueDiffers',
    seams: unreadAs(/^application\/json *;/),
  },
  {
    name: 'type-case-matters',
    defect: 'JSON is not read where its content type is written in other letter case',
    breaks: 'success.value',
    cause: 'valueDiffers',
    seams: unreadAs(/Application|JSON/),
  },
  {
    name: 'problem-json-unread',
    defect: 'problem JSON is taken for text, so that what it says is lost',
    breaks: 'error.message',
    cause: 'messageOther',
    seams: unreadAs(/problem\+json/),
  },
  {
    name: 'falsy-dropped',
    defect: 'fields that are false or 0 are missing from the value',
    breaks: 'success.value',
    cause: 'valueDiffers',
    seams: () => ({
      parseValue: (text) =>
        text === ''
          ? null
          : JSON.parse(text, (_key, value: unknown) => (value === false || value === 0 ? undefined : value)),
    }),
  },
  {
    name: 'no-content-parsed',
    defect: 'an empty body is parsed as JSON, which fails',
    breaks: 'success.empty',
    cause: 'raisesASuccess',
    scope: { body: 'none' },
    seams: () => ({ parseValue: (text) => JSON.parse(text) as unknown }),
  },
  {
    name: 'only-200-is-success',
    defect: '201 and 204 raise',
    breaks: 'success.empty',
    cause: 'raisesASuccess',
    seams: () => ({ isSuccess: (status) => status === 200 }),
  },
  {
    name: 'listed-success-alone',
    defect: 'a 2xx that the status table does not list raises',
    breaks: 'success.status',
    cause: 'raisesASuccess',
    seams: () => ({ isSuccess: (status) => status === 200 || status === 204 }),
  },
  {
    name: 'html-200-as-value',
    defect: 'a proxy’s HTML page is returned as the value',
    breaks: 'success.decode',
    cause: 'returnsAnError',
    seams: (sound) => ({
      parseValue: (text) => {
        try {
          return sound.parseValue(text);
        } catch {
          return text;
        }
      },
    }),
  },
  {
    name: 'html-200-retried',
    defect: 'a success that is not JSON is retried',
    breaks: 'success.decode',
    cause: 'retries',
    seams: (sound) => ({
      retryable: (failure, statusIsRetryable) =>
        failure.kind === 'decode' || sound.retryable(failure, statusIsRetryable),
    }),
  },
  {
    name: 'cut-success-not-retried',
    defect: 'a success that breaks off is not retried',
    breaks: 'success.cut',
    cause: 'doesNotRetry',
    seams: (sound) => ({
      retryable: (failure, statusIsRetryable) => failure.kind !== 'cut' && sound.retryable(failure, statusIsRetryable),
    }),
  },
  {
    name: 'failure-judged-by-body',
    defect: 'an error response whose JSON has no `error` key resolves',
    breaks: 'error.class',
    cause: 'returnsAnError',
    seams: (sound) => ({
      send: async (request, signal) => {
        const response = await sound.send(request, signal);
        if (response.status < 400) return response;
        const body: unknown = await response
          .clone()
          .json()
          .catch(() => undefined);
        if (body === null || typeof body !== 'object' || 'error' in body) return response;
        return new Response(JSON.stringify(body), { status: 200 });
      },
    }),
  },
];
