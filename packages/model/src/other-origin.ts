import type { Fixtures } from './fixture.js';
import type { Answer, Scenario } from './scenario.js';
import { parseTemplates } from './template.js';

function namesOrigin(text: string | null): boolean {
  return text !== null && parseTemplates(text).parts.some(({ kind }) => kind === 'otherOrigin');
}

function answerPoints({ fixture, headers = {} }: Answer, fixtures: Fixtures): boolean {
  const recorded = fixtures.get(fixture ?? '')?.headers ?? [];
  return [...recorded.map(([, value]) => value), ...Object.values(headers)].some(namesOrigin);
}

/** Whether a header of any answer names the lane's other origin. */
export function pointsElsewhere({ steps }: Scenario, fixtures: Fixtures): boolean {
  return steps.some(({ script }) => script.some((answer) => answerPoints(answer, fixtures)));
}
