import type { EnforcedLimits, Operation, RateLimitCategory, Scenario, Spec, Step } from '@sdk-conformance/model';
import { argumentsFor } from '../arguments.js';
import { type Derivation, error, success } from '../derivation.js';

const family = 'limit';
/** Calls beyond what a limit has room for. */
const beyond = 10;
/** A limit of more calls is not played. */
const mostCalls = 100;
/** Calls that draw on another category, and when they start: by then the limit has been met. */
const beside = 4;
const besideAtMs = 500;

/**
 * What limits are enforced with: the recorded 429, and the header that tells the wait in seconds. Null where the spec has no such header.
 *
 * @example
 * ```ts
 * import { completeFixtures, enforcedLimits } from '@sdk-conformance/scenarios';
 *
 * const limits = enforcedLimits({ spec, fixtures: completeFixtures(spec, fixtures) }); // for a scenario of one's own
 * ```
 */
export function enforcedLimits(from: Pick<Derivation, 'spec' | 'fixtures'>): EnforcedLimits | null {
  const { spec } = from;
  const header = spec.hints?.headers.find(({ unit }) => unit === 's');
  if (header === undefined) return null;
  return { answer: error(from, 429), waitIn: header.name };
}

/** A category that is played, with the operation that draws on it. */
interface Drawn {
  readonly category: RateLimitCategory;
  readonly operation: Operation;
}

function drawnOf({ operations, rateLimits }: Spec): readonly Drawn[] {
  const drawn = rateLimits.flatMap((category): readonly Drawn[] => {
    const own = operations.filter(({ rateLimit, stream }) => rateLimit === category.id && !stream);
    // Calls are told apart by what they are given.
    const operation = own.find(({ parameters }) =>
      parameters.some(({ type, values }) => type === 'string' && values === null),
    );
    return operation === undefined || category.limit + beyond > mostCalls ? [] : [{ category, operation }];
  });
  return [...drawn].sort((a, b) => a.category.limit - b.category.limit);
}

/** More calls at once than the limit of a category has room for, which the lane enforces as a server would. */
export function limitScenarios(from: Derivation): readonly Scenario[] {
  const limits = enforcedLimits(from);
  const [first, ...others] = drawnOf(from.spec);
  if (limits === null || first === undefined) return [];
  const { category, operation } = first;
  const burst = category.limit + beyond;
  const calls = (client: string, count: number, of = operation, rest: Partial<Step> = {}): readonly Step[] =>
    Array.from({ length: count }, (_, i): Step => {
      const id = `${client}-${of.id}-${i + 1}`;
      const given = argumentsFor(of, { distinct: id });
      return { id, client, operation: of.id, arguments: given, script: [success(of)], ...rest };
    });
  const scenario = (
    name: string,
    about: string,
    steps: readonly Step[],
    options: Scenario['clients'][0]['options'] = {},
  ) => ({
    id: `${family}/${name}/${operation.id}`,
    family,
    about: `The server enforces its rate limits. ${about}`,
    limits,
    clients: [...new Set(steps.map(({ client }) => client))].map((id) => ({ id, options })),
    steps,
  });
  const windowS = category.windowMs / 1000;
  const over = `${burst} calls at once, where ${category.limit} in ${windowS} s are allowed`;
  const apart = others.find(({ category: other }) => other.limit > beside);
  return [
    scenario(`burst-${burst}`, `${over}.`, calls('client', burst)),
    scenario(`max-0/burst-${burst}`, `${over}, by a client that retries nothing.`, calls('client', burst), {
      maxRetries: 0,
    }),
    ...(apart === undefined
      ? []
      : [
          scenario(`mix-${burst}`, `${over}; meanwhile calls that draw on another limit.`, [
            ...calls('client', burst),
            ...calls('client', beside, apart.operation, { startAtMs: besideAtMs }),
          ]),
        ]),
    ...(category.scope === 'ip'
      ? []
      : [
          scenario(`two-keys-${burst}`, `${over}, by one client; another calls with a key of its own.`, [
            ...calls('client', burst),
            ...calls('other', beside),
          ]),
        ]),
  ];
}
