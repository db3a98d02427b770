import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseFixture } from '@sdk-conformance/handlers';
import type { Answer, Fixture, Operation, Scenario, Spec } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { nodeCommand } from '../process/target.js';
import type { PlayEvent } from '../supervision/events.js';
import { spec as tiny } from '../testing/stage.js';
import { play } from './play.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

function fixture(id: string): readonly [string, Fixture] {
  const parsed = parseFixture(id, `fixtures/${id}.http`, readFileSync(`${root}fixtures/${id}.http`));
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problem.message).join('\n'));
  return [id, parsed.fixture];
}

const fixtures = new Map(['foilengine/list-personas', 'foilengine/429', 'foilengine/503'].map(fixture));

const listPersonas: Operation = {
  ...(tiny.operations[0] as Operation),
  id: 'listPersonas',
  path: '/api/v1/sdk/personas',
  credentials: ['apiKey'],
  success: { status: 200, fixture: 'foilengine/list-personas' },
};

const spec: Spec = {
  ...tiny,
  credentials: [{ id: 'apiKey', in: 'header', name: 'X-API-Key', format: '{value}', secret: true, pointer: '' }],
  operations: [listPersonas],
};

function scenario(id: string, script: readonly Answer[], abortAtMs?: number): Scenario {
  const step = { id: 'a', client: 'one', operation: 'listPersonas', arguments: {}, script };
  return {
    id,
    family: 'hand',
    about: '',
    clients: [{ id: 'one', options: {} }],
    steps: [abortAtMs === undefined ? step : { ...step, abortAtMs }],
  };
}

const stall: Answer = { fixture: null, fault: { kind: 'stall', after: 'request' } };
const limited: Answer = { fixture: 'foilengine/429', headers: { 'Retry-After': '30' } };
const all = [
  scenario('success', [{ fixture: 'foilengine/list-personas' }]),
  scenario('retry-after', [limited, { fixture: 'foilengine/list-personas' }]),
  scenario('exhausted', [limited]),
  scenario('abort', [stall], 700),
];

async function played(
  how: { readonly jobs: number; readonly processes?: number },
  scenarios = all,
): Promise<Record<string, unknown>> {
  const target = {
    name: 'typescript',
    language: 'typescript',
    command: nodeCommand(`${root}conformance/typescript/adapter.ts`, { clock: true }),
    cwd: root,
    env: {},
  };
  const events: PlayEvent[] = [];
  for await (const event of play({ spec, fixtures, target, scenarios, ...how, clock: 'virtual', seed: 7 })) {
    events.push(event);
  }
  const observed = events.flatMap((event) => (event.type === 'played' ? [event] : []));
  expect(observed.length).toBe(scenarios.length);
  return Object.fromEntries(
    observed
      .sort((a, b) => a.scenario.id.localeCompare(b.scenario.id))
      .map(({ scenario: { id }, observation: { exchanges, steps, process, simulatedMs, tier } }) => [
        id,
        {
          tier,
          simulatedMs,
          process,
          arrivals: exchanges.map((e) => [e.arrivedAt.virtualMs, e.served.label, e.client, e.step]),
          steps: steps.map(({ outcome, startedAt, settledAt }) => [
            outcome.kind === 'raised' ? outcome.error.type : outcome.kind,
            startedAt?.virtualMs,
            settledAt?.virtualMs,
          ]),
        },
      ]),
  );
}

test('the reference SDK under a virtual clock: exact, and the same with one job and with many', async () => {
  const together = await played({ jobs: 64 });
  expect(together).toMatchInlineSnapshot(`
    {
      "abort": {
        "arrivals": [
          [
            0,
            "stall",
            "one",
            "a",
          ],
        ],
        "process": [],
        "simulatedMs": 700,
        "steps": [
          [
            "FoilEngineError",
            0,
            700,
          ],
        ],
        "tier": "A",
      },
      "exhausted": {
        "arrivals": [
          [
            0,
            "429",
            "one",
            "a",
          ],
          [
            30000,
            "429",
            "one",
            "a",
          ],
          [
            60000,
            "429",
            "one",
            "a",
          ],
          [
            90000,
            "429",
            "one",
            "a",
          ],
        ],
        "process": [],
        "simulatedMs": 90000,
        "steps": [
          [
            "RateLimitError",
            0,
            90000,
          ],
        ],
        "tier": "A",
      },
      "retry-after": {
        "arrivals": [
          [
            0,
            "429",
            "one",
            "a",
          ],
          [
            30000,
            "200",
            "one",
            "a",
          ],
        ],
        "process": [],
        "simulatedMs": 30000,
        "steps": [
          [
            "returned",
            0,
            30000,
          ],
        ],
        "tier": "A",
      },
      "success": {
        "arrivals": [
          [
            0,
            "200",
            "one",
            "a",
          ],
        ],
        "process": [],
        "simulatedMs": 0,
        "steps": [
          [
            "returned",
            0,
            0,
          ],
        ],
        "tier": "A",
      },
    }
  `);
  expect(await played({ jobs: 1 })).toEqual(together);
});

test('the same in two processes beside each other', async () => {
  const many = Array.from({ length: 15 }, (_, n) => all.map((one) => ({ ...one, id: `${one.id}/${n}` }))).flat();
  const one = await played({ jobs: 16 }, many);
  let started = 0;
  const count = () => {
    started += 1;
  };
  subscribe('child_process', count);
  const two = await played({ jobs: 16, processes: 2 }, many).finally(() => unsubscribe('child_process', count));
  expect(started).toBe(2);
  expect(two).toEqual(one);
});
