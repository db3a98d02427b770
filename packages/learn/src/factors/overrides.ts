import type { Factor } from '../factor.js';
import { line, nothing, open } from '../line.js';
import { type Play, retriesOf } from '../plays.js';
import { failure, nameOf, probe, success } from '../probe.js';

/** Headers by which servers say whether a request is worth another. */
const headers: readonly string[] = ['X-Should-Retry', 'Should-Retry', 'Stripe-Should-Retry', 'X-Retry'];

/** A header whose word beats the status: a failure that is sent again stops by it, and one that raises at once is sent again. */
export const overridesFactor: Factor = {
  name: 'overrides',
  probes: ({ retried, terminal }) => {
    if (retried === null || terminal === null) return [];
    const { operation, status } = retried;
    return headers.flatMap((header) => [
      probe('overrides', `${header}/false`, operation, [failure(status, { [header]: 'false' }), success(operation)]),
      probe('overrides', `${header}/true`, operation, [failure(terminal, { [header]: 'true' }), success(operation)]),
    ]);
  },
  read: ({ retried, terminal }, plays) => {
    const at = ['hints', 'shouldRetryHeader'];
    if (plays.length === 0 || retried === null || terminal === null)
      return open(at, 'not probed: no two failures are known of which one is sent again, and one is not');
    const of = (name: string): Play | undefined => plays.find(({ scenario }) => nameOf(scenario) === name);
    const isAgain = (name: string) => {
      const play = of(name);
      return play !== undefined && retriesOf(play) > 0;
    };
    const stopped = headers.filter((header) => of(`${header}/false`) !== undefined && !isAgain(`${header}/false`));
    const resent = headers.filter((header) => isAgain(`${header}/true`));
    const [both] = headers.filter((header) => stopped.includes(header) && resent.includes(header));
    const told = `false stops ${retried.status}, and true sends ${terminal} again`;
    if (both !== undefined) return line(at, both, told);
    const half = [
      ...stopped.map((header) => `${header}: false stops ${retried.status}, and true changes nothing`),
      ...resent.map((header) => `${header}: true sends ${terminal} again, and false changes nothing`),
    ];
    // An SDK that knows none of them is as most are.
    return half.length === 0 ? nothing : open(at, half.join('; '));
  },
};
