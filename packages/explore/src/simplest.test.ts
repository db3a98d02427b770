import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import { createExplorer, type Drawn } from './explorer.js';
import { simplest } from './simplest.js';

const { spec, fixtures } = specInRepository('spec/foilengine.yaml');
const explorer = createExplorer({ spec, fixtures });

/** An SDK that fails whenever a script has a reset in it and retries are asked for. */
const fails = ({ scenario: { clients, steps } }: Drawn) =>
  clients.some(({ options }) => (options.maxRetries ?? 0) > 0) &&
  steps.some(({ script }) => script.some(({ fault }) => fault?.kind === 'reset'));

function first(): Drawn {
  for (let n = 1; ; n++) {
    const drawn = explorer.draw(1, n);
    if (fails(drawn)) return drawn;
  }
}

const without = { plays: 200, isOver: () => false };

test('a failure comes down to what it takes', async () => {
  const failing = async (drawn: readonly Drawn[]) => drawn.filter(fails);
  const { drawn, plays } = await simplest(first(), failing, () => true, without);
  expect(plays).toBeLessThanOrEqual(200);
  const [step] = drawn.scenario.steps;
  expect(drawn.scenario.clients).toEqual([{ id: 'client', options: { maxRetries: 1 } }]);
  expect(drawn.scenario.steps).toHaveLength(1);
  expect(step?.script.map(({ fault }) => fault?.kind)).toEqual(['reset']);
});

test('a step counts only where it fails again twice', async () => {
  const asked: string[] = [];
  const once = async (drawn: readonly Drawn[]) => {
    asked.push(...drawn.map(({ scenario }) => scenario.id));
    return drawn.filter((one) => fails(one) && !one.scenario.id.endsWith('/again-2'));
  };
  const from = first();
  const { drawn } = await simplest(from, once, () => true, without);
  expect(drawn.scenario).toEqual(from.scenario);
  expect(asked.filter((id) => id.endsWith('/again-2')).length).toBeGreaterThan(0);
});

test('what it may cost ends it', async () => {
  const failing = async (drawn: readonly Drawn[]) => drawn.filter(fails);
  const from = first();
  expect((await simplest(from, failing, () => true, { plays: 0, isOver: () => false })).drawn).toBe(from);
  expect((await simplest(from, failing, () => true, { plays: 200, isOver: () => true })).plays).toBe(0);
  expect((await simplest(from, failing, () => false, without)).drawn).toBe(from);
});
