import { expect, test } from 'vitest';
import { specInRepository } from './testing/repository.js';

// Ids are what baselines, filters and reports hold on to: a change here is a change for every user.

const tides = specInRepository('packages/spec/test-data/tides.yaml');

test('ids of the second spec', async () => {
  await expect(`${[...tides.scenarios.keys()].join('\n')}\n`).toMatchFileSnapshot('../test-data/ids-of-tides.txt');
});
