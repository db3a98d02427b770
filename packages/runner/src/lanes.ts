import type { CallPlan, MockServer, OpenCall } from '@sdk-conformance/mock-server';

/** Real ms that a lane rests between two calls. */
const restMs = 250;

/**
 * Opens a call on a lane that has rested. Closing a call destroys its connections, but a client reads that only on a later
 * turn of its own: handed the same origin at once, it would send a request into a kept-alive connection that is gone, and
 * the SDK would be judged for a fault that no script holds.
 */
export function restLanes(mock: MockServer): Pick<MockServer, 'openCall'> {
  const closedMs = new Map<string, number>();

  async function openCall(plan: CallPlan): Promise<OpenCall> {
    const passedOver: OpenCall[] = [];
    let call = await mock.openCall(plan);
    while (performance.now() - (closedMs.get(call.baseUrl) ?? Number.NEGATIVE_INFINITY) < restMs) {
      passedOver.push(call);
      call = await mock.openCall(plan);
    }
    await Promise.all(passedOver.map((other) => other.close()));
    return {
      ...call,
      close: async () => {
        await call.close();
        closedMs.set(call.baseUrl, performance.now());
      },
    };
  }
  return { openCall };
}
