/** Whether a target of tier S does what its adapter claims: that the SDK sleeps by the sleep that it is given. */
export interface SleepClaim {
  readonly slept: () => void;
  readonly escaped: (scenario: string, realMs: number) => void;
  /** What is wrong with the claim; null while there is no sign against it. */
  readonly broken: () => string | null;
}

export function createSleepClaim(): SleepClaim {
  let kept = false;
  let longest: { readonly scenario: string; readonly realMs: number } | null = null;
  const waited = new Set<string>();
  return {
    slept: () => {
      kept = true;
    },
    escaped: (scenario, realMs) => {
      waited.add(scenario);
      if (longest === null || realMs > longest.realMs) longest = { scenario, realMs };
    },
    broken: () => {
      if (kept || longest === null) return null;
      const { scenario, realMs } = longest;
      return (
        `it claims the sleep capability, but never slept on the clock: ${waited.size} ${waited.size === 1 ? 'call' : 'calls'} ` +
        `waited in real time, up to ${realMs} ms in ${scenario}. Give the SDK the sleep that asks the clock, or drop the claim`
      );
    },
  };
}
