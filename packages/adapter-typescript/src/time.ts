/** What marks a call and its steps on the clock; without a clock it only runs them. */
export interface CallTime {
  readonly virtual: boolean;
  runCall<T>(call: string, run: () => Promise<T>): Promise<T>;
  begin(step: string): void;
  settled(step: string): void;
}

const realTime: CallTime = {
  virtual: false,
  runCall: (_call, run) => run(),
  begin: () => undefined,
  settled: () => undefined,
};

/** The clock that CONFORMANCE_CLOCK names, or real time where it is absent. */
export async function openTime(): Promise<CallTime> {
  return realTime;
}
