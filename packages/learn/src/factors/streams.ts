import { raisedLines } from '../classes.js';
import { type Context, type Factor, isOfRetriedMethod } from '../factor.js';
import { type Learnt, line, nothing, open, together } from '../line.js';
import { common, outcomeOf, type Play, raisedBy, retriesOf } from '../plays.js';
import { nameOf, probe, success } from '../probe.js';
import {
  errorData,
  errorEvent,
  eventEnds,
  type StreamEventProbe,
  streamEventProbes,
  streamProbeId,
} from '../stream-fixtures.js';

/** Event streams that end without their last event, break off behind their first, or have an event that tells of a failure. */
export const streamsFactor: Factor = {
  name: 'streams',
  probes: ({ operations, fixtures, spec }) => {
    const operation = operations.find(({ stream }) => stream);
    if (operation === undefined || spec.streaming === null) return [];
    const ok = success(operation);
    const unfinished = `${operation.success.fixture}/missing-terminal`;
    const [bytes] = eventEnds(fixtures.get(operation.success.fixture));
    return [
      ...(fixtures.has(unfinished) ? [probe('streams', 'unfinished', operation, [{ fixture: unfinished }])] : []),
      ...(bytes === undefined
        ? []
        : [probe('streams', 'cut', operation, [{ ...ok, fault: { kind: 'truncate', in: 'body', bytes } }])]),
      ...streamEventProbes.flatMap((name) => {
        const fixture = streamProbeId(operation.success.fixture, name);
        return fixtures.has(fixture) ? [probe('streams', `event/${name}`, operation, [{ fixture }])] : [];
      }),
    ];
  },
  read: (context, plays) => {
    if (plays.length === 0) return nothing;
    const of = (name: string) => plays.filter(({ scenario }) => nameOf(scenario) === name);
    const { learnt, classOf } = raisedLines(context, plays);
    const told = (name: StreamEventProbe) => plays.find(({ scenario }) => nameOf(scenario) === `event/${name}`);
    return together([
      learnt,
      errorEvents(told),
      unfinished(of('unfinished')),
      replayed(context, of('cut')),
      failed(plays, classOf),
    ]);
  },
};

/** By which events a stream fails: by their name, by what their data has, or by neither. */
function errorEvents(of: (name: StreamEventProbe) => Play | undefined): Learnt {
  const [named, data, known, odd] = [of('named'), of('data'), of('data-known'), of('odd')];
  const section = ['streaming', 'errorEvent'];
  if (named === undefined || odd === undefined)
    return open(section, 'not probed: there is no recorded stream of two events');
  const fails = (play: Play | undefined) => play !== undefined && outcomeOf(play)?.kind === 'raised';
  if (fails(odd)) return open(section, 'an event of a name that nobody knows raises as well');
  const byData = [data, known].filter(fails).length;
  if (fails(named))
    return line(section, errorEvent, `a stream raises at an event called ${errorEvent}, and not at oddity`);
  return byData > 0
    ? line(['streaming', 'errorData'], errorData, `${byData} plays raise at an event that has ${errorData} in its data`)
    : open(section, `neither an event called ${errorEvent} nor one that has ${errorData} in its data raises`);
}

function unfinished(plays: readonly Play[]): Learnt {
  const at = ['streaming', 'missingTerminal'];
  const [play] = plays;
  const outcome = play === undefined ? null : outcomeOf(play);
  if (play === undefined || outcome === null) return open(at, 'not probed: there is no recorded stream');
  if (outcome.kind === 'raised') return line(at, 'error', 'a stream without its last event raises');
  return outcome.kind === 'returned'
    ? line(at, 'accept', 'a stream without its last event ends as others do')
    : open(at, `a stream without its last event: ${outcome.kind}`);
}

function replayed(context: Context, plays: readonly Play[]): Learnt {
  const { retried } = context;
  const at = ['streaming', 'retryAfterFirstEvent'];
  const [play] = plays;
  if (play === undefined) return open(at, 'not probed: no recorded stream has more than one event');
  if (retried === null) return open(at, 'not probed: no failure is known that is sent again');
  if (retriesOf(play) === 0 && !isOfRetriedMethod(context, play))
    return open(at, 'not probed: the stream is asked for by a method that is never sent again');
  return retriesOf(play) > 0
    ? line(at, true, 'a stream that breaks off behind its first event is asked for again')
    : line(at, false, 'a stream that breaks off behind its first event is not asked for again');
}

function failed(plays: readonly Play[], classOf: (name: string) => string | null): Learnt {
  const at = ['streaming', 'errorClass'];
  const types = plays.flatMap((play) => raisedBy(play)?.type ?? []);
  const one = common(types);
  if (one === undefined)
    return open(at, types.length === 0 ? 'no stream that fails raises' : `one of ${types.join(', ')}`);
  const id = classOf(one);
  return id === null ? open(at, `${one} is no class of the SDK`) : line(at, id, `raised in ${types.length} plays`);
}
