import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

const fresh = '  fresh: [X-Attempt]\n';

test.each([
  ['the key', 'Idempotency-Key'],
  ['a credential', 'authorization'],
])('the header of an attempt is not that of %s', (_, header) => {
  expect(told([fresh, `${fresh}  attempt: { header: ${header}, start: 1 }\n`])).toMatchSnapshot();
});

test('an event that is passed over says nothing else', () => {
  const terminal = '  terminal: { data: "[DONE]" }\n';
  expect(told([terminal, '  terminal: { event: done }\n  silent: [ping, done]\n'])).toMatchInlineSnapshot(`
    "tides.yaml:61:18: the event done ends a stream: it cannot be passed over
      expected: another event, or given: false at terminal
        60 |   terminal: { event: done }
      > 61 |   silent: [ping, done]
           |                  ^^^^
        62 |"
  `);
});
