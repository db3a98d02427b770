import type { Case } from '@sdk-conformance/judge';
import { drawFrom, simulate, unnumbered } from '@sdk-conformance/judge/testing';
import type { Scenario } from '@sdk-conformance/model';
import { predict } from '@sdk-conformance/oracle';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { describe, expect, test } from 'vitest';
import { diagnosed } from '../diagnose.js';
import { type Hypothesis, hypothesesFor } from './index.js';

// A model SDK under each change of policy, judged under the true one, must be told by that change and no broader one.

const { spec, fixtures, scenarios } = specInRepository('spec/foilengine.yaml');
const language = 'typescript';
const hypotheses = hypothesesFor(spec, {
  statuses: new Set([400, 429, 503]),
  delays: { first: [], second: [] },
});
/** Changes that change nothing: a policy that is so already, a row whose range says the same, a method rule or a cap that Foil Engine lacks. */
const idle = [
  'ignoresCap',
  'jitterBeyondCap',
  '400NotRetried',
  '429Retried',
  '503Retried',
  'hintIgnoredOn400',
  'noRowFor503',
  'anyMethod',
];

function behaving(hypothesis: Hypothesis, scenario: Scenario): Case {
  const changed = hypothesis.change({ spec, scenario });
  const { observation } = simulate({ spec: changed.spec, scenario: changed.scenario, language, fixtures }, drawFrom(3));
  return { spec, language, scenario, fixtures, expectation: predict(spec, language, scenario, fixtures), observation };
}

const candidates = [...scenarios.values()].filter(
  ({ id, steps }) =>
    steps.length === 1 &&
    /^(retry|transport|status|errors)\//.test(id) &&
    /\/initSession$/.test(id) &&
    !id.includes('huge/503'),
);

/** True where a scenario shows an SDK that behaves so, and is told by the hypothesis. */
function toldBy(hypothesis: Hypothesis): boolean {
  return candidates.some((scenario) =>
    diagnosed(behaving(hypothesis, scenario)).some((f) =>
      f.diagnosis?.startsWith(`behaves like an SDK that ${hypothesis.text} (`),
    ),
  );
}

describe('an SDK under a change of policy is told by it', () => {
  const bearing = hypotheses.filter((h) => !idle.includes(h.name) && h.name !== 'neverRetries');
  test.each(bearing.map((h) => [h.name, h] as const))('%s', (_, hypothesis) => {
    expect(toldBy(hypothesis)).toBe(true);
  });

  test.each(idle)('%s: which changes nothing here', (name) => {
    const found = hypotheses.find((h) => h.name === name);
    expect(found !== undefined && toldBy(found)).toBe(false);
  });

  test('the broadest is told where no narrower one fits', () => {
    const never = hypotheses.find((h) => h.name === 'neverRetries');
    const cut = scenarios.get('success/cut/initSession');
    if (never === undefined || cut === undefined) throw new Error('both are there');
    const failed = diagnosed(behaving(never, cut)).filter((f) => f.verdict === 'fail');
    expect(failed.map((f) => [f.requirement, unnumbered(f.diagnosis ?? '')])).toMatchInlineSnapshot(`
      [
        [
          "success.cut",
          "behaves like an SDK that never retries (retry, spec/foilengine.yaml:N)",
        ],
      ]
    `);
  });
});

test('each hypothesis has a name and a text of its own', () => {
  expect(new Set(hypotheses.map((h) => h.name)).size).toBe(hypotheses.length);
  expect(new Set(hypotheses.map((h) => h.text)).size).toBe(hypotheses.length);
});
