import type { HintPolicy, Parameter, Scenario, Spec } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { argumentsFor } from './arguments.js';
import { completeFixtures } from './complete.js';
import { deriveScenarios } from './derive.js';
import { recordedIn, specInRepository } from './testing/repository.js';

// What APIs in another style than Foil Engine's are played on.

const { spec: foilengine } = specInRepository('spec/foilengine.yaml');
const recorded = recordedIn('fixtures');
const one: Spec = { ...foilengine, operations: foilengine.operations.filter(({ id }) => id === 'listMachines') };

function derived(spec: Spec, ids: RegExp): readonly Scenario[] {
  return deriveScenarios(spec, completeFixtures(spec, recorded)).filter(({ id }) => ids.test(id));
}

test('an SDK without an option of the timeout is played on its default', () => {
  const options = foilengine.options.filter(({ id }) => id !== 'timeoutMs');
  const timed = derived({ ...one, options }, /^transport\/(?:stall|delay|drip|max-0\/stall)/);
  expect(timed.map(({ id }) => id)).toEqual([
    'transport/stall-request/listMachines',
    'transport/stall-request-200/listMachines',
    'transport/stall-head/listMachines',
    'transport/stall-body/listMachines',
    'transport/max-0/stall-request/listMachines',
    'transport/delay-within/listMachines',
    'transport/delay-beyond/listMachines',
    'transport/drip-within/listMachines',
    'transport/drip-beyond/listMachines',
  ]);
  expect(timed.every(({ clients }) => clients.every((client) => client.options.timeoutMs === undefined))).toBe(true);
  const delays = timed.flatMap(({ steps }) => steps.flatMap(({ script }) => script.map(({ fault }) => fault)));
  expect(delays.filter((fault) => fault?.kind === 'delay')).toEqual([
    { kind: 'delay', ms: 22_500 },
    { kind: 'delay', ms: 37_500 },
  ]);
});

function asked(policy: Partial<HintPolicy>): Readonly<Record<string, string | null | undefined>> {
  if (foilengine.hints === null) throw new Error('it has hints');
  const hinted = derived({ ...one, hints: { ...foilengine.hints, ...policy } }, /^retry\/after\/[^/]+\/429\//);
  return Object.fromEntries(
    hinted.map(({ id, steps }) => [id.split('/')[2] ?? '', Object.values(steps[0]?.script[0]?.headers ?? {})[0]]),
  );
}

test('hints are asked for in the unit of their header, up to the cap of the spec', () => {
  const header = { name: 'Retry-After-Ms', unit: 'ms', dateForms: [], when: null, addMs: 0, pointer: '' } as const;
  expect(asked({ headers: [header], capMs: 10_000 })).toMatchObject({
    'seconds-1': '1000',
    'seconds-30': '30000',
    'fraction-1.5': '1500.5',
    zero: '0',
    'at-cap': '10000',
    'over-cap': '11000',
  });
  const moment = asked({ headers: [{ ...header, unit: 'epochS' }], capMs: 10_000 });
  expect(moment).toMatchObject({ 'seconds-2': '{{epoch +2s}}', 'over-cap': '{{epoch +11s}}' });
  expect(Object.keys(moment)).not.toContain('fraction-1.5');
});

const parameter = (name: string, change: Partial<Parameter>): Parameter => ({
  name,
  in: 'query',
  type: 'string',
  required: true,
  values: null,
  example: null,
  ...change,
});

test('calls differ by a number, or by an argument that is optional, where no text is due', () => {
  const [operation] = one.operations;
  if (operation === undefined) throw new Error('it is there');
  const given = (parameters: readonly Parameter[], distinct: string) =>
    argumentsFor({ ...operation, parameters }, { distinct });
  const limit = parameter('limit', { type: 'integer' });
  expect(given([limit], 'a')).not.toEqual(given([limit], 'b'));
  expect(given([limit], '')).toEqual({ limit: 7 });
  const kind = parameter('kind', { values: ['x', 'y'] });
  const optional = parameter('after', { required: false });
  expect(given([kind, optional], 'a')).toEqual({ kind: 'x', after: 'conformance-a' });
  expect(given([kind, optional], '')).toEqual({ kind: 'x' });
  // A text is enough.
  expect(given([limit, parameter('name', {})], 'a')).toEqual({ limit: 7, name: 'conformance-a' });
  expect(given([parameter('name', {}), optional], 'a')).toEqual({ name: 'conformance-a' });
});

test('an SDK that retries nothing but faults of the network has its retries played on those', () => {
  const transport = ['connect', 'reset'] as const;
  const spec: Spec = { ...one, retry: { ...one.retry, statuses: [], transport } };
  const ids = derived(spec, /^(?:retry\/(?:count|backoff)|steps|abort\/backoff)\//).map(({ id }) => id);
  expect(ids).toMatchInlineSnapshot(`
    [
      "retry/count/max-0/reset/listMachines",
      "retry/count/max-1/reset/listMachines",
      "retry/count/max-2/reset/listMachines",
      "retry/count/max-5/reset/listMachines",
      "retry/count/reset-200/listMachines",
      "retry/count/reset-reset-200/listMachines",
      "retry/count/reset-reset-reset-200/listMachines",
      "retry/backoff/reset-reset-reset-reset/listMachines",
      "retry/backoff/max-5/reset/listMachines",
      "retry/backoff/clients-40/reset-200/listMachines",
      "retry/backoff/clients-64/reset-200/listMachines",
      "abort/backoff/listMachines",
      "steps/parallel-20/mixed/listMachines",
      "steps/parallel-20/reset-200/listMachines",
      "steps/beside-backoff/listMachines",
      "steps/again/listMachines",
      "steps/shared-signal-12/listMachines",
      "steps/max-5/max-0/two-clients/listMachines",
    ]
  `);
  expect(derived({ ...spec, retry: { ...spec.retry, transport: [] } }, /^(?:retry|steps)\//)).toEqual([]);
});

test('hints and delays are played where there are retries: not on a write that has none', () => {
  const { scenarios } = specInRepository('conformance/apis/vault/vault.yaml', new Map());
  const played = [...scenarios.values()].filter(({ id }) => /^retry\/(after|backoff\/clients)/.test(id));
  expect(new Set(played.flatMap(({ steps }) => steps.map(({ operation }) => operation)))).toEqual(
    new Set(['getObject']),
  );
});
