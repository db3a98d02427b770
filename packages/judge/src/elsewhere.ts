import type { Observation, Spec } from '@sdk-conformance/model';
import type { Expectation } from '@sdk-conformance/oracle';
import { fail, type Mark, pass } from './mark.js';
import { secretLine, secretsSent } from './secrets.js';

/** Judges that what follows a redirect to another origin takes no secret along: that it is followed is judged besides. */
export function judgeElsewhere(spec: Spec, { elsewhere }: Expectation, observation: Observation): Mark[] {
  if (elsewhere === undefined) return [];
  const there = observation.exchanges.filter((exchange) => exchange.elsewhere === true);
  const ids = secretsSent(spec, observation, there);
  if (ids.length === 0) return [pass(elsewhere, null)];
  return [
    { ...fail({ ...elsewhere, pointer: secretLine(spec, ids) }, null, `the other origin was sent ${ids.join(', ')}`) },
  ];
}
