import type { JsonValue, Scenario } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import { deriveScenarios } from './derive.js';
import { recordedIn, specInRepository } from './testing/repository.js';

const foilengine = specInRepository('spec/foilengine.yaml');
const tides = specInRepository('packages/spec/test-data/tides.yaml');

function perFamily(scenarios: Iterable<Scenario>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { family } of scenarios) counts[family] = (counts[family] ?? 0) + 1;
  return counts;
}

test('ids of the second spec', () => {
  expect([...tides.scenarios.keys()]).toMatchInlineSnapshot(`
    [
      "status/201/book",
      "status/409/book",
      "status/400/book",
      "status/500/book",
      "status/503/book",
      "status/200/watch",
      "status/409/watch",
      "status/400/watch",
      "status/500/watch",
      "status/503/watch",
      "status/unlisted/402/book",
      "status/unlisted/405/book",
      "status/unlisted/408/book",
      "status/unlisted/410/book",
      "status/unlisted/413/book",
      "status/unlisted/415/book",
      "status/unlisted/418/book",
      "status/unlisted/422/book",
      "status/unlisted/425/book",
      "status/unlisted/451/book",
      "status/unlisted/501/book",
      "status/unlisted/502/book",
      "status/unlisted/504/book",
      "status/unlisted/507/book",
      "status/unlisted/520/book",
      "status/unlisted/529/book",
      "status/unlisted/599/book",
      "status/redirect/302/book",
      "status/redirect/302-without-location/book",
      "status/redirect/304/book",
      "status/redirect/307/book",
      "status/103-200/book",
      "status/103-200/watch",
      "retry/count/max-0/409/book",
      "retry/count/max-0/409/watch",
      "retry/count/max-0/500/book",
      "retry/count/max-0/500/watch",
      "retry/count/max-1/409/book",
      "retry/count/max-1/409/watch",
      "retry/count/max-1/500/book",
      "retry/count/max-1/500/watch",
      "retry/count/max-2/409/book",
      "retry/count/max-2/409/watch",
      "retry/count/max-2/500/book",
      "retry/count/max-2/500/watch",
      "retry/count/max-5/409/book",
      "retry/count/max-5/409/watch",
      "retry/count/max-5/500/book",
      "retry/count/max-5/500/watch",
      "retry/count/409-201/book",
      "retry/count/409-409-201/book",
      "retry/count/409-409-409-201/book",
      "retry/count/500-201/book",
      "retry/count/500-500-201/book",
      "retry/count/500-500-500-201/book",
      "retry/mixed/409-500-201/book",
      "retry/mixed/503-400/book",
      "retry/mixed/reset-400/book",
      "retry/mixed/reset-409-201/book",
      "retry/mixed/409-500-503-409/book",
      "retry/mixed/max-1/500-reset-409/book",
      "retry/after/seconds-1/409/book",
      "retry/after/seconds-2/409/book",
      "retry/after/seconds-30/409/book",
      "retry/after/fraction-1.5/409/book",
      "retry/after/fraction-0.25/409/book",
      "retry/after/date-3/409/book",
      "retry/after/date-20/409/book",
      "retry/after/date-past/409/book",
      "retry/after/zero/409/book",
      "retry/after/negative-1/409/book",
      "retry/after/negative-3/409/book",
      "retry/after/garbage/409/book",
      "retry/after/number-and-letters/409/book",
      "retry/after/infinite/409/book",
      "retry/after/nan/409/book",
      "retry/after/empty/409/book",
      "retry/after/at-cap/409/book",
      "retry/after/over-cap/409/book",
      "retry/after/huge/409/book",
      "retry/after/seconds-1/503/book",
      "retry/after/seconds-2/503/book",
      "retry/after/seconds-30/503/book",
      "retry/after/fraction-1.5/503/book",
      "retry/after/fraction-0.25/503/book",
      "retry/after/date-3/503/book",
      "retry/after/date-20/503/book",
      "retry/after/date-past/503/book",
      "retry/after/zero/503/book",
      "retry/after/negative-1/503/book",
      "retry/after/negative-3/503/book",
      "retry/after/garbage/503/book",
      "retry/after/number-and-letters/503/book",
      "retry/after/infinite/503/book",
      "retry/after/nan/503/book",
      "retry/after/empty/503/book",
      "retry/after/at-cap/503/book",
      "retry/after/over-cap/503/book",
      "retry/after/huge/503/book",
      "retry/after/max-0/seconds-1/409-only/book",
      "retry/after/max-0/seconds-2/409-only/book",
      "retry/after/max-0/seconds-30/409-only/book",
      "retry/after/max-0/fraction-1.5/409-only/book",
      "retry/after/max-0/fraction-0.25/409-only/book",
      "retry/after/max-0/date-3/409-only/book",
      "retry/after/max-0/date-20/409-only/book",
      "retry/after/max-0/date-past/409-only/book",
      "retry/after/max-0/zero/409-only/book",
      "retry/after/max-0/negative-1/409-only/book",
      "retry/after/max-0/negative-3/409-only/book",
      "retry/after/max-0/garbage/409-only/book",
      "retry/after/max-0/number-and-letters/409-only/book",
      "retry/after/max-0/infinite/409-only/book",
      "retry/after/max-0/nan/409-only/book",
      "retry/after/max-0/empty/409-only/book",
      "retry/after/max-0/at-cap/409-only/book",
      "retry/after/max-0/over-cap/409-only/book",
      "retry/after/max-0/huge/409-only/book",
      "retry/after/case-retry-after/409/book",
      "retry/after/case-retry-after/503/book",
      "retry/after/case-RETRY-AFTER/409/book",
      "retry/after/case-RETRY-AFTER/503/book",
      "retry/after/seconds-30/409-409-409-409/book",
      "retry/after/stale/409-409/book",
      "retry/after/changing/409-409/book",
      "retry/after/seconds-30/503-503-503-503/book",
      "retry/after/stale/503-503/book",
      "retry/after/changing/503-503/book",
      "retry/after/header-retry-after-ms/409/book",
      "retry/after/header-retry-after/409/book",
      "retry/after/all-headers/409/book",
      "retry/after/header-retry-after-ms/503/book",
      "retry/after/header-retry-after/503/book",
      "retry/after/all-headers/503/book",
      "retry/backoff/409-409-409-409/book",
      "retry/backoff/409-409-409-409/watch",
      "retry/backoff/500-500-500-500/book",
      "retry/backoff/500-500-500-500/watch",
      "retry/backoff/503-503-503-503/book",
      "retry/backoff/503-503-503-503/watch",
      "retry/backoff/max-5/409/book",
      "retry/backoff/clients-40/409-201/book",
      "body/empty/400/book",
      "body/html/400/book",
      "body/cut-json/400/book",
      "body/null/400/book",
      "body/number/400/book",
      "body/array/400/book",
      "body/error-null/400/book",
      "body/error-string/400/book",
      "body/message-object/400/book",
      "body/message-top/400/book",
      "body/message-unicode/400/book",
      "body/message-long-unicode/400/book",
      "body/wrong-content-type/400/book",
      "body/no-content-type/400/book",
      "body/latin-1/400/book",
      "body/utf-8-bom/400/book",
      "body/gzip/400/book",
      "body/gzip-corrupt/400/book",
      "body/problem-json/400/book",
      "body/problem-title/400/book",
      "body/message-1mb/400/book",
      "body/empty/500/book",
      "body/html/500/book",
      "body/cut-json/500/book",
      "body/null/500/book",
      "body/number/500/book",
      "body/array/500/book",
      "body/error-null/500/book",
      "body/error-string/500/book",
      "body/message-object/500/book",
      "body/message-top/500/book",
      "body/message-unicode/500/book",
      "body/message-long-unicode/500/book",
      "body/wrong-content-type/500/book",
      "body/no-content-type/500/book",
      "body/latin-1/500/book",
      "body/utf-8-bom/500/book",
      "body/gzip/500/book",
      "body/gzip-corrupt/500/book",
      "body/problem-json/500/book",
      "body/problem-title/500/book",
      "body/message-1mb/500/book",
      "body/cut-short/400/book",
      "body/reset-in-body/400/book",
      "body/cut-short/500/book",
      "body/reset-in-body/500/book",
      "body/message-50mb/400/book",
      "success/204/book",
      "success/empty/book",
      "success/html/book",
      "success/invalid-json/book",
      "success/other-shape/book",
      "success/empty-object/book",
      "success/cut/book",
      "success/cut-always/book",
      "success/reset-in-body/book",
      "transport/reset/book",
      "transport/reset-200/book",
      "transport/max-0/reset/book",
      "transport/close/book",
      "transport/close-200/book",
      "transport/max-0/close/book",
      "transport/garbage-status-line/book",
      "transport/garbage-status-line-200/book",
      "transport/max-0/garbage-status-line/book",
      "transport/header-flood/book",
      "transport/header-flood-200/book",
      "transport/max-0/header-flood/book",
      "transport/cut-head/book",
      "transport/cut-head-200/book",
      "transport/max-0/cut-head/book",
      "transport/refuse/book",
      "transport/max-0/refuse/book",
      "transport/stall-request/book",
      "transport/stale-keep-alive/book",
      "request/optional/book",
      "request/unicode/book",
      "request/special/book",
      "request/attempts/book",
      "request/unicode/watch",
      "request/special/watch",
      "request/attempts/watch",
      "stream/good/watch",
      "stream/bytes-1/watch",
      "stream/bytes-7/watch",
      "stream/crlf/watch",
      "stream/comments/watch",
      "stream/multi-line-data/watch",
      "stream/no-space/watch",
      "stream/missing-terminal/watch",
      "stream/cut-before-first/watch",
      "stream/cut-in-first/watch",
      "stream/cut-before-first-always/watch",
      "stream/cut-after-first/watch",
      "stream/cut-in-second/watch",
      "stream/reset-after-first/watch",
      "stream/503-200/watch",
      "stream/400/watch",
      "errors/max-0/409/book",
      "errors/max-0/400/book",
      "errors/max-0/500/book",
      "errors/max-0/503/book",
      "errors/max-0/reset/book",
      "errors/max-0/garbage/book",
      "errors/max-0/refuse/book",
      "errors/max-0/409/watch",
      "errors/max-0/400/watch",
      "errors/max-0/500/watch",
      "errors/max-0/503/watch",
      "errors/max-0/reset/watch",
      "errors/max-0/garbage/watch",
      "errors/max-0/refuse/watch",
      "steps/parallel-20/mixed/book",
      "steps/parallel-20/409-200/book",
      "steps/beside-backoff/book",
      "steps/again/book",
      "steps/max-5/max-0/two-clients/book",
    ]
  `);
});

test('scenarios of Foil Engine by family', () => {
  expect(perFamily(foilengine.scenarios.values())).toMatchInlineSnapshot(`
    {
      "abort": 12,
      "body": 47,
      "errors": 20,
      "request": 35,
      "retry/after": 67,
      "retry/backoff": 12,
      "retry/count": 36,
      "retry/mixed": 12,
      "status": 127,
      "steps": 5,
      "stream": 21,
      "success": 18,
      "transport": 56,
    }
  `);
});

test('the same spec gives the same scenarios', () => {
  const again = specInRepository('spec/foilengine.yaml');
  expect([...again.scenarios.values()]).toEqual([...foilengine.scenarios.values()]);
});

describe.each([
  ['foilengine', foilengine],
  ['tides', tides],
] as const)('every scenario of %s', (_, { spec, fixtures, scenarios }) => {
  const all = [...scenarios.values()];

  test('begins with its family and ends with its operation', () => {
    const odd = all.filter(
      ({ id, family, steps }) => !id.startsWith(`${family}/`) || !id.endsWith(`/${steps[0]?.operation}`),
    );
    expect(odd).toEqual([]);
  });

  test('shows each option of its clients in its id', () => {
    const words = { maxRetries: 'max', timeoutMs: 'timeout' };
    const hidden = all.filter(({ id, clients }) => {
      const shown = id.split('/');
      return clients.some(({ options }) =>
        Object.entries(options).some(
          ([name, value]) => !shown.includes(`${words[name as keyof typeof words]}-${value}`),
        ),
      );
    });
    expect(hidden.map((s) => s.id)).toEqual([]);
  });

  test('tells what is played in a sentence, and not what is expected', () => {
    expect(
      all.filter(({ about }) => / must | should /.test(about) || !/^\S.*[^.]\.$/.test(about)).map((s) => s.about),
    ).toEqual([]);
  });

  test('carries a stimulus and nothing else', () => {
    const keys = new Set(all.flatMap((scenario) => keysWithin(scenario, '')));
    const known = [
      'about',
      'clients',
      'clients.id',
      'clients.options',
      'clients.options.maxRetries',
      'clients.options.timeoutMs',
      'family',
      'id',
      'steps',
      'steps.abortAtMs',
      'steps.arguments',
      'steps.client',
      'steps.id',
      'steps.operation',
      'steps.script',
      'steps.script.fault',
      'steps.script.fixture',
      'steps.script.headers',
      'steps.script.informational',
      'steps.script.status',
      'steps.startAfter',
      'steps.startAtMs',
    ];
    expect([...keys].filter((key) => !known.includes(key))).toEqual([]);
  });

  test('names clients, steps, operations and fixtures that are there', () => {
    const operations = new Set(spec.operations.map((o) => o.id));
    for (const { id, clients, steps } of all) {
      const clientIds = clients.map((c) => c.id);
      const stepIds = steps.map((s) => s.id);
      expect([new Set(clientIds).size, new Set(stepIds).size], id).toEqual([clientIds.length, stepIds.length]);
      for (const step of steps) {
        expect(clientIds, id).toContain(step.client);
        expect(operations, id).toContain(step.operation);
        expect(step.script.length, id).toBeGreaterThan(0);
        if (step.startAfter !== undefined)
          expect(stepIds.slice(0, stepIds.indexOf(step.id)), id).toContain(step.startAfter);
        for (const { fixture } of step.script)
          if (fixture !== null) expect(fixtures.has(fixture), `${id} ${fixture}`).toBe(true);
      }
    }
  });

  test('gives steps that run side by side arguments that tell them apart', () => {
    const alike = all.filter(({ steps }) => {
      const seen = steps.map((s) => `${s.operation} ${JSON.stringify(s.arguments)}`);
      return new Set(seen).size < seen.length;
    });
    expect(alike.map((s) => s.id)).toEqual([]);
  });
});

/** Keys by their path, what arguments, headers and faults hold left aside. */
function keysWithin(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => keysWithin(item, path));
  if (typeof value !== 'object' || value === null || /(arguments|headers|fault)$/.test(path)) return [];
  return Object.entries(value as Record<string, JsonValue>).flatMap(([key, inner]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [at, ...keysWithin(inner, at)];
  });
}

describe('what cannot be played', () => {
  test('a client option that the spec does not have', () => {
    const spec = { ...foilengine.spec, options: [] };
    const ids = deriveScenarios(spec, foilengine.fixtures).map((s) => s.id);
    expect(ids.filter((id) => /\/(max|timeout)-/.test(id))).toEqual([]);
    expect(ids.length).toBeGreaterThan(100);
  });

  test('a fixture that is not there', () => {
    const own = new Map([...foilengine.fixtures].filter(([id]) => !id.startsWith('http/body/')));
    const families = perFamily(deriveScenarios(foilengine.spec, own));
    expect(families['body']).toBeUndefined();
    expect(families['status']).toBe(perFamily(foilengine.scenarios.values())['status']);
  });
});

test('a spec alone, without any recording, gives scenarios of every family that needs none', () => {
  const alone = specInRepository('spec/foilengine.yaml', new Map());
  expect(perFamily(alone.scenarios.values())).toMatchInlineSnapshot(`
    {
      "abort": 12,
      "errors": 20,
      "request": 35,
      "retry/after": 67,
      "retry/backoff": 12,
      "retry/count": 36,
      "retry/mixed": 12,
      "status": 119,
      "steps": 5,
      "stream": 21,
      "success": 6,
      "transport": 56,
    }
  `);
});

test('recordings stand below fixtures by their path', () => {
  expect(recordedIn('fixtures').get('http/status/error')?.status).toBe(500);
});
