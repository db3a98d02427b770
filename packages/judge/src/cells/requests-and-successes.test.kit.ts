import type { RequirementId } from '@sdk-conformance/oracle';
import type { Edits } from '@sdk-conformance/scenarios/testing';
import type { Cell } from './cell.test.kit.js';

const cell = (key: string, promised: Edits, other: Edits, breaks: readonly RequirementId[], means: string): Cell => ({
  key,
  promised,
  other,
  breaks,
  without: { means },
});

const bodyAs = (key: string, promised: object, other: object | undefined, breaks: RequirementId, means: string): Cell =>
  cell(
    `/operations/*/bodyAs${key}`,
    { '/operations/book/bodyAs': promised },
    { '/operations/book/bodyAs': other },
    [breaks],
    means,
  );

const form = { encoding: 'form' };
const raises = { '/statuses/default': { error: 'Tide' } };
const unchanged = {
  '/success/empty': 'null',
  '/redirects': 'error',
  '/statuses/3xx': { error: 'Tide' },
  '/errors/body/undecodable': 'keepStatus',
};
const noArguments = { '/operations/book/body': { boat: 'string?' } };
const attempt = { header: 'X-Try', start: 1 };

/** What requests are made of. */
const requests: readonly Cell[] = [
  bodyAs('', form, undefined, 'request.headers', 'JSON that is always sent'),
  bodyAs('/encoding', { encoding: 'multipart' }, form, 'request.headers', 'JSON'),
  bodyAs(
    '/nested',
    { ...form, nested: 'brackets' },
    { ...form, nested: 'json' },
    'request.body',
    'objects and lists may be written in whichever way',
  ),
  bodyAs(
    '/lists',
    { ...form, nested: 'brackets', lists: 'repeat' },
    { ...form, nested: 'brackets', lists: 'brackets' },
    'request.body',
    'as nested says, in whichever of its ways',
  ),
  bodyAs('/lists brackets', { ...form, lists: 'brackets' }, { ...form, lists: 'indices' }, 'request.body', 'the same'),
  bodyAs('/lists indices', { ...form, lists: 'indices' }, { ...form, lists: 'repeat' }, 'request.body', 'the same'),
  bodyAs('/nested json', { ...form, nested: 'json' }, { ...form, nested: 'brackets' }, 'request.body', 'the same'),
  cell(
    '/operations/*/bodyAs/optional',
    { ...noArguments, '/operations/book/bodyAs': { optional: false } },
    { ...noArguments, '/operations/book/bodyAs': { optional: true } },
    ['request.body'],
    'the body is always sent',
  ),
  cell(
    '/options/*/header',
    { '/options/organization': { header: 'X-Organization' } },
    { '/options/organization': { header: 'X-Org' } },
    ['request.headers'],
    'check asks for it',
  ),
  cell(
    '/options/*/query',
    { '/options/organization': { query: 'org' } },
    { '/options/organization': { header: 'X-Org' } },
    ['request.query'],
    'check asks for a place',
  ),
  cell(
    '/options/*/otherwise',
    { '/options/version': { header: 'X-Version', otherwise: '2026-01' } },
    { '/options/version': { header: 'X-Version', otherwise: null } },
    ['request.headers'],
    'clients are always given it',
  ),
  cell(
    '/options/*/otherwise null',
    { '/options/version': { header: 'X-Version', otherwise: null } },
    { '/options/version': { header: 'X-Version', otherwise: '2026-01' } },
    ['request.headers'],
    'clients are always given it',
  ),
  cell(
    '/identity/attempt',
    { '/identity/attempt': attempt },
    { '/identity/attempt': undefined },
    ['request.headers'],
    'no header is known that tells the attempt',
  ),
  cell(
    '/identity/attempt/header',
    { '/identity/attempt': attempt },
    { '/identity/attempt': { ...attempt, header: 'X-Other' } },
    ['request.headers'],
    'check asks for it',
  ),
  cell(
    '/identity/attempt/start',
    { '/identity/attempt': attempt },
    { '/identity/attempt': { ...attempt, start: 0 } },
    ['request.headers'],
    'check asks for it',
  ),
  cell(
    '/identity/headers',
    { '/identity/headers': 'closed' },
    { '/identity/fresh': ['X-Attempt', 'X-Stray'] },
    ['request.headers'],
    'a request may have any header',
  ),
];

/** What successes are, and what callers get of them. */
const successes: readonly Cell[] = [
  cell(
    '/success/statuses',
    { ...raises, '/success/statuses': ['2xx'] },
    { ...raises, '/success/statuses': [200, 201] },
    ['success.status'],
    'any 2xx is a success, as a should',
  ),
  cell(
    '/success/statuses 304',
    { '/success/statuses': ['2xx', 304], ...unchanged },
    { '/success/statuses': ['2xx'], ...unchanged },
    ['success.empty'],
    'it is a redirect like any other',
  ),
  cell(
    '/success/integers',
    { '/success/integers': 'exact' },
    { '/success/integers': undefined },
    ['success.value'],
    'a whole number above 2^53 may be rounded',
  ),
  cell(
    '/streaming/silent',
    { '/streaming/silent': ['ping'] },
    { '/streaming/silent': undefined },
    ['stream.events'],
    'callers get every event',
  ),
];

export const requestsAndSuccesses: readonly Cell[] = [...requests, ...successes];
