import type { Exchange, Observation, Spec } from '@sdk-conformance/model';
import type { Expectation } from '@sdk-conformance/oracle';
import { fail, type Mark, pass } from './mark.js';
import { secretLine, secretsOf } from './secrets.js';

function textOf({ request }: Exchange): string {
  const headers = request.headers.map(([name, value]) => `${name}: ${value}`);
  return [request.target, ...headers, Buffer.from(request.body).toString('latin1')].join('\n');
}

/** Judges that what follows a redirect to another origin takes no secret along: that it is followed is judged besides. */
export function judgeElsewhere(spec: Spec, { elsewhere }: Expectation, observation: Observation): Mark[] {
  if (elsewhere === undefined) return [];
  const sent = observation.exchanges.filter((exchange) => exchange.elsewhere === true).map(textOf);
  const secrets = secretsOf(spec, observation);
  const taken = secrets.filter(([, form]) => sent.some((text) => text.includes(form))).map(([id]) => id);
  if (taken.length === 0) return [pass(elsewhere, null)];
  const ids = [...new Set(taken)];
  return [
    { ...fail({ ...elsewhere, pointer: secretLine(spec, ids) }, null, `the other origin was sent ${ids.join(', ')}`) },
  ];
}
