import type { RequirementId } from '@sdk-conformance/oracle';
import type { Edits } from '@sdk-conformance/scenarios/testing';
import type { Cell } from './cell.test.kit.js';

type Without = Cell['without'];

const cell = (
  key: string,
  promised: Edits,
  other: Edits,
  breaks: readonly RequirementId[],
  without: string | Without,
): Cell => ({ key, promised, other, breaks, without: typeof without === 'string' ? { means: without } : without });

const atCode = { '/errors/discriminator': [{ pointer: '/code' }] };
const byCode = (codes: object, discriminator: readonly object[] = [{ pointer: '/code' }]): Edits => ({
  '/errors/discriminator': discriminator,
  '/errors/codes': codes,
});
const late = { late: { error: 'Network' } };
const statusDecides = 'the status decides';

const codes: readonly Cell[] = [
  cell('/errors/discriminator', byCode(late), byCode(late, [{ pointer: '/other' }]), ['error.class'], statusDecides),
  cell('/errors/discriminator/*/pointer', byCode(late), {}, ['error.class'], 'check asks for a place'),
  cell(
    '/errors/discriminator/*/header',
    byCode(late, [{ header: 'X-Code' }]),
    byCode(late),
    ['error.class'],
    'check asks for a place',
  ),
  cell(
    '/errors/discriminator/*/until',
    byCode(late, [{ header: 'X-Code', until: ':' }]),
    byCode(late, [{ header: 'X-Code' }]),
    ['error.class'],
    'the whole is the code',
  ),
  cell(
    '/errors/discriminator/*/after',
    byCode(late, [{ pointer: '/type', after: '#' }]),
    byCode(late, [{ pointer: '/type' }]),
    ['error.class'],
    'the whole is the code',
  ),
  cell(
    '/errors/discriminator/*/error',
    byCode(late, [{ pointer: '/code', error: 'Network' }]),
    byCode(late),
    ['error.class'],
    statusDecides,
  ),
  cell('/errors/codes', byCode(late), byCode({ other: { error: 'Network' } }), ['error.class'], statusDecides),
  cell('/errors/codes/*/error', byCode(late), byCode({ late: { error: 'Tide' } }), ['error.class'], statusDecides),
  cell(
    '/errors/codes/*/retried',
    byCode({ late: { retried: true } }),
    byCode({ late: { retried: false } }),
    ['retry.status'],
    statusDecides,
  ),
  cell(
    '/errors/codes/*/statuses',
    byCode({ late: { error: 'Network', statuses: [422] } }),
    byCode({ late: { error: 'Network', statuses: [500] } }),
    ['error.class'],
    'it counts on any status',
  ),
  cell(
    '/errors/unknownCode',
    { ...atCode, '/errors/unknownCode': 'Network' },
    { ...atCode, '/errors/unknownCode': 'Tide' },
    ['error.class'],
    statusDecides,
  ),
];

const rows = (when: object): Edits => ({ '/statuses/422': [{ when, error: 'Network' }, { error: 'Conflict' }] });

const cases: readonly Cell[] = [
  cell(
    '/statuses/*/*/when',
    rows({ header: 'X-Left', equals: '0' }),
    rows({ header: 'X-Left' }),
    ['error.class'],
    'check asks for it',
  ),
  cell('/statuses/*/*/when pointer', rows({ pointer: '/left', equals: 0 }), {}, ['error.class'], 'check asks for it'),
  cell(
    '/statuses/*/*/error',
    rows({ header: 'X-Left', equals: '0' }),
    { '/statuses/422': [{ when: { header: 'X-Left', equals: '0' }, error: 'Service' }, { error: 'Conflict' }] },
    ['error.class'],
    'check asks for it',
  ),
];

const failure = { pointer: '/ok', equals: false, error: 'Network' };
const inSuccess = (more: object): Edits => ({ '/success/failure': { ...failure, ...more } });

const failures: readonly Cell[] = [
  cell('/success/failure', inSuccess({}), {}, ['error.class'], 'a 2xx is no error'),
  cell(
    '/success/failure/pointer',
    inSuccess({}),
    inSuccess({ pointer: '/fine' }),
    ['error.class'],
    'check asks for it',
  ),
  cell(
    '/success/failure/equals',
    inSuccess({}),
    inSuccess({ equals: true }),
    ['error.class', 'success.status', 'success.value'],
    'anything but null',
  ),
  cell('/success/failure/error', inSuccess({}), inSuccess({ error: 'Tide' }), ['error.class'], 'check asks for it'),
  cell(
    '/success/failure/code',
    { ...inSuccess({ code: '/error' }), '/errors/codes': { late: { error: 'Service' } } },
    inSuccess({}),
    ['error.class'],
    'where errors.discriminator says',
  ),
];

const transport = { '/errors/transport': { cutBody: 'Network', decode: 'Network' }, '/retry/exhausted': 'lastError' };
const body = (key: string, rule: string): Edits => ({ ...transport, [`/errors/body/${key}`]: rule });
const ofBody = (key: string, promised: string, other: string, breaks: readonly RequirementId[]): Cell => ({
  ...cell(`/errors/body/${key}`, body(key, promised), body(key, other), breaks, {
    unspecified: 'error.class',
    names: '/errors/body/undecodable',
  }),
  recorded: true,
});
const broken = ['/errors/body/cut', '/errors/body/corrupt'].map(
  (key): Cell => ({
    ...cell(
      `${key} transport`,
      { ...transport, [key]: 'transport', '/retry/transport': ['connect', 'cutBody'] },
      { ...transport, [key]: 'keepStatus', '/retry/transport': ['connect'] },
      ['error.class', 'retry.transport'],
      'open',
    ),
    recorded: true,
  }),
);
const bodies: readonly Cell[] = ['notJson', 'cut', 'corrupt', 'empty'].flatMap((key) => [
  ofBody(key, 'keepStatus', 'decodeError', ['error.class', 'error.status']),
  ofBody(key, 'decodeError', 'Service', ['error.class']),
]);

const whole: Edits = { '/retry/exhausted': 'lastError' };
const title = { names: { ruby: 'name', go: 'Name' } };
const named = (key: string, more: object, other: object, without = 'nothing is judged by it'): Cell =>
  cell(
    `/errors/fields/*/${key}`,
    { ...whole, '/errors/fields/harbour': { ...title, ...more } },
    { ...whole, '/errors/fields/harbour': { ...title, ...other } },
    ['error.fields'],
    without,
  );
const fields: readonly Cell[] = [
  named('pointer', { pointer: '/harbour' }, { pointer: '/port' }, 'check asks for a source'),
  named('body', { body: 'raw' }, { pointer: '/title' }, 'check asks for a source'),
  named('header', { header: ['X-Harbour', 'X-Port'] }, { header: 'X-Harbour' }, 'check asks for a source'),
  named('names', { pointer: '/harbour' }, { pointer: '/harbour', names: { ruby: 'other', go: 'Other' } }),
  named('names path', { pointer: '/harbour', names: { ruby: '$meta.harbour', go: 'A' } }, { pointer: '/harbour' }),
  named('classes', { pointer: '/harbour' }, { pointer: '/harbour', classes: ['Service'] }, 'all classes carry it'),
];

const outside = (name: string): Edits => ({
  ...whole,
  '/retry/transport': [],
  '/errors/outside': { connect: { ruby: name, go: 'Refused' } },
});
const others: readonly Cell[] = [
  cell('/errors/outside', outside('Errno::ECONNREFUSED'), outside('IOError'), ['error.class'], 'open'),
  cell('/errors/named code', { ...byCode(late), '/errors/named': 'code' }, byCode(late), ['error.name'], 'not judged'),
  cell('/errors/named/is', { '/errors/named': { is: 'TidesError' } }, {}, ['error.name'], 'check asks for one of them'),
  cell(
    '/errors/named/pointer',
    { '/errors/named': { pointer: '/title' } },
    {},
    ['error.name'],
    'check asks for one of them',
  ),
];

export const errors: readonly Cell[] = [...fields, ...others, ...codes, ...cases, ...failures, ...bodies, ...broken];
