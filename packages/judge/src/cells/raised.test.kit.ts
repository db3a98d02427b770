import type { Outcome, RaisedError } from '@sdk-conformance/model';
import type { RequirementId } from '@sdk-conformance/oracle';
import type { Edits } from '@sdk-conformance/scenarios/testing';
import type { Deviation } from '../testing/deviation.js';
import type { Cell } from './cell.test.kit.js';
import { settled } from './settled.test.kit.js';

const kinds = {
  dns: 'error.class',
  connect: 'error.class',
  tls: 'error.class',
  reset: 'error.class',
  close: 'error.class',
  garbage: 'error.class',
  cutHead: 'error.class',
  cutBody: 'success.cut',
  timeout: 'error.class',
} as const;

/** A spec that settles all but for what is edited, and another that does so too. */
const cell = (
  key: string,
  promised: Edits,
  other: Edits | Deviation,
  breaks: readonly RequirementId[],
  rest: Pick<Cell, 'at' | 'without'>,
): Cell => ({
  key,
  promised: { ...settled, ...promised },
  other: 'kind' in other ? (other as Deviation) : { ...settled, ...other },
  breaks,
  ...rest,
});

const field = (name: string, rest: object = {}) => ({ names: { ruby: name, go: name }, ...rest });
const header = (id: string) => (id === 'requestId' ? { header: 'X-Request-Id' } : {});
const needed = { without: { means: 'check asks for it' } };
const silent = { without: { means: 'not judged' } };

/** An SDK whose errors are otherwise. */
const raising = (change: (error: RaisedError) => Partial<RaisedError>): Deviation => ({
  kind: 'outcome',
  change: (outcome: Outcome): Outcome =>
    outcome.kind === 'raised' ? { ...outcome, error: { ...outcome.error, ...change(outcome.error) } } : outcome,
});

export const raised: readonly Cell[] = [
  cell(
    '/errors/base',
    {},
    { '/errors/base': 'Service', '/errors/classes/Conflict/extends': undefined },
    ['error.base'],
    needed,
  ),
  cell(
    '/errors/classes/*/names',
    {},
    { '/errors/classes/Conflict/names': { ruby: 'Other', go: 'O' } },
    ['error.class'],
    {
      at: '/errors/classes/Conflict/names',
      ...needed,
    },
  ),
  cell('/errors/fields status', {}, { '/errors/fields': {} }, ['error.status'], silent),
  cell('/errors/fields/*/names status', {}, { '/errors/fields/status': field('code') }, ['error.status'], needed),
  cell(
    '/errors/fields/*/classes status',
    { '/errors/fields/status': field('status', { classes: ['Conflict'] }) },
    { '/errors/fields/status': field('code', { classes: ['Conflict'] }) },
    ['error.status'],
    { without: { means: 'all classes have the field' } },
  ),
  cell(
    '/errors/fields/*/none',
    { '/errors/fields/status': field('status', { none: 0 }) },
    { '/errors/fields/status': field('status', { none: 500 }) },
    ['error.status'],
    { without: { means: 'null, absent or 0' } },
  ),
  cell('/errors/fields retryAfter', { '/errors/fields/retryAfter': field('wait') }, {}, ['error.retryAfter'], silent),
  cell(
    '/errors/fields/*/names retryAfter',
    { '/errors/fields/retryAfter': field('wait') },
    { '/errors/fields/retryAfter': field('seconds') },
    ['error.retryAfter'],
    needed,
  ),
  ...(
    [
      ['message', {}, 'error.message'],
      ['cause', { '/errors/keepsCause': true }, 'error.cause'],
      ['headers', {}, 'error.headers'],
      ['requestId', {}, 'error.requestId'],
    ] as const
  ).flatMap(([id, more, requirement]) => {
    const of = (name: string) => ({ ...more, [`/errors/fields/${id}`]: field(name, header(id)) });
    const pointer = `/errors/fields/${id}`;
    return [
      cell(`/errors/fields ${id}`, of('detail'), { ...more, [pointer]: undefined }, [requirement], silent),
      cell(`/errors/fields/*/names ${id}`, of('detail'), of('other'), [requirement], needed),
    ];
  }),
  cell(
    '/errors/fields/*/header requestId',
    { '/errors/fields/requestId': field('id', { header: 'X-Request-Id' }) },
    raising(({ fields }) => ({ fields: { ...fields, id: 'another' } })),
    ['error.requestId'],
    silent,
  ),
  cell(
    '/errors/classes/*/extends',
    { '/statuses/409/error': 'Conflict' },
    raising(({ type }) => (type === 'Tides::Conflict' ? { bases: ['Tides::ServiceError', 'Tides::Error'] } : {})),
    ['error.class'],
    { at: '/errors/classes/Conflict/extends', without: { means: 'it stands below the base class alone' } },
  ),
  cell('/statuses/*/error', {}, { '/statuses/404/error': 'Service' }, ['error.class'], {
    at: '/statuses/404/error',
    ...needed,
  }),
  ...Object.entries(kinds).map(([kind, requirement]) =>
    cell(`/errors/transport/${kind}`, {}, { [`/errors/transport/${kind}`]: 'Service' }, [requirement], {
      without:
        requirement === 'error.class'
          ? { unspecified: requirement, names: `/errors/transport/${kind}` }
          : { means: 'the base class' },
    }),
  ),
  cell('/errors/keepsCause', { '/errors/keepsCause': true }, {}, ['error.cause'], silent),
  cell(
    '/errors/body/message',
    {},
    raising(() => ({ message: 'Low water', text: 'Low water' })),
    ['error.message'],
    silent,
  ),
  cell(
    '/errors/body/exactMessage',
    { '/errors/body/exactMessage': true },
    raising(({ message }) => ({ message: `${message} (as the server says)` })),
    ['error.message'],
    { without: { means: 'the message may stand in more words' } },
  ),
  cell(
    '/errors/body/maxMessageBytes',
    { '/errors/body/maxMessageBytes': 200 },
    raising(({ message }) => ({ message: `${message}${' and so on'.repeat(40)}` })),
    ['error.messageBound'],
    silent,
  ),
  cell(
    '/errors/named',
    { '/errors/named': 'class' },
    raising(({ traits }) => ({ traits: { ...traits, nameMatchesClass: false } })),
    ['error.name'],
    silent,
  ),
  cell(
    '/errors/serializable',
    { '/errors/serializable': true },
    raising(({ traits }) => ({ traits: { ...traits, survivesJson: false } })),
    ['error.serializable'],
    silent,
  ),
  cell(
    '/credentials/*/secret',
    {},
    raising(({ text }) => ({ text: `${text} canary-client-token canary-c-token canary-client-0-token` })),
    ['error.secrets'],
    { at: '/credentials/token/format', without: { means: 'check asks for it' } },
  ),
];
