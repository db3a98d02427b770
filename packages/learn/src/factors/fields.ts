import type { JsonValue } from '@sdk-conformance/model';
import type { Context, Factor } from '../factor.js';
import { type Learnt, line, open } from '../line.js';
import { type Play, raisedBy } from '../plays.js';
import { nameOf } from '../probe.js';

/** The field of an error that holds the status: read from all answers with a status, it needs no probes of its own. */
export const fieldsFactor: Factor = {
  name: 'fields',
  probes: () => [],
  read: (context, plays) =>
    status(
      context,
      plays.filter(({ scenario }) => scenario.family === 'learn/statuses' && /^\d+$/.test(nameOf(scenario))),
    ),
};

function status({ language, spec }: Context, plays: readonly Play[]): Learnt {
  const at = ['errors', 'fields', 'status'];
  const errors = plays.flatMap((play) => {
    const error = raisedBy(play);
    return error === null ? [] : [{ error, status: Number(nameOf(play.scenario)) }];
  });
  const holding = (field: string, type?: string) =>
    errors.filter(({ error, status: of }) => error.fields[field] === of && (type === undefined || error.type === type));
  const names = [...new Set(errors.flatMap(({ error }) => Object.keys(error.fields)))];
  const [name] = names
    .filter((field) => holding(field).length > 0)
    .sort((a, b) => holding(b).length - holding(a).length || a.length - b.length);
  if (name === undefined) return open(at, `no field of ${errors.length} errors holds the status`);
  const types = [...new Set(errors.map(({ error }) => error.type))];
  const carrying = types.filter((type) => holding(name, type).length > 0);
  const held = holding(name).length;
  const isAlways = carrying.length === types.length;
  const ids = spec.errors.classes.flatMap(({ id, names: own }) => (carrying.includes(own[language] ?? '') ? [id] : []));
  const value: JsonValue = { names: { [language]: name }, ...(isAlways ? {} : { classes: ids }) };
  return line(at, value, `holds it in ${held} of ${errors.length} errors`);
}
