import type { Answer, Fixtures, Spec } from '@sdk-conformance/model';
import { completeFixtures } from '@sdk-conformance/scenarios';
import { changedSpec, type Edits, recordedIn } from '@sdk-conformance/scenarios/testing';
import { describe, expect, test } from 'vitest';
import { predict } from './predict.js';

// Errors that a code, a header or a body tells apart, and what each decision rests on. Written by hand.

const recorded = recordedIn('fixtures');

/** What an SDK in Ruby makes of one answer to a booking, in a word each. */
function told(edits: Edits, answer: Answer): string {
  const { spec } = changedSpec('packages/spec/test-data/tides.yaml', {
    '/retry/exhausted': 'lastError',
    '/errors/transport/decode': 'Network',
    '/errors/transport/cutBody': 'Network',
    ...edits,
  });
  return decision(spec, completeFixtures(spec, recorded), answer);
}

function decision(spec: Spec, fixtures: Fixtures, answer: Answer): string {
  const steps = [{ id: 's', client: 'c', operation: 'book', arguments: {}, script: [answer] }];
  const scenario = { id: 's', family: 's', about: 's', clients: [{ id: 'c', options: {} }], steps };
  const [first] = predict(spec, 'ruby', scenario, fixtures).steps[0]?.decisions ?? [];
  if (first === undefined) throw new Error('a step has decisions');
  const { action, because, outcome } = first;
  const raises = outcome.kind === 'raised' ? outcome.type : outcome.kind;
  return `${action} by ${because.pointer}; ${raises} by ${outcome.because.pointer}`;
}

const byCode: Edits = {
  '/errors/discriminator': [{ header: 'X-Code', after: '#', until: ':' }, { pointer: '/code' }],
  '/errors/codes': {
    busy: { error: 'Service', retried: true },
    spent: { error: 'Conflict', retried: false },
    late: { error: 'Network', statuses: [503] },
  },
};
const at = (status: number, headers: Record<string, string> = {}): Answer => ({
  fixture: 'http/status/error',
  status,
  headers,
});

describe('a code', () => {
  test('goes before the status, for its class and for its retries', () => {
    expect(told(byCode, at(422, { 'x-code': 'busy' }))).toBe(
      'retry by /errors/codes/busy/retried; Tides::ServiceError by /errors/codes/busy',
    );
    expect(told(byCode, at(503, { 'X-Code': 'spent' }))).toBe(
      'stop by /errors/codes/spent/retried; Tides::Conflict by /errors/codes/spent',
    );
  });

  test('is cut out of its place, and looked for in the next', () => {
    expect(told(byCode, at(422, { 'X-Code': 'com.tides#spent:http://internal' }))).toContain('Tides::Conflict');
    expect(told(byCode, { fixture: 'tides/code/spent-at-2', status: 503 })).toContain('Tides::Conflict');
  });

  test('that no table has leaves the word to the status', () => {
    expect(told(byCode, at(503, { 'X-Code': 'unheard' }))).toBe(
      'retry by /retry/statuses; Tides::ServiceError by /statuses/5xx',
    );
    expect(told({ ...byCode, '/errors/unknownCode': 'Tide' }, at(422))).toBe(
      'stop by /retry/statuses; Tides::Error by /errors/unknownCode',
    );
    // Retries may be meant of known codes alone.
    expect(told({ ...byCode, '/errors/unknownCode': 'Tide' }, at(503))).toBe(
      'open by /errors/unknownCode; Tides::Error by /errors/unknownCode',
    );
  });

  test('counts on its statuses alone', () => {
    expect(told(byCode, at(503, { 'X-Code': 'late' }))).toContain('Tides::NetworkError by /errors/codes/late');
    expect(told(byCode, at(422, { 'X-Code': 'late' }))).toBe('stop by /retry/statuses; open by /errors/codes/late');
  });
});

test('a row of the status table may be told apart by a header or by the body', () => {
  const rows: Edits = {
    '/statuses/422': [
      { when: { header: 'X-Left', equals: '0' }, error: 'Service' },
      { when: { pointer: '/lock' }, error: 'Conflict' },
      { error: 'Request' },
    ],
  };
  expect([
    told(rows, at(422, { 'x-left': '0' })),
    told(rows, at(422, { 'X-Left': '00' })),
    told(rows, { fixture: 'tides/case/422-2', status: 422 }),
    told(rows, { fixture: 'tides/case/422-2-other', status: 422 }),
  ]).toEqual([
    'stop by /retry/statuses; Tides::ServiceError by /statuses/422/0',
    'stop by /retry/statuses; Tides::RequestError by /statuses/422',
    'stop by /retry/statuses; Tides::Conflict by /statuses/422/1',
    'stop by /retry/statuses; Tides::RequestError by /statuses/422',
  ]);
});

test('a success may tell of a failure, and by its code of which', () => {
  const failing: Edits = {
    '/success/failure': { pointer: '/ok', equals: false, error: 'Request', code: '/error' },
    '/errors/codes': { busy: { error: 'Service', retried: true } },
  };
  const fixture = (name: string): Answer => ({ fixture: `tides/${name}` });
  expect([
    told(failing, fixture('failure/without-code')),
    told(failing, fixture('failure/unheard_of_code')),
    told(failing, fixture('failure/busy')),
    told(failing, fixture('book/no-failure')),
  ]).toEqual([
    'stop by /retry/statuses; Tides::RequestError by /success/failure',
    'stop by /retry/statuses; Tides::RequestError by /success/failure',
    'retry by /errors/codes/busy/retried; Tides::ServiceError by /errors/codes/busy',
    'stop by /operations/book; returned by /operations/book',
  ]);
});

describe('an error body that cannot be read', () => {
  const cut: Answer = {
    fixture: 'http/body/message-top',
    status: 422,
    fault: { kind: 'truncate', in: 'body', bytes: 20 },
  };
  const html: Answer = { fixture: 'http/body/html', status: 422 };
  const empty: Answer = { fixture: 'http/body/empty', status: 422 };
  const corrupt: Answer = { fixture: 'http/body/gzip-corrupt', status: 422 };

  test('comes to what its own line says', () => {
    const lines: Edits = {
      '/errors/body/cut': 'transport',
      '/errors/body/corrupt': 'decodeError',
      '/errors/body/empty': 'keepStatus',
      '/errors/body/notJson': 'Service',
      '/retry/transport': ['connect'],
    };
    expect([told(lines, cut), told(lines, corrupt), told(lines, empty), told(lines, html)]).toEqual([
      'stop by /retry/statuses; Tides::NetworkError by /errors/body/cut',
      'stop by /retry/statuses; Tides::NetworkError by /errors/body/corrupt',
      'stop by /retry/statuses; Tides::RequestError by /statuses/4xx',
      'stop by /retry/statuses; Tides::ServiceError by /errors/body/notJson',
    ]);
  });

  test('is retried like a broken connection where it is one; where that is not retried and the status is, it is open', () => {
    const broken = { '/errors/body/cut': 'transport' };
    expect(told({ ...broken, '/retry/transport': ['cutBody'] }, cut)).toBe(
      'retry by /retry/transport; Tides::NetworkError by /errors/body/cut',
    );
    expect(told({ ...broken, '/retry/transport': ['connect'] }, { ...cut, status: 503 })).toBe(
      'open by /errors/body/cut; Tides::NetworkError by /errors/body/cut',
    );
    expect(told(broken, cut)).toBe('open by /retry/transport; Tides::NetworkError by /errors/body/cut');
  });

  test('is open where nothing is said', () => {
    expect(told({}, html)).toBe('stop by /retry/statuses; open by /errors/body/undecodable');
  });
});

describe('what else an error carries', () => {
  const names = { ruby: 'it', go: 'It' };
  const carried = (edits: Edits, answer: Answer) => {
    const { spec } = changedSpec('packages/spec/test-data/tides.yaml', { '/retry/exhausted': 'lastError', ...edits });
    const steps = [{ id: 's', client: 'c', operation: 'book', arguments: {}, script: [answer] }];
    const scenario = { id: 's', family: 's', about: 's', clients: [{ id: 'c', options: {} }], steps };
    const outcome = predict(spec, 'ruby', scenario, completeFixtures(spec, recorded)).steps[0]?.decisions[0]?.outcome;
    if (outcome?.kind !== 'raised') throw new Error('it raises');
    return outcome;
  };
  const fields = (edits: Edits, answer: Answer) =>
    carried(edits, answer)
      .fields.filter(({ because }) => because.requirement === 'error.fields')
      .map(({ name, value, raw }) => [name, value, raw]);

  test('is what stands in the body, in the first header that is there, or the body itself', () => {
    const body: Answer = { fixture: 'tides/fields', status: 422 };
    expect(fields({ '/errors/fields/port': { names, pointer: '/port' } }, body)).toEqual([
      ['it', 'port told by the server', undefined],
    ]);
    const header = { '/errors/fields/port': { names, header: ['X-Port', 'X-Harbour'] } };
    expect(fields(header, at(422, { 'x-harbour': 'Cuxhaven' }))).toEqual([['it', 'Cuxhaven', undefined]]);
    expect(
      fields({ '/errors/fields/raw': { names, body: 'raw' } }, { fixture: 'http/body/number', status: 422 }),
    ).toEqual([['it', '42', true]]);
  });

  test('is nothing where the answer has nothing of it, and of other classes', () => {
    expect(fields({ '/errors/fields/port': { names, pointer: '/port' } }, at(422))).toEqual([]);
    const ofService = { '/errors/fields/port': { names, header: 'X-Port', classes: ['Service'] } };
    expect(fields(ofService, at(422, { 'X-Port': '1' }))).toEqual([]);
  });

  test('the name may tell the code, a place of the body, or always the same', () => {
    const named = (rule: unknown, answer: Answer, edits: Edits = {}) =>
      carried({ '/errors/named': rule, ...edits }, answer).name?.is;
    expect(named('code', at(422, { 'X-Code': 'a#busy:b' }), byCode)).toBe('busy');
    expect(named({ is: 'TidesError' }, at(422))).toBe('TidesError');
    expect(named({ pointer: '/title' }, { fixture: 'tides/409', status: 422 })).toBe('Conflict: told by the server');
    expect(named({ pointer: '/nothing' }, at(422))).toBeUndefined();
  });
});

test('a kind of failure may raise an error of no class of the API', () => {
  const edits = { '/errors/outside': { connect: { ruby: 'Errno::ECONNREFUSED' } }, '/retry/transport': [] };
  const refused: Answer = { fixture: null, fault: { kind: 'refuse' } };
  expect(told(edits, refused)).toBe('stop by /retry/transport; Errno::ECONNREFUSED by /errors/outside/connect');
});
