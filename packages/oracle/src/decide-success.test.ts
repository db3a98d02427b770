import type { Answer } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { type Change, decisions, error, ok, once, spec, stream } from './testing/decisions.js';

test('successes that are not what they should be', () => {
  const one = (success: Change['success'], name: string) =>
    decisions(success === undefined ? {} : { success }, [{ fixture: `http/success/${name}` }])[0];
  expect({
    'empty gives null': one({}, 'empty'),
    'empty raises': one({ empty: 'error' }, 'empty'),
    'empty, nothing said': one({ empty: null }, '204'),
    'no JSON raises': one({}, 'html'),
    'no JSON, nothing said': one({ undecodable: null }, 'html'),
    'cut, nothing said': decisions({ success: { cut: null } }, [
      { ...ok, fault: { kind: 'truncate', in: 'body', bytes: 4 } },
    ])[0],
    'cut raises': decisions({ success: { cut: 'error' } }, [
      { ...ok, fault: { kind: 'truncate', in: 'body', bytes: 4 } },
    ])[0],
  }).toMatchInlineSnapshot(`
    {
      "cut raises": "stop (success.cut, /success/cut), raises FoilEngineError (success.cut, /success/cut)",
      "cut, nothing said": "open (success.cut, /success/cut), open (success.cut, /success/cut)",
      "empty gives null": "stop (retry.status, /operations/sendMessage), returns null (success.empty, /success/empty)",
      "empty raises": "stop (success.empty, /success/empty), raises FoilEngineError (success.empty, /success/empty)",
      "empty, nothing said": "open (success.empty, /success/empty), open (success.empty, /success/empty)",
      "no JSON raises": "stop (success.decode, /success/undecodable), raises FoilEngineError (success.decode, /success/undecodable)",
      "no JSON, nothing said": "open (success.decode, /success/undecodable), open (success.decode, /success/undecodable)",
    }
  `);
});

test('a 2xx of any code is a success', () => {
  const at = (status: number) => decisions({}, [{ ...ok, status }])[0];
  expect([200, 201, 202, 206, 299].map(at)).toMatchInlineSnapshot(`
    [
      "stop (retry.status, /operations/sendMessage), returns {"message":"Nine hun (success.value, /operations/sendMessage)",
      "stop (success.status, /success), returns {"message":"Nine hun (success.status, /success)",
      "stop (success.status, /success), returns {"message":"Nine hun (success.status, /success)",
      "stop (success.status, /success), returns {"message":"Nine hun (success.status, /success)",
      "stop (success.status, /success), returns {"message":"Nine hun (success.status, /success)",
    ]
  `);
});

test('a 2xx that the table lists rests on its row, and one that raises there is an error', () => {
  const listed = (error: string | null) => ({
    statuses: [
      ...spec.statuses,
      {
        key: '202',
        match: { kind: 'code', code: 202 },
        meaning: null,
        causes: [],
        resolution: null,
        error,
        cases: [],
        pointer: '/statuses/202',
      } as const,
    ],
  });
  const at = (error: string | null) => decisions({ rest: listed(error) }, [{ ...ok, status: 202 }])[0];
  expect([at(null), at('Server')]).toMatchInlineSnapshot(`
    [
      "stop (retry.status, /statuses/202), returns {"message":"Nine hun (success.value, /statuses/202)",
      "stop (retry.status, /retry/statuses), raises ServerError (error.class, /statuses/202)",
    ]
  `);
});

test('streams', () => {
  const of = (name: string): Answer => ({ fixture: `foilengine/stream-message/${name}` });
  const first = (streaming: Change['streaming'], answer: Answer) =>
    decisions(streaming === undefined ? {} : { streaming }, [answer, stream], 'streamMessage')[0];
  expect({
    'nothing said of streams': first(null, stream),
    'nothing said of a missing end': first({ missingTerminal: null }, of('missing-terminal')),
    'a missing end is accepted': first({ missingTerminal: 'accept' }, of('missing-terminal')),
    'a missing end raises': first({}, of('missing-terminal')),
    'an error event': first({}, of('error-middle')),
    'an error event, nothing said of a retry': first({ retryAfterFirstEvent: null }, of('error-middle')),
    'an error event, retried': first({ retryAfterFirstEvent: true }, of('error-middle')),
    'an event of that name, nothing said': first({ errorEvent: null, missingTerminal: 'accept' }, of('error-middle')),
    'whole, nothing said of a retry': first({ retryAfterFirstEvent: null }, stream),
    'an end by its data': first(
      { terminal: { event: null, data: '[DONE]', given: true }, missingTerminal: 'accept' },
      stream,
    ),
  }).toMatchInlineSnapshot(`
    {
      "a missing end is accepted": "stop (stream.noReplay, /streaming/retryAfterFirstEvent), returns 5 events (stream.events, /streaming/format)",
      "a missing end raises": "stop (stream.noReplay, /streaming/retryAfterFirstEvent), raises FoilEngineError (stream.terminal, /streaming/missingTerminal)",
      "an end by its data": "stop (stream.noReplay, /streaming/retryAfterFirstEvent), returns 6 events (stream.events, /streaming/format)",
      "an error event": "stop (stream.noReplay, /streaming/retryAfterFirstEvent), raises FoilEngineError (stream.errorEvent, /streaming/errorEvent)",
      "an error event, nothing said of a retry": "open (stream.noReplay, /streaming/retryAfterFirstEvent), raises FoilEngineError (stream.errorEvent, /streaming/errorEvent)",
      "an error event, retried": "retry (stream.retry, /streaming/retryAfterFirstEvent), 250..500",
      "an event of that name, nothing said": "stop (stream.noReplay, /streaming/retryAfterFirstEvent), returns 3 events (stream.events, /streaming/format)",
      "nothing said of a missing end": "open (stream.terminal, /streaming/missingTerminal), open (stream.terminal, /streaming/missingTerminal)",
      "nothing said of streams": "open (stream.events, /streaming), open (stream.events, /streaming)",
      "whole, nothing said of a retry": "stop (stream.events, /streaming), returns 6 events (stream.events, /streaming/format)",
    }
  `);
});

test('a status that no row matches, and a fault that nothing is said of', () => {
  const statuses = spec.statuses.filter((s) => s.match.kind === 'code');
  expect([
    decisions({ rest: { statuses } }, [error(418)]),
    decisions({ transport: {} }, [{ fixture: null, fault: { kind: 'close' } }], 'sendMessage', once),
    decisions({ retry: { transport: null } }, [{ fixture: null, fault: { kind: 'close' } }]),
    decisions({ retry: { transport: ['reset'] } }, [{ fixture: null, fault: { kind: 'close' } }]),
  ]).toMatchInlineSnapshot(`
    [
      [
        "stop (retry.status, /retry/statuses), open (error.class, /statuses/418)",
      ],
      [
        "retry (retry.count, /retry/maxRetries), 250..500",
        "stop (retry.count, /retry/maxRetries), open (error.class, /errors/transport/close)",
      ],
      [
        "open (retry.transport, /retry/transport), raises FoilEngineError (error.class, /errors/transport/close)",
      ],
      [
        "stop (retry.transport, /retry/transport), raises FoilEngineError (error.class, /errors/transport/close)",
      ],
    ]
  `);
});
