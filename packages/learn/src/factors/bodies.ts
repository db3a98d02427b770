import type { Answer } from '@sdk-conformance/model';
import { decide } from '../eliminate.js';
import type { Context, Factor } from '../factor.js';
import { bodyId, canaryAt, fitTogether, messagePlaces, placePairs, requestIdHeaders } from '../fixtures.js';
import { type Learnt, line, open, together } from '../line.js';
import { type Play, raisedBy } from '../plays.js';
import { nameOf, probe, readAndWrite } from '../probe.js';
import { unreadableBodies, unreadableProbes } from '../unreadable.js';

/** What an error takes from the body and the headers of an answer, found by texts that stand at one place alone. */
export const bodiesFactor: Factor = {
  name: 'bodies',
  probes: (context) => {
    const { operations, terminal } = context;
    const [operation] = [...readAndWrite(operations)].reverse();
    if (operation === undefined || terminal === null) return [];
    const ask = (name: string, answer: Answer) => probe('bodies', name, operation, [{ ...answer, status: terminal }]);
    return [
      ...messagePlaces.map((place) => ask(bodyId(place), { fixture: bodyId(place) })),
      ...placePairs.map((pair) => ask(bodyId(...pair), { fixture: bodyId(...pair) })),
      ask('none', { fixture: 'learn/body-none' }),
      ask('long', { fixture: 'learn/body-long' }),
      // Nothing is learnt of it: it shows whether a bound is one of bytes.
      ask('long-wide', { fixture: 'learn/body-long-wide' }),
      ask('headers', { fixture: 'learn/headers' }),
      ...unreadableProbes(context, operation),
    ];
  },
  read: (context, plays) => {
    const at = ['errors', 'body'];
    if (plays.length === 0) return open(at, 'not probed: no status raises at once');
    const of = (name: string) => plays.find(({ scenario }) => nameOf(scenario) === name);
    const places = placesOf(of);
    const message = line(
      [...at, 'message'],
      [...places],
      `texts of ${messagePlaces.length} places, alone and in pairs`,
    );
    const none = of('none');
    return together([
      places.length === 0 ? open([...at, 'message'], 'no text of a body stands in a message') : message,
      ...(places.length === 0 ? [] : [exact(places, of), longest(of('long'))]),
      decide(
        contextWith(context, places.length === 0 ? { lines: [], open: [] } : message),
        [...at, 'fallback'],
        ['statusPhrase', 'body'],
        none === undefined || places.length === 0 ? [] : [none],
        'a body without a message',
        /^error\./,
      ),
      unreadableBodies(context, plays),
      requestId(context, of('headers')),
    ]);
  },
};

function contextWith(context: Context, { lines }: Learnt): Context {
  return { ...context, specWith: (more) => context.specWith([...lines, ...more]) };
}

type OfName = (name: string) => Play | undefined;

/** Whether the message has the text of a place; in quotes it is the body's JSON that stands there, whatever it holds. */
function shows(play: Play | undefined, place: string): boolean {
  const message = play === undefined ? '' : (raisedBy(play)?.message ?? '');
  return message.includes(canaryAt(place)) && !message.includes(JSON.stringify(canaryAt(place)));
}

/** Places whose text stands in the message, each before those that it beats. */
function placesOf(of: OfName): readonly string[] {
  const heeded = messagePlaces.filter((place) => shows(of(bodyId(place)), place));
  const beats = (one: string, other: string) => {
    if (!fitTogether(one, other)) return false;
    const pair = messagePlaces.indexOf(one) < messagePlaces.indexOf(other) ? [one, other] : [other, one];
    return shows(of(bodyId(...pair)), one);
  };
  const wins = (place: string) => heeded.filter((other) => other !== place && beats(place, other)).length;
  const losses = (place: string) => heeded.filter((other) => other !== place && beats(other, place)).length;
  return [...heeded].sort((a, b) => losses(a) - losses(b) || wins(b) - wins(a));
}

function exact(places: readonly string[], of: OfName): Learnt {
  const messages = places.map((place) => ({ place, play: of(bodyId(place)) }));
  const same = messages.filter(({ place, play }) => play !== undefined && raisedBy(play)?.message === canaryAt(place));
  const at = ['errors', 'body', 'exactMessage'];
  return same.length === messages.length
    ? line(at, true, `the message is the server's text alone in ${same.length} plays`)
    : open(
        at,
        `the message holds more than the server's text in ${messages.length - same.length} of ${messages.length} plays`,
      );
}

function longest(play: Play | undefined): Learnt {
  const at = ['errors', 'body', 'maxMessageBytes'];
  const message = play === undefined ? undefined : raisedBy(play)?.message;
  if (message === undefined) return open(at, 'not probed');
  const bytes = new TextEncoder().encode(message).length;
  if (bytes >= 20_000) return open(at, 'a message of 20,000 bytes is not cut');
  return line(at, bytes, 'a message of 20,000 bytes is cut to it');
}

function requestId({ language }: Context, play: Play | undefined): Learnt {
  const at = ['errors', 'fields', 'requestId'];
  const fields = play === undefined ? {} : (raisedBy(play)?.fields ?? {});
  const found = requestIdHeaders.flatMap((header) =>
    Object.entries(fields).flatMap(([name, value]) => (value === canaryAt(header) ? [{ header, name }] : [])),
  );
  const [one, another] = found;
  if (one === undefined) return open(at, `no field has one of the headers ${requestIdHeaders.join(', ')}`);
  if (another !== undefined) return open(at, `several fields have one: ${found.map(({ name }) => name).join(', ')}`);
  return line(at, { header: one.header, names: { [language]: one.name } }, `holds what ${one.header} says`);
}
