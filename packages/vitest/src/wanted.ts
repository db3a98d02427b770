import type { TestContext } from 'vitest';

type Task = TestContext['task'];
type Suite = NonNullable<Task['suite']>;

/**
 * What is to be played, by the tests that Vitest has left in after `-t`, `.only` and the like. The test of a whole target wants all of it.
 *
 * @param task any test of a target
 */
export function wantedIn(task: Task): (target: string, scenario: string) => boolean {
  const targets = (task.suite?.suite?.tasks ?? []).filter((each) => each.type === 'suite');
  const left = new Map(targets.map((target) => [target.name, namesLeftIn(target)]));
  return (target, scenario) => {
    const names = left.get(target);
    if (names === undefined) return false;
    return names.scenarios.size === 0 ? names.whole : names.scenarios.has(scenario);
  };
}

function namesLeftIn({ tasks }: Suite): { readonly scenarios: ReadonlySet<string>; readonly whole: boolean } {
  const tests = tasks.filter(({ mode }) => mode !== 'skip' && mode !== 'todo');
  // Ids of scenarios have a slash.
  const scenarios = tests.map(({ name }) => name).filter((name) => name.includes('/'));
  return { scenarios: new Set(scenarios), whole: tests.length > scenarios.length };
}
