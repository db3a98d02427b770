import type { Observation } from '@sdk-conformance/model';
import type { Expectation } from '@sdk-conformance/oracle';
import { fail, type Mark, pass } from './mark.js';

/** Judges that calls in a row keep no connection each: with answers that are not read to their end, say, or attempts that are not ended. */
export function judgeConnections({ connections }: Expectation, { exchanges }: Observation): Mark[] {
  const open = exchanges.flatMap(({ connection }) => (connection === undefined ? [] : [connection.open]));
  if (connections === undefined || open.length === 0) return [];
  const { most, because } = connections;
  const seen = Math.max(...open);
  if (seen <= most) return [pass(because, null, { connections: seen })];
  const what = `${seen} connections were open at once, though no two calls were`;
  return [{ ...fail(because, null, what, { connections: seen }), likeness: 'leaves a connection open' }];
}
