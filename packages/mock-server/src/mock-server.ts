import { basePath } from '@sdk-conformance/handlers';
import { type Fixtures, originOf, pointsElsewhere, type Spec, whyNotByHttp2 } from '@sdk-conformance/model';
import { type Authority, createAuthority } from './authority.js';
import { checkScenario } from './check-scenario.js';
import { createDecide } from './decide.js';
import { type Lane, openAnchor, openLane } from './lane.js';
import { type CallPlan, type OpenCall, openCall, unreachedOf } from './open-call.js';

const rememberedPorts = 5000;
// Of all servers of this process: each target of a run has one.
const ports = new Set<number>();

function isFresh(port: number): boolean {
  if (ports.has(port)) return false;
  // The oldest are forgotten before the system runs out of ports.
  const [oldest] = ports;
  if (ports.size >= rememberedPorts && oldest !== undefined) ports.delete(oldest);
  ports.add(port);
  return true;
}

export interface MockServer {
  /**
   * Serves a scenario on a lane of its own until the call is closed.
   *
   * @throws RangeError where the scenario cannot be served (`scenario …, step …: …`), Error with code `EADDRINUSE` or `EACCES` where
   * the port that the plan asks for cannot be had.
   */
  openCall(plan: CallPlan): Promise<OpenCall>;
  /** Who vouches for the lanes that speak TLS. Made at the first call. */
  authority(): Authority;
  /** Closes every lane, also those of open calls. */
  close(): Promise<void>;
}

/**
 * Creates a mock server for an API. Each call has a new lane on 127.0.0.1, and no port is used twice: what a client's pool still holds of
 * a closed call (connections it has not seen close, a zombie retry) can never reach another call.
 *
 * @example
 * ```ts
 * import { createRealDomain } from '@sdk-conformance/clock';
 * import { createMockServer } from '@sdk-conformance/mock-server';
 *
 * const mock = await createMockServer({ spec, fixtures });
 * const call = await mock.openCall({ scenario, credentials: {}, domain: createRealDomain() });
 * console.log(call.baseUrl); // for the client under test
 * await call.close();
 * console.log(call.exchanges());
 * await mock.close();
 * ```
 */
export async function createMockServer({ spec, fixtures }: { spec: Spec; fixtures: Fixtures }): Promise<MockServer> {
  const decide = createDecide(spec, fixtures);
  const { prefix } = basePath(spec);
  const anchor = await openAnchor();
  const lanes = new Set<Lane>();

  let made: Authority | null = null;
  const authority = () => {
    made ??= createAuthority();
    return made;
  };

  return {
    authority,
    async openCall(plan) {
      checkScenario(spec, fixtures, plan.scenario);
      const byHttp1 = plan.http2 === true ? whyNotByHttp2(plan.scenario, fixtures) : null;
      if (byHttp1 !== null) throw new RangeError(`scenario ${plan.scenario.id}: ${byHttp1}`);
      const lane = await openLane(anchor, isFresh, plan.port);
      const elsewhere = pointsElsewhere(plan.scenario, fixtures) ? await openLane(anchor, isFresh) : null;
      const own = elsewhere === null ? [lane] : [lane, elsewhere];
      for (const each of own) lanes.add(each);
      const release = () => {
        for (const each of own) lanes.delete(each);
      };
      const { tls = false, http2 = false } = plan;
      const spoken = tls ? { context: authority().context, http2 } : null;
      const call = openCall({ spec, decide, lane, elsewhere, spoken, release }, plan);
      const { basePath: under = '', baseSlash } = plan.scenario;
      const origin = originOf(unreachedOf(plan.scenario), lane.port, tls);
      return { ...call, baseUrl: `${origin}${under}${prefix}${baseSlash === true ? '/' : ''}` };
    },
    async close() {
      await Promise.all([...lanes].map((lane) => lane.close()));
      anchor.close();
    },
  };
}
