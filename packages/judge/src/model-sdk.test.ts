import type { Decision, Expectation } from '@sdk-conformance/oracle';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Case, marksOf } from './assess.js';
import { judge, scenarioVerdict } from './judge.js';
import type { Deviation } from './testing/deviation.js';
import { raisedError } from './testing/model-outcome.js';
import { drawFrom, type Played, simulate } from './testing/model-sdk.js';
import { randomScenario } from './testing/random-scenario.js';

// An SDK that makes every decision as predicted must pass, whatever is played; one that deviates once must fail on that alone.

const foilengine = specInRepository('spec/foilengine.yaml');
const tides = specInRepository('packages/spec/test-data/tides.yaml');

function findings(given: Case, verdict: 'fail' | 'unspecified'): readonly string[] {
  return judge(given)
    .filter((f) => f.verdict === verdict)
    .map((f) => `${f.requirement}: expected ${f.expected}, seen ${f.seen}`);
}

/** Requirements that failed before any diagnosis. */
function broken(given: Case): readonly string[] {
  const marks = marksOf(given.spec, given.expectation, given.observation);
  return [...new Set(marks.filter((m) => m.verdict === 'fail').map((m) => m.because.requirement))];
}

describe.each([
  ['foilengine', foilengine, ['typescript', 'python', 'csharp']],
  ['tides', tides, ['ruby', 'go']],
] as const)('a model SDK of %s', (_, { spec, fixtures, scenarios }, languages) => {
  test.each(languages)('in %s passes every derived scenario', (language) => {
    for (const scenario of scenarios.values()) {
      const given = simulate({ spec, language, scenario, fixtures }, drawFrom(7));
      expect(findings(given, 'fail'), scenario.id).toEqual([]);
    }
  });

  test('passes whatever chance plays', () => {
    fc.assert(
      fc.property(randomScenario(spec), fc.nat(), fc.constantFrom(...languages), (scenario, seed, language) => {
        const given = simulate({ spec, language, scenario, fixtures }, drawFrom(seed));
        expect(findings(given, 'fail')).toEqual([]);
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});

test('what Foil Engine’s spec leaves open', () => {
  const open = [...foilengine.scenarios.values()].flatMap((scenario) => {
    const given = simulate({ ...foilengine, language: 'typescript', scenario }, drawFrom(7));
    return findings(given, 'unspecified').map((finding) => `${scenario.id}: ${finding}`);
  });
  expect(open).toEqual([]);
});

interface Deviant {
  readonly played: Played;
  readonly expectation: Expectation;
  readonly decisions: readonly Decision[];
  readonly seed: number;
}

/** Runs a deviation on random scenarios that leave room for it; expects that it fails, and on nothing but its own requirement. */
function deviates(
  find: (given: Deviant) => { readonly deviation: Deviation; readonly requirement: string } | null,
): void {
  const { spec, fixtures } = foilengine;
  fc.assert(
    fc.property(randomScenario(spec), fc.nat(), (scenario, seed) => {
      const played: Played = { spec, language: 'typescript', scenario, fixtures };
      const { expectation } = simulate(played, drawFrom(seed));
      const decisions = expectation.steps[0]?.decisions ?? [];
      const stop = decisions.findIndex((d) => d.action !== 'retry');
      const found = find({ played, expectation, decisions: decisions.slice(0, stop + 1), seed });
      fc.pre(found !== null);
      const given = simulate(played, drawFrom(seed), found.deviation);
      expect(broken(given)).toEqual([found.requirement]);
      const verdicts = judge(given);
      expect(scenarioVerdict(verdicts)).toBe('fail');
      expect(verdicts.filter((f) => f.verdict === 'fail')).toHaveLength(1);
    }),
    { seed: 7, numRuns: 100 },
  );
}

describe('a model SDK that deviates once', () => {
  test('one request more', () => {
    deviates(({ decisions }) => {
      const last = decisions.at(-1);
      if (last?.action !== 'stop') return null;
      return { deviation: { kind: 'oneMore', attempt: last.attempt }, requirement: last.because.requirement };
    });
  });

  test('one request fewer', () => {
    deviates(({ decisions, seed }) => {
      const retries = decisions.filter((d) => d.action === 'retry');
      const chosen = retries[seed % Math.max(1, retries.length)];
      if (chosen === undefined) return null;
      return { deviation: { kind: 'oneFewer', attempt: chosen.attempt }, requirement: chosen.because.requirement };
    });
  });

  test.each([
    ['shorter', -2],
    ['longer', 2],
  ])('a wait 2 ms %s than any allowed', (_, outside) => {
    deviates(({ decisions, seed }) => {
      const retries = decisions.filter((d) => d.gap?.kind === 'window' && d.gap.fromMs >= 2);
      const chosen = retries[seed % Math.max(1, retries.length)];
      if (chosen?.gap?.kind !== 'window') return null;
      const ms = (outside < 0 ? chosen.gap.fromMs : chosen.gap.toMs) + outside;
      return { deviation: { kind: 'gap', attempt: chosen.attempt, ms }, requirement: chosen.gap.because.requirement };
    });
  });

  test('a step that settles late', () => {
    deviates(({ decisions, expectation }) => {
      const last = decisions.at(-1);
      // Of attempts that a closed port hides only the time of all together is seen.
      if (last?.action !== 'stop' || last.label === 'connection refused' || expectation.steps[0]?.abort) return null;
      return { deviation: { kind: 'late', ms: 51 }, requirement: 'call.prompt' };
    });
  });

  test('an error outside the hierarchy', () => {
    deviates(({ decisions }) => {
      const last = decisions.at(-1);
      if (last?.outcome.kind !== 'raised') return null;
      const { events } = last.outcome;
      const change: Deviation = {
        kind: 'outcome',
        change: () => ({ kind: 'raised', error: raisedError('TypeError', ['Error']), events }),
      };
      return { deviation: change, requirement: 'error.base' };
    });
  });

  test('the base class where a class of its own is due', () => {
    deviates(({ decisions }) => {
      const last = decisions.at(-1);
      if (last?.outcome.kind !== 'raised' || last.outcome.type === last.outcome.base.type) return null;
      const { base, because } = last.outcome;
      const change: Deviation = {
        kind: 'outcome',
        change: (outcome) =>
          outcome.kind === 'raised'
            ? { ...outcome, error: { ...outcome.error, type: base.type, bases: ['Error'] } }
            : outcome,
      };
      return { deviation: change, requirement: because.requirement };
    });
  });

  test('an error where a value is due', () => {
    deviates(({ decisions, expectation }) => {
      const last = decisions.at(-1);
      if (last?.outcome.kind !== 'returned' || last.outcome.orRaised !== null || expectation.steps[0] === undefined)
        return null;
      const change: Deviation = {
        kind: 'outcome',
        change: () => ({ kind: 'raised', error: raisedError('FoilEngineError', ['Error']), events: null }),
      };
      return { deviation: change, requirement: last.outcome.returns.requirement };
    });
  });
});
