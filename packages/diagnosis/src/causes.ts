import { likeness } from '@sdk-conformance/judge';
import { type Position, positionOf } from '@sdk-conformance/model';
import { budgetOf } from './budget.js';
import type { Params } from './candidate.js';
import { candidatesFor } from './candidates/index.js';
import { choose } from './choose.js';
import type { Chosen } from './chosen.js';
import { evidenceFor } from './evidence/index.js';
import { type Ground, type Played, playOf } from './play.js';
import type { Literal, Scope } from './scope.js';
import { scopeWords } from './words.js';

/** A finding by its scenario and requirement. */
export interface Explained {
  readonly scenario: string;
  readonly requirement: string;
}

/** What explains failures of a target: a named change of policy, or what its evidence tells. */
export interface Cause {
  readonly name: string;
  readonly params: Params;
  /** Null: it shows in some calls and not in others, and what tells them apart is not known. */
  readonly scope: Scope | null;
  readonly pointer: string;
  readonly at: Position;
  /** `behaves like an SDK that …`. */
  readonly text: string;
  readonly explains: readonly Explained[];
  /** Scenarios: one that fails inside the scope, and one that passes outside; null where none was played. */
  readonly witnesses: { readonly failing: string; readonly passing: string | null };
}

/** Where a cause may hold as well, and what would tell. */
function collinearWords(collinear: Literal | null): string {
  return collinear === null ? '' : `, or${scopeWords([collinear])}: a call with one and not the other would tell`;
}

/** What explains just the same, and what would tell. */
function otherWords(or: Chosen['or']): string {
  if (or === null) return '';
  const { candidate, scope } = or.told;
  return `, or one that ${candidate.text}${scopeWords(scope)}: ${or.probe} would tell`;
}

function causeOf({ spec }: Ground, { candidate, scope, weights, outside, isScattered, or, collinear }: Chosen): Cause {
  const { name, params, pointer, text } = candidate;
  const explains = new Map<string, Explained>();
  for (const { play, key, says, scenario } of weights) {
    const requirement = play.marks.get(key)?.because.requirement;
    if (says === 'for' && requirement !== undefined)
      explains.set(`${scenario} ${requirement}`, { scenario, requirement });
  }
  const failing = weights.find(({ says }) => says === 'for')?.scenario ?? '';
  const where = isScattered ? ' in some calls' : `${scopeWords(scope)}${collinearWords(collinear)}`;
  const broken = new Set([...explains.values()].map(({ scenario }) => scenario));
  return {
    ...{ name, params, pointer },
    scope: isScattered ? null : scope,
    at: positionOf(spec, pointer),
    text: likeness(spec, `${text}${where}${otherWords(or)}`, pointer),
    explains: [...explains.values()],
    witnesses: { failing, passing: outside.find(({ scenario }) => !broken.has(scenario))?.scenario ?? null },
  };
}

/** Predictions for each play, and for a run of few: at 0.1 ms each they cost a tenth of what playing costs. */
const perPlay = 12;
const least = 3000;

/**
 * What explains the failures of a target, over all that was played of it, the weightiest first. Pure. Where nothing explains a failure without
 * contradicting what passes, nothing is told of it.
 *
 * @example
 * ```ts
 * import { causesOf } from '@sdk-conformance/diagnosis';
 *
 * const play = { scenario, expectation, observation, broken: new Set(['retry.count']) };
 * const [cause] = causesOf({ spec, language: 'typescript', fixtures }, [play]);
 * console.log(cause?.text); // 'behaves like an SDK that counts the first attempt as a retry (retry.maxRetries, spec/foilengine.yaml:184)'
 * ```
 */
export function causesOf(ground: Ground, played: readonly Played[]): readonly Cause[] {
  if (played.every(({ broken }) => broken.size === 0)) return [];
  const plays = played.map((one) => playOf(ground, one));
  const candidates = [...candidatesFor(ground, plays), ...evidenceFor(plays)];
  return choose(ground, plays, candidates, budgetOf(perPlay * plays.length + least)).map((chosen) =>
    causeOf(ground, chosen),
  );
}
