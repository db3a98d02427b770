/** The process of the SDKs: plays the calls it is asked for at once, under the preload, and prints one line of JSON. */
import { connectClock, currentCall } from '@sdk-conformance/clock/client';
import { type SdkName, type SdkOptions, sdks } from './sdks.js';

export interface AskedCall extends SdkOptions {
  readonly sdk: SdkName;
}

/** What a call came to. */
export interface HostedCall {
  readonly outcome: 'returned' | 'raised';
  /** Class of what was raised. */
  readonly error: string | null;
  /** What `Math.random` gave within the call, in order. */
  readonly draws: readonly number[];
  /** Timers and sockets left behind. */
  readonly left: readonly string[];
}

const { CONFORMANCE_CLOCK = '', ASKED = '{}' } = process.env;
const asked: Readonly<Record<string, AskedCall>> = JSON.parse(ASKED);

const draws = new Map<string, number[]>(Object.keys(asked).map((call) => [call, []]));
const { random } = Math;
Math.random = () => {
  const drawn = random();
  draws.get(currentCall() ?? '')?.push(drawn);
  return drawn;
};

const clock = await connectClock(CONFORMANCE_CLOCK);
const hosted = await Promise.all(
  Object.entries(asked).map(async ([call, { sdk, ...options }]): Promise<[string, HostedCall]> => {
    const end = await clock
      .runCall(call, async () => {
        clock.begin('s');
        return sdks[sdk](options).finally(() => clock.settled('s'));
      })
      .then(
        () => ({ outcome: 'returned' as const, error: null }),
        (error: Error) => ({ outcome: 'raised' as const, error: error.constructor.name }),
      );
    const left = clock.leftBehind(call).map(({ what, count }) => `${count} ${what}`);
    return [call, { ...end, draws: draws.get(call) ?? [], left }];
  }),
);
process.stdout.write(JSON.stringify(Object.fromEntries(hosted)));
process.exit();
