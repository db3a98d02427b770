import type { Exchange, Observation, RaisedError } from '@sdk-conformance/model';
import type { PolicyAt } from '@sdk-conformance/oracle';
import { expect, test } from 'vitest';
import { type Alter, causesUnder } from '../testing/model-plays.js';

const asStated: PolicyAt = (_, policy) => policy;

/** What is seen where each error is made into another. */
function raising(change: (error: RaisedError, seen: Observation) => RaisedError): Alter {
  return (seen) => ({
    ...seen,
    steps: seen.steps.map((step) =>
      step.outcome.kind === 'raised'
        ? { ...step, outcome: { ...step.outcome, error: change(step.outcome.error, seen) } }
        : step,
    ),
  });
}

function wasAnswered({ exchanges }: Observation): boolean {
  return typeof exchanges.at(-1)?.served.status === 'number';
}

test('errors of another library are one cause, whatever their classes, and what they leak follows from it', () => {
  const types = ['ReadError', 'ConnectError', 'RemoteProtocolError'];
  const raw = raising((error, seen) =>
    wasAnswered(seen)
      ? error
      : { ...error, type: types[seen.exchanges.length % 3] ?? '', bases: ['HTTPError'], fields: {} },
  );
  const [first] = causesUnder(asStated, raw);
  expect([first?.name, first?.params, first?.text]).toMatchInlineSnapshot(`
    [
      "outsideHierarchy",
      {},
      "behaves like an SDK that raises errors that are outside its hierarchy in some calls (errors.transport.reset, spec/foilengine.yaml:181)",
    ]
  `);
});

test.each([
  '[object Object]',
  "{'message': 'a', 'code': 1}",
  'Newtonsoft.Json.Linq.JObject',
  '<foil.Body object at 0x7f>',
])('an object that is printed for a message is told by what is printed: %s', (message) => {
  const printing = raising((error, seen) => (wasAnswered(seen) ? { ...error, message, text: message } : error));
  const [first] = causesUnder(asStated, printing);
  expect(first?.text).toContain(`turns an object into a message: ${message}`);
});

test('errors of one class that are outside the hierarchy are told by its name', () => {
  const raw = raising((error, seen) =>
    wasAnswered(seen) ? error : { ...error, type: 'ReadError', bases: ['HTTPError'], fields: {} },
  );
  expect(causesUnder(asStated, raw)[0]?.params).toEqual({ type: 'ReadError' });
});

test('a timeout that ends with the head of a response is told by it, also where the call then never settles', () => {
  const untimed: Alter = (seen, { id }) => {
    const at = seen.exchanges.findIndex(({ served }) => served.status !== null && served.abandonedAt !== null);
    if (at < 0 || id.startsWith('stream/')) return seen;
    const exchanges = seen.exchanges.slice(0, at + 1);
    return {
      ...seen,
      exchanges: exchanges.map((one) => ({ ...one, served: { ...one.served, abandonedAt: null } })),
      steps: seen.steps.map((step) => ({
        ...step,
        outcome: { kind: 'neverSettled', why: 'idle' },
      })),
    };
  };
  const [first] = causesUnder(asStated, untimed);
  expect([first?.name, first?.scope]).toEqual(['bodyNotTimed', []]);
});

/** What is seen where each request is another one. */
function sending(change: (request: Exchange['request'], seen: Observation) => Exchange['request']): Alter {
  return (seen) => ({
    ...seen,
    exchanges: seen.exchanges.map((one) => ({ ...one, request: change(one.request, seen) })),
  });
}

test('a credential that is sent in another header, or in the URL, is told by where it is', () => {
  const key = ({ credentials }: Observation) => Object.values(credentials)[0]?.['apiKey'] ?? '';
  const bearer = sending((request, seen) => ({
    ...request,
    headers: request.headers.map(([name, value]) =>
      value === key(seen) ? (['Authorization', `Bearer ${value}`] as const) : ([name, value] as const),
    ),
  }));
  const inUrl = sending((request, seen) => ({ ...request, target: `${request.target}?key=${key(seen)}` }));
  const told = [bearer, inUrl].map((alter) => causesUnder(asStated, alter).map(({ text }) => text.split(' (')[0]));
  expect(told).toMatchInlineSnapshot(`
    [
      [
        "behaves like an SDK that sends in Authorization what belongs in x-api-key",
      ],
      [
        "behaves like an SDK that sends the apiKey credential in its URL",
      ],
    ]
  `);
});

test('what is wrong on retries alone is told with that, for other promises that hold there say nothing of it', () => {
  const emptyAgain: Alter = (seen) => ({
    ...seen,
    exchanges: seen.exchanges.map((one, i) =>
      i === 0 ? one : { ...one, request: { ...one.request, body: new Uint8Array() } },
    ),
  });
  const [first] = causesUnder(asStated, emptyAgain);
  expect([first?.name, first?.scope]).toEqual(['bodyNotSent', [{ feature: 'attempt', values: ['later'] }]]);
});

test('a stream that is asked for again after its first event is told by that, and not by the events that come twice', () => {
  const twice: Alter = (seen, { id }) => {
    const [first] = seen.exchanges;
    if (!/^stream\/(cut|reset)-(after-first|in-second)/.test(id) || first === undefined) return seen;
    const again = (ms: number) => ({ virtualMs: first.arrivedAt.virtualMs + ms, realMs: first.arrivedAt.realMs + ms });
    const second = { ...first, arrivedAt: again(2000), served: { ...first.served, finishedAt: again(2001) } };
    return {
      ...seen,
      exchanges: [first, second],
      steps: seen.steps.map((step) => {
        const { outcome } = step;
        const events = outcome.kind === 'raised' ? (outcome.events ?? []) : [];
        return outcome.kind === 'raised' ? { ...step, outcome: { ...outcome, events: [...events, ...events] } } : step;
      }),
    };
  };
  expect(causesUnder(asStated, twice).map(({ name }) => name)).toEqual(['replaysStream']);
});

test('a credential in a message is told as a leak, and not as words that the server did not say', () => {
  const telling = raising((error, seen) => {
    const [key = ''] = Object.values(Object.values(seen.credentials)[0] ?? {});
    return wasAnswered(seen) ? { ...error, message: `${error.message} (${key})`, text: error.text ?? '' } : error;
  });
  expect(causesUnder(asStated, telling)[0]?.name).toBe('leaksSecrets');
});

test.each([
  [1_048_576, 'leavesBodyUnread'],
  [104, 'neverSettles'],
] as const)('a call that hangs where a retry was due, after a body of %s bytes, is told as %s', (bytes, name) => {
  const hanging: Alter = (seen, { id }) => {
    const [first] = seen.exchanges;
    if (id !== 'status/503/getSession' || first === undefined) return seen;
    const served = { ...first.served, headers: [['Content-Length', String(bytes)]] as const };
    const steps = seen.steps.map((step) => ({
      ...step,
      settledAt: null,
      outcome: { kind: 'neverSettled', why: 'idle' } as const,
    }));
    return { ...seen, exchanges: [{ ...first, served }], steps };
  };
  expect(causesUnder(asStated, hanging)[0]?.name).toBe(name);
});
