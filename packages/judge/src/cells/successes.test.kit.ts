import type { JsonValue, Outcome } from '@sdk-conformance/model';
import type { RequirementId } from '@sdk-conformance/oracle';
import type { Edits } from '@sdk-conformance/scenarios/testing';
import type { Deviation } from '../testing/deviation.js';
import type { Cell } from './cell.test.kit.js';
import { settled } from './settled.test.kit.js';

const cell = (
  key: string,
  promised: Edits,
  other: Edits,
  breaks: readonly RequirementId[],
  without: string | Cell['without'],
): Cell => ({
  key,
  recorded: true,
  promised: { ...settled, ...promised },
  other: { ...settled, ...other },
  breaks,
  without: typeof without === 'string' ? { means: without } : without,
});

const watch = (retry: object): Edits => ({ '/operations/watch/retry': retry });
const again = { status: 503, when: { header: 'X-Again' } };

/** A success that lost all its keys. */
const emptied: Deviation = {
  kind: 'outcome',
  change: (outcome: Outcome): Outcome => {
    if (outcome.kind !== 'returned') return outcome;
    const isObject = typeof outcome.value === 'object' && outcome.value !== null && !Array.isArray(outcome.value);
    const value: JsonValue = isObject ? {} : outcome.value;
    return { ...outcome, value };
  },
};

const otherPhrase: Deviation = {
  kind: 'outcome',
  change: (outcome) =>
    outcome.kind === 'raised'
      ? { ...outcome, error: { ...outcome.error, message: 'failed', text: 'failed' } }
      : outcome,
};

export const successes: readonly Cell[] = [
  {
    key: '/success/values',
    recorded: true,
    promised: { ...settled, '/success/values': 'raw' },
    other: emptied,
    breaks: ['success.status', 'success.value'],
    without: { means: 'typed: keys that are served and recorded are compared' },
  },
  cell('/success/empty', {}, { '/success/empty': 'error' }, ['success.empty'], {
    unspecified: 'success.empty',
    names: '/success/empty',
  }),
  cell('/success/undecodable', {}, { '/success/undecodable': undefined }, ['success.decode'], {
    unspecified: 'success.decode',
    names: '/success/undecodable',
  }),
  cell('/redirects', { '/redirects': 'error' }, {}, ['retry.status'], {
    unspecified: 'redirect.notFollowed',
    names: '/redirects',
  }),
  cell('/errors/transport/decode', {}, { '/errors/transport/decode': 'Service' }, ['success.decode'], 'the base class'),
  {
    key: '/errors/body/fallback',
    recorded: true,
    promised: { ...settled, '/errors/body/fallback': 'statusPhrase' },
    other: otherPhrase,
    breaks: ['error.message'],
    without: { means: 'not judged where no pointer gives a message' },
  },
  {
    key: '/errors/body/fallback/is',
    recorded: true,
    promised: { ...settled, '/errors/body/fallback': { is: 'HTTP {status} came' } },
    other: { ...settled, '/errors/body/fallback': { is: 'It failed' } },
    breaks: ['error.message'],
    without: { means: 'check asks for it' },
  },
  cell(
    '/errors/body/undecodable',
    { '/errors/body/undecodable': 'keepStatus' },
    { '/errors/body/undecodable': 'decodeError' },
    ['error.class', 'error.status'],
    { unspecified: 'error.class', names: '/errors/body/undecodable' },
  ),
];

export const ownRetries: readonly Cell[] = [
  cell(
    '/operations/*/retry/statuses/*/status',
    watch({ statuses: [{ ...again, status: 404 }] }),
    watch({ statuses: [{ ...again, status: 500 }] }),
    ['retry.status'],
    'check asks for it',
  ),
  cell(
    '/operations/*/retry/statuses/*/when',
    watch({ statuses: [again] }),
    watch({ statuses: [503] }),
    ['retry.status'],
    'it is retried whatever the answer has',
  ),
  cell(
    '/operations/*/retry/statuses/*/when/equals',
    watch({ statuses: [{ status: 503, when: { header: 'X-Again', equals: 'yes' } }] }),
    watch({ statuses: [again] }),
    ['retry.status'],
    'it is retried whatever the header says',
  ),
  cell(
    '/operations/*/retry/statuses/*/when/pointer',
    watch({ statuses: [{ status: 503, when: { pointer: '/again', equals: true } }] }),
    watch({ statuses: [503] }),
    ['retry.status'],
    'check asks for a place',
  ),
  cell(
    '/operations/*/retry/statuses/*/methods',
    watch({ statuses: [{ status: 503, methods: ['POST'] }] }),
    watch({ statuses: [503] }),
    ['retry.status'],
    'retry.methods holds',
  ),
  cell('/operations/*/body', {}, { '/operations/book/body': undefined }, ['request.body'], 'no body is sent'),
  cell(
    '/timeouts/perStreamEvent',
    {},
    { '/timeouts/perStreamEvent': false },
    ['stream.events', 'stream.idle', 'stream.noReplay', 'timeout.attempt'],
    { unspecified: 'timeout.attempt', names: '/timeouts/perStreamEvent' },
  ),
  cell(
    '/streaming/terminal/event',
    { '/streaming/terminal': { event: 'done' } },
    { '/streaming/terminal': { event: 'end' } },
    ['call.prompt', 'stream.events'],
    'check asks for what ends a stream',
  ),
  cell(
    '/streaming/errorData',
    { '/streaming/errorEvent': undefined, '/streaming/errorData': '/error', '/streaming/missingTerminal': 'accept' },
    { '/streaming/errorEvent': undefined, '/streaming/missingTerminal': 'accept' },
    ['stream.errorEvent'],
    'no event is an error by its data',
  ),
  cell(
    '/identity/idempotency/stableOnRetry',
    {},
    { '/identity/idempotency': undefined, '/identity/fresh': ['X-Attempt', 'Idempotency-Key'] },
    ['request.stable'],
    'check asks for it',
  ),
];
