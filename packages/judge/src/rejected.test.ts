import type { Exchange, Rejection } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import type { Case } from './assess.js';
import { judge } from './judge.js';
import { notPassed, simulated } from './testing/observed.js';

const tls: Rejection = { in: 'requestLine', why: 'a TLS handshake', bytes: '\\x16\\x03\\x01', cut: false };
const flood: Rejection = { in: 'headers', why: 'over 256 KiB of headers', bytes: '', cut: false };
const cut: Rejection = { in: 'body', why: 'cut in its body', bytes: '', cut: true };

/** The case in which some requests were rejected, and nothing was served for them. */
function rejecting(given: Case, rejected: Rejection, those: (e: Exchange) => boolean, late = false): Case {
  const exchanges = given.observation.exchanges.map((e) =>
    those(e) ? { ...e, step: null, operation: null, answer: -1, late, request: { ...e.request, rejected } } : e,
  );
  return { ...given, observation: { ...given.observation, exchanges } };
}

describe('a request that the lane rejected', () => {
  const ok = 'status/200/listMachines';
  const all = () => true;

  test('fails by the part that is wrong, and nothing else of its step is judged', () => {
    const part = (rejected: Rejection) => notPassed(rejecting(simulated(ok), rejected, all));
    expect([
      ...part(tls),
      ...part({ ...tls, in: 'method', why: 'get is no method of HTTP', bytes: '' }),
      ...part(flood),
      ...part(cut),
    ]).toMatchInlineSnapshot(`
      [
        "request.path fails; expected listMachines is GET /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/machines; seen the server rejected a TLS handshake: \\x16\\x03\\x01",
        "request.method fails; expected listMachines is GET /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/machines; seen the server rejected a request: get is no method of HTTP",
        "request.headers fails; expected GET /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/machines has headers of HTTP/1.1 (RFC 9112, sections 3.2 and 5); seen the server rejected a request: over 256 KiB of headers",
        "request.body fails; expected GET /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/machines has a body as long as it says (RFC 9112, section 6); seen the server rejected a request: cut in its body",
      ]
    `);
  });

  test('fails at the level of the operation', () => {
    const [finding] = judge(rejecting(simulated(ok), flood, all)).filter((f) => f.verdict === 'fail');
    expect([finding?.requirement, finding?.level, finding?.step]).toEqual(['request.headers', 'must', 'step']);
  });

  test('fails as a should where it carries a credential that no header can carry', () => {
    const given = rejecting(simulated('request/line-end-apiKey/listMachines'), flood, all);
    expect(judge(given).find((f) => f.requirement === 'request.headers')?.level).toBe('should');
  });

  test('fails beside what was taken', () => {
    const id = 'request/attempts/initSession';
    const given = simulated(id);
    const [first] = given.observation.exchanges;
    if (first === undefined) throw new RangeError(`${id} has requests`);
    const extra = { ...first, index: 9 };
    const beside = {
      ...given,
      observation: { ...given.observation, exchanges: [...given.observation.exchanges, extra] },
    };
    expect(notPassed(rejecting(beside, flood, (e) => e.index === 9)).map((line) => line.split(';')[0])).toEqual([
      'request.headers fails',
    ]);
  });

  test('may be cut by an abort, and when all steps have settled', () => {
    const aborted = 'abort/request/initSession';
    expect(notPassed(rejecting(simulated(ok), flood, all, true)).map((l) => l.split(';')[0])).toEqual([
      'request.sent fails',
    ]);
    const withCut = simulated(aborted);
    const [first] = withCut.observation.exchanges;
    if (first === undefined) throw new RangeError(`${aborted} has a request`);
    const both = {
      ...withCut,
      observation: { ...withCut.observation, exchanges: [first, { ...first, index: 1 }] },
    };
    expect(notPassed(rejecting(withCut, cut, all))).toEqual([]);
    expect(notPassed(rejecting(both, cut, (e) => e.index === 1))).toEqual([]);
    expect(notPassed(rejecting(both, flood, (e) => e.index === 1)).map((l) => l.split(';')[0])).toEqual([
      'request.headers fails',
    ]);
  });

  test('is charged to the step of its client', () => {
    const given = simulated('steps/max-5/max-0/two-clients/initSession');
    const found = judge(rejecting(given, flood, (e) => e.step === 'hasty'));
    expect(found.filter((f) => f.verdict === 'fail').map((f) => [f.requirement, f.step])).toEqual([
      ['request.headers', 'hasty'],
    ]);
  });
});
