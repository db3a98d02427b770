import { changedSpec, specInRepository } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import { relocated } from './in-language.js';
import { predict } from './predict.js';

test('an SDK is held to what its language has of its own, by that line', () => {
  const own = { retry: { maxRetries: 1, statuses: ['5xx'], methods: 'all' } };
  const { spec, fixtures, scenarios } = changedSpec('packages/spec/test-data/tides.yaml', {
    '/inLanguages': { go: own },
  });
  const scenario = [...scenarios.values()].find(({ id }) => id.startsWith('status/500/'));
  if (scenario === undefined) throw new Error('a 500 is played');
  const told = (language: string) => {
    const [step] = predict(spec, language, scenario, fixtures).steps;
    return step?.decisions.slice(0, 3).map(({ action, because }) => `${action} ${because.pointer}`);
  };
  expect({ ruby: told('ruby'), go: told('go') }).toMatchInlineSnapshot(`
    {
      "go": [
        "retry /inLanguages/go/retry/statuses",
        "stop /inLanguages/go/retry/maxRetries",
        "stop /inLanguages/go/retry/maxRetries",
      ],
      "ruby": [
        "retry /retry/statuses",
        "retry /retry/maxRetries",
        "stop /retry/maxRetries",
      ],
    }
  `);
});

test('what rests on a section of the language is pointed there, and a body that says pointer keeps it', () => {
  const { spec } = specInRepository('spec/foilengine.yaml');
  const own = { ...spec, inLanguages: { python: { retry: spec.retry } } };
  const given = {
    because: { requirement: 'retry.count', pointer: '/retry/maxRetries', text: '' },
    other: { pointer: '/hints/capMs' },
    value: { errors: [{ source: { pointer: '/retry/at' } }] },
  };
  expect(relocated(given, own, 'python')).toEqual({
    ...given,
    because: { ...given.because, pointer: '/inLanguages/python/retry/maxRetries' },
  });
  expect(relocated(given, own, 'typescript')).toBe(given);
});
