import type { Scenario } from '@sdk-conformance/model';
import type { Decision } from '@sdk-conformance/oracle';
import type { Ground, Play } from './play.js';
import { expectedUnder, type Told } from './weigh.js';

/** Retries that a probe asks for at most: more than any that was played needs. */
const probedRetries = 6;
/** Times that a script's last answer is given once more. */
const furtherAnswers = [0, 1, 2];
/** Scenarios of which probes are made. */
const mostScenarios = 6;

/** Calls near to one that was played, in which two causes may tell themselves apart: more of the same, with retries enough. */
function probesOf({ steps, clients, ...rest }: Scenario): readonly Scenario[] {
  return furtherAnswers.map((further) => ({
    ...rest,
    clients: clients.map((client) => ({ ...client, options: { ...client.options, maxRetries: probedRetries } })),
    steps: steps.slice(0, 1).map((step) => {
      const last = step.script.at(-1);
      return last === undefined ? step : { ...step, script: [...step.script, ...Array(further).fill(last)] };
    }),
  }));
}

function isApart(a: Decision, b: Decision): boolean {
  if (a.action !== b.action) return a.action !== 'open' && b.action !== 'open';
  if (a.gap?.kind !== 'window' || b.gap?.kind !== 'window') return false;
  return a.gap.toMs < b.gap.fromMs || b.gap.toMs < a.gap.fromMs;
}

/** What is served again and again is said once: `429 4 times`. */
function inARow(labels: readonly string[]): string {
  const runs: { readonly label: string; times: number }[] = [];
  for (const label of labels) {
    const last = runs.at(-1);
    if (last?.label === label) last.times += 1;
    else runs.push({ label, times: 1 });
  }
  return runs.map(({ label, times }) => (times === 1 ? label : `${label} ${times} times`)).join(', ');
}

/**
 * Answers after which two causes that explain the same foretell what cannot both be; null where no call near to those that were played has any.
 *
 * @param plays that both explain
 */
export function probeBetween(
  ground: Ground,
  plays: readonly Play[],
  [one, other]: readonly [Told, Told],
): string | null {
  for (const play of plays.slice(0, mostScenarios)) {
    for (const looked of probesOf(play.scenario)) {
      const [a = [], b = []] = [one, other].map(
        (told) => expectedUnder(ground, { ...play, looked }, [told]).steps[0]?.decisions,
      );
      const at = a.findIndex((own, i) => {
        const beside = b[i];
        return beside !== undefined && isApart(own, beside);
      });
      if (at >= 0) return inARow(a.slice(0, at + 1).map(({ label }) => label));
    }
  }
  return null;
}
