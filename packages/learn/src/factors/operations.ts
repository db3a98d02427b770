import type { Operation } from '@sdk-conformance/model';
import { type Context, type Factor, isOfRetriedMethod } from '../factor.js';
import { type Learnt, line, nothing, open, together } from '../line.js';
import { type Play, retriesOf } from '../plays.js';
import { failure, probe } from '../probe.js';

/** Operations that no other factor asks: whether each is sent again as its method is. */
export const operationsFactor: Factor = {
  name: 'operations',
  probes: ({ operations, retried }) =>
    retried === null
      ? []
      : operations
          .filter(({ id }) => id !== retried.operation.id)
          .map((operation) => probe('operations', String(retried.status), operation, [failure(retried.status)])),
  read: (context, plays) => {
    const { retry } = context.spec;
    if (retry.maxRetries === null || retry.methods === null || context.retried === null) return nothing;
    const { maxRetries } = retry;
    const { status } = context.retried;
    return together(
      plays.map((play): Learnt => {
        const operation = operationOf(context, play);
        const again = retriesOf(play);
        if (operation === undefined || again === (isOfRetriedMethod(context, play) ? maxRetries : 0)) return nothing;
        const at = ['retry', 'operations', operation.id];
        if (again === 0 || again === maxRetries) {
          const told = again === 0 ? 'is not sent again' : `is sent again ${again} times`;
          return line(at, { retried: again > 0 }, `${status} ${told}, unlike others by ${operation.method}`);
        }
        return open(at, `${status} is sent again ${again} times, others ${maxRetries}`);
      }),
    );
  },
};

function operationOf({ operations }: Context, { scenario }: Play): Operation | undefined {
  return operations.find(({ id }) => id === scenario.steps[0]?.operation);
}
