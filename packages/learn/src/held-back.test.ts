import { expect, test } from 'vitest';
import { against } from './against.js';
import { learn } from './learn.js';
import type { Ask } from './plays.js';
import { edited } from './testing/edited-spec.js';
import { fixturesOf, modelOf } from './testing/model-lesson.js';

const { spec, given } = edited();
const { spec: hasty } = edited(['  maxRetries: 3', '  maxRetries: 2']);
const lesson = {
  given,
  language: 'typescript',
  about: 'The model',
  operations: spec.operations.map(({ id }) => id),
  fixtures: fixturesOf(spec),
};

test('what an SDK does that no probe shows is told beside its line by a play of which nothing was learnt', async () => {
  const [own, other] = [modelOf(spec, 'typescript'), modelOf(hasty, 'typescript')];
  // A second call of one client has fewer retries: probes make one call each.
  const forgetful: Ask = async (probes, by) => {
    const several = probes.filter(({ steps }) => steps.length > 1);
    return [
      ...(await own(
        probes.filter((probe) => !several.includes(probe)),
        by,
      )),
      ...(await other(several, by)),
    ];
  };
  const learned = await learn(lesson, forgetful);
  const { heldBack, open } = learned;
  expect(heldBack.contradict).toBeGreaterThan(0);
  expect(heldBack.contradict).toBeLessThan(heldBack.plays.length / 10);
  expect(open.map(({ at }) => at.join('.'))).toContain('retry.retry.count');
  const { departures } = against(learned, spec, 'typescript', lesson.fixtures);
  expect(departures.map(({ difference }) => difference.line)).toContain('retry.maxRetries');
});

test('the policy of an SDK that has one foretells all of them', async () => {
  const { heldBack } = await learn(lesson, modelOf(spec, 'typescript'));
  expect(heldBack.plays.length).toBeGreaterThan(300);
  expect(heldBack.contradict).toBe(0);
});
