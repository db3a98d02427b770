import { type ClockClient, connectClock } from '@sdk-conformance/clock/client';

/** What marks a call and its steps on the clock. */
export type CallTime = Pick<ClockClient, 'virtual' | 'runCall' | 'begin' | 'settled' | 'after' | 'leftBehind'>;

const machineTime: CallTime = {
  virtual: false,
  runCall: async (_call, run) => run(),
  begin: () => undefined,
  settled: () => undefined,
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  leftBehind: () => [],
};

/**
 * The clock that CONFORMANCE_CLOCK names; without it calls run in the machine's time and nobody is told of their steps.
 * `uncaught` is told what a virtual timer's callback raised.
 */
export async function openTime(uncaught: (call: string, error: unknown) => void): Promise<CallTime> {
  const address = process.env['CONFORMANCE_CLOCK'];
  return address === undefined || address === '' ? machineTime : connectClock(address, { uncaught });
}
