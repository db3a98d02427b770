import { toleranceOf } from '@sdk-conformance/judge';
import { type Factor, hasOption } from '../factor.js';
import { meant } from '../fit.js';
import { type Learnt, line, open, together } from '../line.js';
import { isExact, outcomeOf, type Play, requestsOf } from '../plays.js';
import { nameOf, probe, readAndWrite, success } from '../probe.js';

const shortMs = 2000;

/** How long an attempt waits by default, and what that wait covers. */
export const timeoutsFactor: Factor = {
  name: 'timeouts',
  probes: (context) => {
    const options = hasOption(context, 'timeoutMs') ? { timeoutMs: shortMs } : {};
    const [operation] = [...readAndWrite(context.operations)].reverse();
    const stream = context.operations.find((o) => o.stream);
    return [
      ...(operation === undefined
        ? []
        : [
            probe('timeouts', 'default', operation, [
              { ...success(operation), fault: { kind: 'stall', after: 'request' } },
            ]),
            probe('timeouts', 'head', operation, [{ ...success(operation), fault: { kind: 'stall', after: 'head' } }], {
              options,
            }),
          ]),
      ...(stream === undefined
        ? []
        : [
            probe('timeouts', 'stream', stream, [{ ...success(stream), fault: { kind: 'stall', after: 'head' } }], {
              options,
            }),
          ]),
    ];
  },
  read: (context, plays) => {
    const of = (name: string) => plays.filter(({ scenario }) => nameOf(scenario) === name);
    const asked = hasOption(context, 'timeoutMs') ? shortMs : null;
    return together([
      attempt(of('default')),
      covered(['timeouts', 'coversBody'], of('head'), asked, 'a body that never comes'),
      covered(['timeouts', 'perStreamEvent'], of('stream'), asked, 'a stream whose first event never comes'),
    ]);
  },
};

/** How long the client waited for each answer before it gave it up, ms. */
function patience(play: Play): readonly (number | null)[] {
  return requestsOf(play).map(({ arrivedAt, served: { abandonedAt } }) =>
    abandonedAt === null ? null : Math.round(abandonedAt.virtualMs - arrivedAt.virtualMs),
  );
}

/** The one time after which all requests were given up, as it is meant; undefined where they differ, or some were not. */
function givenUp({ observation }: Play, waits: readonly (number | null)[]): number | undefined {
  const known = waits.filter((ms) => ms !== null);
  const tolerance = toleranceOf(observation);
  const least = Math.min(...known);
  if (known.length === 0 || known.length < waits.length) return undefined;
  return Math.max(...known) - least <= tolerance.aboveMs + tolerance.belowMs ? meant(least, tolerance) : undefined;
}

function attempt(plays: readonly Play[]): Learnt {
  const at = ['timeouts', 'attemptMs'];
  const [play] = plays;
  if (play === undefined) return open(at, 'not probed');
  if (!isExact(play)) return open(at, 'not probed: delays are known under a virtual clock alone');
  if (outcomeOf(play)?.kind === 'neverSettled') return line(at, 'none', 'an answer that never comes is waited for');
  const waits = patience(play);
  const one = givenUp(play, waits);
  if (one === undefined) return open(at, `attempts wait differently: ${waits.join(', ')} ms`);
  return line(
    at,
    one,
    `${waits.length === 1 ? 'the request' : `each of ${waits.length} requests`} was given up after it`,
  );
}

function covered(at: readonly string[], plays: readonly Play[], asked: number | null, what: string): Learnt {
  const [play] = plays;
  if (play === undefined) return open(at, 'not probed: there is no operation for it');
  if (outcomeOf(play)?.kind === 'neverSettled') return line(at, false, `${what} is waited for without end`);
  const waits = patience(play);
  const one = givenUp(play, waits);
  if (one === undefined) return open(at, `${what}: given up after ${waits.join(', ')} ms`);
  if (asked === null)
    return open(at, `${what}: given up after ${one} ms, and clients take no timeout that would tell why`);
  return one >= asked && one < asked + 50
    ? line(at, true, `${what} is given up after the timeout of ${asked} ms`)
    : open(at, `${what}: given up after ${one} ms, with a timeout of ${asked} ms`);
}
