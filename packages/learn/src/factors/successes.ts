import type { Answer } from '@sdk-conformance/model';
import { raisedLines } from '../classes.js';
import { type Context, type Factor, isOfRetriedMethod } from '../factor.js';
import { type Learnt, line, open, together } from '../line.js';
import { common, outcomeOf, type Play, raisedBy, retriesOf } from '../plays.js';
import { nameOf, probe, readAndWrite, success } from '../probe.js';

/** Successes that are not what they should be: empty, no JSON, or cut. */
export const successesFactor: Factor = {
  name: 'successes',
  probes: ({ operations }) =>
    readAndWrite(operations)
      .filter((operation) => !operation.stream && operation.success.status !== 204)
      .flatMap((operation) => {
        const ok = success(operation);
        const ask = (name: string, script: readonly Answer[]) => probe('successes', name, operation, script);
        const cut: Answer = { ...ok, fault: { kind: 'truncate', in: 'body', bytes: 5 } };
        return [
          // Nothing is learnt of it: it shows whether a success of another status is one.
          ask('201', [{ ...ok, status: 201 }]),
          ask('204', [{ fixture: 'http/success/204' }]),
          ask('empty', [{ fixture: 'http/success/empty' }]),
          ask('html', [{ fixture: 'http/success/html' }, ok]),
          ask('cut-json', [{ fixture: 'http/success/cut-json' }, ok]),
          ask('cut', [cut, ok]),
        ];
      }),
  read: (context, plays) => {
    const of = (...names: readonly string[]) => plays.filter(({ scenario }) => names.includes(nameOf(scenario)));
    const classes = raisedLines(context, plays);
    return together([
      empty(of('204', 'empty')),
      undecodable(of('html', 'cut-json')),
      cut(context, of('cut')),
      classes.learnt,
      decode(of('html', 'cut-json'), classes.classOf),
    ]);
  },
};

function empty(plays: readonly Play[]): Learnt {
  const at = ['success', 'empty'];
  const seen = plays.map((play) => {
    const outcome = outcomeOf(play);
    if (outcome?.kind === 'returned') return outcome.value === null ? 'null' : 'a value';
    return outcome?.kind === 'raised' ? 'error' : 'nothing';
  });
  const one = common(seen);
  return one === 'null' || one === 'error'
    ? line(at, one, `${plays.length} plays of 204 and of an empty 200`)
    : open(at, `204 and an empty 200 come to ${seen.join(', ')}`);
}

function undecodable(plays: readonly Play[]): Learnt {
  const at = ['success', 'undecodable'];
  const raised = plays.filter((play) => outcomeOf(play)?.kind === 'raised' && retriesOf(play) === 0).length;
  return raised === plays.length && raised > 0
    ? line(at, 'error', `${raised} plays of a success that is no JSON`)
    : open(at, `a success that is no JSON raises at once in ${raised} of ${plays.length} plays`);
}

function cut(context: Context, all: readonly Play[]): Learnt {
  const at = ['success', 'cut'];
  const plays = all.filter((play) => isOfRetriedMethod(context, play));
  if (context.retried === null) return open(at, 'not probed: no failure is known that is sent again');
  const seen = plays.map((play) =>
    retriesOf(play) > 0 ? 'retry' : outcomeOf(play)?.kind === 'raised' ? 'error' : 'a value',
  );
  const one = common(seen);
  return one === 'retry' || one === 'error'
    ? line(at, one, `${plays.length} plays of a success that breaks off`)
    : open(at, `a success that breaks off comes to ${seen.join(', ')}`);
}

function decode(plays: readonly Play[], classOf: (name: string) => string | null): Learnt {
  const at = ['errors', 'transport', 'decode'];
  const one = common(plays.map((play) => raisedBy(play)?.type ?? null));
  if (one === undefined || one === null) return open(at, 'a success that is no JSON does not always raise one class');
  const id = classOf(one);
  return id === null
    ? open(at, `a success that is no JSON raises ${one}, no class of the SDK`)
    : line(at, id, `raised in ${plays.length} plays of a success that is no JSON`);
}
