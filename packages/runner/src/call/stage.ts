import {
  type ClockDomain,
  type ClockServer,
  createRealDomain,
  createSleepDomain,
  createVirtualDomain,
  startClockServer,
} from '@sdk-conformance/clock';
import { createMockServer, type MockServer } from '@sdk-conformance/mock-server';
import type { ClockTier, Fixtures, Spec } from '@sdk-conformance/model';
import { writeTrust } from './trust.js';

/** Where calls are played: one mock server and one clock for all processes of a play. */
export interface Stage {
  readonly mock: Pick<MockServer, 'openCall'>;
  readonly clock: ClockServer;
  readonly createDomain: (tier: ClockTier, setting: DomainSetting) => ClockDomain;
  /** File of the authority that vouches for the lanes, which speak TLS then; null where they do not. */
  readonly caFile: string | null;
  /** By TLS, the lanes speak HTTP/2 with whoever takes it. */
  readonly http2: boolean;
  readonly close: () => Promise<void>;
}

export interface DomainSetting {
  /** Virtual ms by which the call must have settled; null: there is no such time. */
  readonly latestMs: number | null;
  /** Told of real ms that a client waited where it should have slept on its call's clock. */
  readonly escaped: (realMs: number) => void;
}

export async function openStage(
  spec: Spec,
  fixtures: Fixtures,
  { tls = false, http2 = false }: { readonly tls?: boolean; readonly http2?: boolean },
): Promise<Stage> {
  const [mock, clock] = await Promise.all([createMockServer({ spec, fixtures }), startClockServer()]);
  const trust = tls ? writeTrust(mock.authority().pem) : null;
  return {
    mock,
    clock,
    caFile: trust?.file ?? null,
    http2,
    createDomain: (tier, { latestMs, escaped }) => {
      if (tier === 'C') return createRealDomain();
      return tier === 'S' ? createSleepDomain({ escaped }) : createVirtualDomain({ tier, latestMs });
    },
    close: async () => {
      trust?.remove();
      await Promise.all([mock.close(), clock.close()]);
    },
  };
}
