import { expect, test } from 'vitest';
import { canaryAt } from './fixtures.js';
import { learn } from './learn.js';
import type { Ask } from './plays.js';
import { nameOf } from './probe.js';
import { edited } from './testing/edited-spec.js';
import { fixturesOf, modelOf } from './testing/model-lesson.js';

test('a place whose text stands in a message as JSON alone is none that the message is taken from', async () => {
  const { spec, given } = edited([
    '    message: # the first that leads to a string\n      - { value: /error/message, source: page }\n      - /message\n      - /detail\n      - /title\n      - /error\n',
    '    message: [/error/message]\n',
  ]);
  const model = modelOf(spec, 'typescript');
  const stringifying: Ask = async (probes) =>
    (await model(probes)).map((play) => {
      if (nameOf(play.scenario) !== 'learn/body-error-detail') return play;
      const { observation } = play;
      const steps = observation.steps.map((step) =>
        step.outcome.kind === 'raised'
          ? {
              ...step,
              outcome: {
                ...step.outcome,
                error: { ...step.outcome.error, message: JSON.stringify({ detail: canaryAt('/error/detail') }) },
              },
            }
          : step,
      );
      return { ...play, observation: { ...observation, steps } };
    });
  const operations = spec.operations.map(({ id }) => id);
  const lesson = { given, language: 'typescript', about: 'The model', operations, fixtures: fixturesOf(spec) };
  const { lines } = await learn({ ...lesson, only: ['bodies'] }, stringifying);
  expect(lines.find(({ at }) => at.join('.') === 'errors.body.message')?.value).toEqual(['/error/message']);
});

test.each([
  ['by a status of the class of what cannot be decoded', 'keepStatus', []],
  ['and of a body whose coding is broken', 'keepStatus\n    corrupt: decodeError', ['corrupt: decodeError']],
])('what bodies that cannot be read raise, %s', async (_, undecodable, own) => {
  const { spec, given } = edited(
    ['    error: BadRequest', '    error: FoilEngine'],
    ['  429:\n', '  409: { error: BadRequest }\n  429:\n'],
    ['    undecodable: keepStatus', `    undecodable: ${undecodable}`],
  );
  const operations = spec.operations.map(({ id }) => id);
  const lesson = { given, language: 'typescript', about: 'The model', operations, fixtures: fixturesOf(spec) };
  const { lines } = await learn(
    { ...lesson, only: ['statuses', 'faults', 'successes', 'bodies'] },
    modelOf(spec, 'typescript'),
  );
  const keys = ['undecodable', 'notJson', 'empty', 'corrupt'];
  const told = lines.filter(({ at }) => at[1] === 'body' && keys.includes(at.at(-1) ?? ''));
  expect(told.map(({ at, value }) => `${at.at(-1)}: ${value}`)).toEqual(
    own.length === 0 ? ['undecodable: keepStatus'] : ['notJson: keepStatus', 'empty: keepStatus', ...own],
  );
});
