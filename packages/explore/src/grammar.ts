import { bodyTemplates, type Fixture, type Fixtures, type Operation, type Spec } from '@sdk-conformance/model';

/** What scenarios are drawn from. */
export interface Grammar {
  readonly spec: Spec;
  readonly fixtures: Fixtures;
  /** Those that the SDK has. */
  readonly operations: readonly Operation[];
}

/** Longest body that is drawn, bytes: what takes seconds to serve is a family's. */
const longestBody = 64 * 1024;

function served(fixture: Fixture): number {
  const repeated = (bodyTemplates(fixture) ?? []).map((part) =>
    part.kind === 'repeat' ? part.count * part.text.length : 0,
  );
  return fixture.body.length + Math.max(0, ...repeated);
}

/** Recordings and what stands in for them, as far as they are short. */
export function drawnFixtures({ fixtures }: Grammar): readonly Fixture[] {
  return [...fixtures.values()].filter((fixture) => served(fixture) <= longestBody);
}

/** Statuses that the spec has a word on: of its table, retried, or a success. */
export function namedStatuses({ statuses, retry, success }: Spec): readonly number[] {
  const matches = [...statuses.map(({ match }) => match), ...(retry.statuses ?? []), ...(success.statuses ?? [])];
  const codes = matches.flatMap((match) => (match.kind === 'code' ? [match.code] : []));
  return [...new Set(codes)].filter((code) => code >= 200).sort((a, b) => a - b);
}
