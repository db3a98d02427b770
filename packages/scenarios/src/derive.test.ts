import { environmentName, faultKinds, type JsonValue, type Scenario } from '@sdk-conformance/model';
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

test('scenarios of Foil Engine by family', () => {
  expect(perFamily(foilengine.scenarios.values())).toMatchInlineSnapshot(`
    {
      "abort": 16,
      "body": 53,
      "connections": 3,
      "errors": 20,
      "limit": 4,
      "request": 43,
      "retry/after": 90,
      "retry/backoff": 13,
      "retry/count": 36,
      "retry/mixed": 16,
      "retry/wall": 4,
      "status": 132,
      "steps": 6,
      "stream": 26,
      "success": 34,
      "together": 1,
      "transport": 64,
    }
  `);
});

test('every kind of fault is played', () => {
  // Foil Engine has no word on names and certificates.
  const till = specInRepository('conformance/apis/till/till.yaml');
  const scenarios = [...foilengine.scenarios.values(), ...till.scenarios.values()];
  const answers = scenarios.flatMap(({ steps }) => steps.flatMap(({ script }) => script));
  const played = new Set(answers.flatMap(({ fault }) => (fault === undefined ? [] : [fault.kind])));
  expect(faultKinds.filter((kind) => !played.has(kind))).toEqual([]);
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
    const odd = all.filter(({ id, family, steps, environment }) => {
      const end = environment === undefined ? '' : `@${environmentName(environment)}`;
      return !id.startsWith(`${family}/`) || !id.endsWith(`/${steps[0]?.operation}${end}`);
    });
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
      'basePath',
      'baseSlash',
      'clients',
      'clients.id',
      'clients.lineEndBehind',
      'clients.options',
      'clients.options.maxRetries',
      'clients.options.timeoutMs',
      'clients.unset',
      'family',
      'id',
      'limits',
      'limits.answer',
      'limits.answer.fixture',
      'limits.answer.status',
      'limits.waitIn',
      'steps',
      'steps.abortAtMs',
      'steps.abortReason',
      'steps.arguments',
      'steps.client',
      'steps.id',
      'steps.leaveAfter',
      'steps.operation',
      'steps.script',
      'steps.script.fault',
      'steps.script.fixture',
      'steps.script.headers',
      'steps.script.informational',
      'steps.script.status',
      'steps.signal',
      'steps.startAfter',
      'steps.startAtMs',
      'environment',
      'environment.culture',
      'environment.timeZone',
      'wallJump',
      'wallJump.atMs',
      'wallJump.byMs',
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
      // One that starts when another like it has settled is not beside it.
      const call = (s: (typeof steps)[number]) => `${s.operation} ${JSON.stringify(s.arguments)}`;
      const calls = new Map(steps.map((s) => [s.id, call(s)]));
      const seen = steps.filter((s) => calls.get(s.startAfter ?? '') !== call(s)).map(call);
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
    // What is left are the documented bodies under other content types, and one of them in a culture.
    expect(families['body']).toBe(4);
    expect(families['status']).toBe(perFamily(foilengine.scenarios.values())['status']);
  });
});

test('a spec alone, without any recording, gives scenarios of every family that needs none', () => {
  const alone = specInRepository('spec/foilengine.yaml', new Map());
  expect(perFamily(alone.scenarios.values())).toMatchInlineSnapshot(`
    {
      "abort": 16,
      "body": 4,
      "connections": 2,
      "errors": 20,
      "limit": 4,
      "request": 43,
      "retry/after": 90,
      "retry/backoff": 13,
      "retry/count": 36,
      "retry/mixed": 16,
      "retry/wall": 4,
      "status": 122,
      "steps": 6,
      "stream": 26,
      "success": 17,
      "together": 1,
      "transport": 64,
    }
  `);
});

test('recordings stand below fixtures by their path', () => {
  expect(recordedIn('fixtures').get('http/status/error')?.status).toBe(500);
});

test('a sample is as large as is asked, and its first clients make one call after the other', () => {
  const { spec, fixtures } = foilengine;
  const sizes = (power?: number) =>
    deriveScenarios(spec, fixtures, power === undefined ? {} : { power }).flatMap(({ id, clients, steps }) => {
      if (!id.includes('/clients-')) return [];
      const calls = new Set(steps.map((step) => JSON.stringify(step.arguments)));
      const atOnce = steps.filter((step) => step.startAfter === undefined);
      return [`${id}: ${clients.length} clients, ${calls.size} calls, ${atOnce.length} at once`];
    });
  expect([sizes(), sizes(1000)]).toMatchInlineSnapshot(`
    [
      [
        "retry/backoff/clients-40/429-200/initSession: 40 clients, 40 calls, 40 at once",
        "retry/backoff/clients-64/429-200/initSession: 64 clients, 25 calls, 25 at once",
        "together/clients-8/mixed/initSession: 12 clients, 12 calls, 1 at once",
      ],
      [
        "retry/backoff/clients-40/429-200/initSession: 40 clients, 40 calls, 40 at once",
        "retry/backoff/clients-1000/429-200/initSession: 1000 clients, 961 calls, 41 at once",
        "together/clients-8/mixed/initSession: 12 clients, 12 calls, 1 at once",
      ],
    ]
  `);
});
