import { basePath } from '@sdk-conformance/handlers';
import type { Fixtures, Spec } from '@sdk-conformance/model';
import { checkScenario } from './check-scenario.js';
import { createDecide } from './decide.js';
import { type Lane, openAnchor, openLane } from './lane.js';
import { type CallPlan, type OpenCall, openCall } from './open-call.js';

export interface MockServer {
  /**
   * Serves a scenario on a lane of its own until the call is closed.
   *
   * @throws RangeError where the scenario cannot be served (`scenario …, step …: …`).
   */
  openCall(plan: CallPlan): Promise<OpenCall>;
  /** Closes every lane, also those of open calls. */
  close(): Promise<void>;
}

/** Creates a mock server for an API. Lanes are opened as they are needed, on 127.0.0.1, and used again. */
export async function createMockServer({ spec, fixtures }: { spec: Spec; fixtures: Fixtures }): Promise<MockServer> {
  const decide = createDecide(spec, fixtures);
  const { prefix } = basePath(spec);
  const anchor = await openAnchor();
  const lanes = new Set<Lane>();
  // The lane that has been free for longest comes first: stragglers of its last call have had most time to die.
  const free: Lane[] = [];

  async function newLane(): Promise<Lane> {
    const lane = await openLane(anchor);
    lanes.add(lane);
    return lane;
  }

  return {
    async openCall(plan) {
      checkScenario(spec, fixtures, plan.scenario);
      const lane = free.shift() ?? (await newLane());
      const call = openCall(spec, decide, lane, plan, () => free.push(lane));
      return { ...call, baseUrl: `http://127.0.0.1:${lane.port}${prefix}` };
    },
    async close() {
      await Promise.all([...lanes].map((lane) => lane.close()));
      anchor.close();
    },
  };
}
