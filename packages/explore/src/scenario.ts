import type { Scenario } from '@sdk-conformance/model';
import fc from 'fast-check';
import { drawnClient } from './clients.js';
import type { Grammar } from './grammar.js';
import { drawnStep } from './steps.js';

/** A scenario without its name. */
export type Stimulus = Pick<Scenario, 'clients' | 'steps' | 'basePath' | 'baseSlash'>;

const mostSteps = 4;

/**
 * Anything that callers do and servers answer. Nothing is drawn by way of something else that was, so that each part becomes simpler by itself;
 * what is plainest comes first in each choice, so that it is what the others shrink to.
 */
export function drawnStimulus(grammar: Grammar): fc.Arbitrary<Stimulus> {
  const { spec } = grammar;
  const atPath = spec.options.some(({ id }) => id === 'baseUrl');
  return fc
    .record({
      // In the order in which they become simpler: what takes most away first.
      several: fc.nat({ max: 2 }),
      path: fc.nat({ max: 3 }),
      slash: fc.nat({ max: 3 }),
      clients: fc.array(drawnClient(spec), { minLength: 1, maxLength: 2 }),
      steps: fc.array(drawnStep(grammar), { minLength: 1, maxLength: mostSteps }),
    })
    .map(({ steps, several, clients: drawn, path, slash }): Stimulus => {
      const used = several === 0 ? steps.slice(0, 1) : steps;
      const own = used.length === 1 ? drawn.slice(0, 1) : drawn;
      const clients = own.map((client, i) => client(own.length === 1 ? 'client' : `client-${i + 1}`));
      return {
        ...(atPath && path === 3 ? { basePath: '/gateway/v2' } : {}),
        ...(atPath && slash === 3 ? { baseSlash: true } : {}),
        clients,
        steps: used.map((step, place) => step(clients, place, used.length)),
      };
    });
}
