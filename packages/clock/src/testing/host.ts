/** The client's process of the tests: runs what it is asked for under the preload and prints one line of JSON. */
import { connectClock, currentCall } from '../client.js';

/** Gives the call's own way of waiting its base URL. */
export type Conduct = (base: string) => unknown;

interface Asked {
  /** Module that exports `conducts`, and for each call the conduct's name. */
  readonly module: string;
  readonly calls: Readonly<Record<string, string>>;
}

const { CONFORMANCE_CLOCK = '', MOCK_BASE = '', ASKED = '' } = process.env;
const asked: Asked = JSON.parse(ASKED);
const thrown: string[] = [];
const note = (kind: string) => (error: unknown) => thrown.push(`${kind} ${currentCall()} ${error}`);
process.on('unhandledRejection', note('unhandledRejection'));
process.on('uncaughtException', note('uncaughtException'));

const { conducts } = (await import(asked.module)) as { conducts: Readonly<Record<string, Conduct>> };
const clock = await connectClock(CONFORMANCE_CLOCK, {
  uncaught: (call, error) => thrown.push(`timer ${call} ${error}`),
});
const outcomes = await Promise.all(
  Object.entries(asked.calls).map(async ([call, name]) => {
    const play = async () => {
      clock.begin('s');
      try {
        return await conducts[name]?.(`${MOCK_BASE}/${call}`);
      } finally {
        clock.settled('s');
      }
    };
    const outcome = await clock.runCall(call, play).then(
      (value) => `returned ${JSON.stringify(value)}`,
      (error: Error) => `raised ${error.name}: ${error.message}`,
    );
    const left = clock.leftBehind(call).map(({ what, count }) => `${count} ${what}`);
    return [call, { outcome, left }] as const;
  }),
);
process.stdout.write(JSON.stringify({ calls: Object.fromEntries(outcomes), thrown }));
process.exit();
