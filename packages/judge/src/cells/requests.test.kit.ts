import type { RequirementId } from '@sdk-conformance/oracle';
import type { Edits } from '@sdk-conformance/scenarios/testing';
import type { Cell } from './cell.test.kit.js';

const cell = (
  key: string,
  promised: Edits,
  other: Edits,
  breaks: readonly RequirementId[],
  means = 'check asks for it',
): Cell => ({ key, promised, other, breaks, without: { means } });

const { idempotency, stable, fresh } = {
  idempotency: '/identity/idempotency',
  stable: '/identity/stable',
  fresh: '/identity/fresh',
};
const timeout = { '/options/timeoutMs': { ruby: 'timeout', go: 'Timeout' } };

export const requests: readonly Cell[] = [
  cell('/operations/*/request', {}, { '/operations/watch/request': 'GET /harbours/{harbour}/height' }, [
    'request.path',
  ]),
  cell(
    '/operations/*/request GET',
    {},
    { '/operations/book/request': 'PUT /harbours/{harbour}/berths', [`${idempotency}/methods`]: ['PUT'] },
    ['request.method'],
  ),
  cell(
    '/operations/*/credentials',
    {},
    { '/operations/book/credentials': [] },
    ['request.credentials'],
    'none is sent',
  ),
  cell('/operations/*/stream', {}, { '/operations/watch/stream': false }, ['stream.events'], 'no stream'),
  cell('/credentials/*/header', {}, { '/credentials/token/header': 'X-Token' }, ['request.credentials']),
  cell(
    '/credentials/*/query',
    { '/credentials/token': { query: 'key', secret: true } },
    { '/credentials/token': { query: 'apikey', secret: true } },
    ['request.credentials'],
  ),
  cell('/credentials/*/query in a header', { '/credentials/token': { query: 'key', secret: true } }, {}, [
    'request.credentials',
  ]),
  cell(
    '/credentials/*/format',
    {},
    { '/credentials/token/format': 'Bearer {value}' },
    ['request.credentials'],
    'the value alone',
  ),
  cell(
    '/credentials/*/format base64',
    { '/credentials/token/format': 'Basic base64({value}:)' },
    { '/credentials/token/format': 'Basic base64(:{value})' },
    ['request.credentials'],
    'the value alone',
  ),
  cell(
    '/options/timeoutMs',
    { ...timeout, '/timeouts': { attemptMs: 5000 } },
    { '/timeouts': { attemptMs: 9000 } },
    ['timeout.attempt'],
    'the timeout is never set',
  ),
  cell(
    stable,
    { [stable]: ['X-Trace'], [fresh]: undefined },
    { [fresh]: ['X-Trace'] },
    ['request.stable'],
    'not judged',
  ),
  {
    key: '/identity/others',
    promised: { '/identity/others': 'same' },
    other: { kind: 'newHeader' },
    breaks: ['request.sameHeaders'],
    without: { means: 'a should, where headers are named' },
  },
  cell(fresh, {}, { [fresh]: undefined }, ['request.stable'], 'not judged'),
  cell(idempotency, {}, { [idempotency]: undefined }, ['request.headers'], 'not judged'),
  cell(`${idempotency}/header`, {}, { [`${idempotency}/header`]: 'X-Key' }, ['request.headers']),
  cell(`${idempotency}/methods`, {}, { [`${idempotency}/methods`]: ['GET'] }, ['request.headers']),
];
