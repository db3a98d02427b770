import { fileURLToPath } from 'node:url';
import type { Fixtures, Operation, Scenario, Spec } from '@sdk-conformance/model';
import { type PlayOptions, play } from '../play/play.js';
import type { Target } from '../process/target.js';
import type { PlayEvent } from '../supervision/events.js';

function operation(id: string, parameters: Operation['parameters']): Operation {
  return {
    id,
    summary: null,
    method: 'GET',
    path: `/v1/${id}`,
    parameters,
    hasBody: false,
    credentials: ['key'],
    rateLimit: null,
    stream: false,
    success: { status: 200, fixture: 'ok' },
    pointer: `/operations/${id}`,
  };
}

/** As little of an API as can be played: `ping`, and `act` with the argument `behave`. */
export const spec: Spec = {
  file: 'spec/tiny.yaml',
  specVersion: 1,
  api: { id: 'tiny', name: 'Tiny', baseUrl: 'https://tiny.example', documentation: null, tip: null },
  languages: ['typescript'],
  sources: [],
  options: [],
  credentials: [
    { id: 'key', in: 'header', name: 'X-Key', format: '{value}', secret: true, pointer: '/credentials/key' },
  ],
  errors: {
    base: 'Base',
    classes: [],
    fields: [],
    freeFields: [],
    discriminator: [],
    codes: [],
    unknownCode: null,
    transport: {},
    outside: {},
    keepsCause: null,
    named: null,
    serializable: null,
    body: {
      message: null,
      fallback: null,
      maxMessageBytes: null,
      exactMessage: null,
      undecodable: null,
      notJson: null,
      cut: null,
      corrupt: null,
      empty: null,
      example: null,
    },
  },
  statuses: [],
  success: {
    values: 'typed',
    statuses: null,
    integers: null,
    empty: null,
    undecodable: null,
    cut: null,
    failure: null,
  },
  retry: {
    optionRange: { min: null, max: null },
    maxRetries: null,
    statuses: null,
    transport: null,
    ownRetries: {},
    methods: null,
    unsafe: null,
    runtimeResends: {},
    operations: {},
    quota: null,
    authRefresh: null,
    exhausted: null,
  },
  backoff: null,
  hints: null,
  timeouts: {
    optionRange: { min: null, max: null },
    attemptMs: null,
    totalMs: null,
    coversBackoff: null,
    totalRaises: null,
    coversBody: null,
    perRead: null,
    perStreamEvent: null,
  },
  redirects: null,
  abort: null,
  streaming: null,
  identity: { stable: [], fresh: [], attempt: null, headers: null, others: null, idempotency: null },
  rateLimits: [],
  operations: [
    operation('ping', []),
    operation('act', [{ name: 'behave', in: 'query', type: 'string', required: true, values: null, example: null }]),
  ],
  positions: {},
  sourceOf: {},
};

export const fixtures: Fixtures = new Map([
  [
    'ok',
    {
      id: 'ok',
      file: 'fixtures/ok.http',
      status: 200,
      reason: 'OK',
      headers: [['Content-Type', 'application/json']],
      body: new TextEncoder().encode('{"ok":true}'),
    },
  ],
]);

/** A scenario of one step `a`: `act` behaving so. The id makes several of a kind. */
export function acting(behave: string, id = behave): Scenario {
  return {
    id: `act/${id}`,
    family: 'act',
    about: `acts: ${behave}`,
    clients: [{ id: 'one', options: {} }],
    steps: [{ id: 'a', client: 'one', operation: 'act', arguments: { behave }, script: [{ fixture: 'ok' }] }],
  };
}

/** A target run by Node from `testing/`. */
export function target(script: string, env: Record<string, string> = {}, more: Partial<Target> = {}): Target {
  const path = fileURLToPath(new URL(`../../testing/${script}`, import.meta.url));
  return {
    name: 'fake',
    language: 'typescript',
    command: [process.execPath, path],
    cwd: process.cwd(),
    env,
    ...more,
  };
}

const short = {
  graceMs: 300,
  pollMs: 50,
  lingerMs: 60,
  staggerMs: 0,
  agreeMs: 300,
  connectMs: 300,
  idleMs: 300,
} as const;

export function options(over: Partial<PlayOptions> & Pick<PlayOptions, 'target' | 'scenarios'>): PlayOptions {
  return { spec, fixtures, clock: 'virtual', seed: 1, jobs: 4, ...over, deadlines: { ...short, ...over.deadlines } };
}

export async function all(over: Parameters<typeof options>[0]): Promise<readonly PlayEvent[]> {
  const events: PlayEvent[] = [];
  for await (const event of play(options(over))) events.push(event);
  return events;
}

/** One line an event, in order of scenario and kind: what the tests compare. */
export function told(events: readonly PlayEvent[]): readonly string[] {
  return events.map((event) => steady(line(event))).sort();
}

/** Without what differs from run to run. */
function steady(text: string): string {
  return text
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/\bcall c[0-9a-f]+/g, 'call cN')
    .replace(/\bworker \d+/g, 'worker N');
}

function line(event: PlayEvent): string {
  switch (event.type) {
    case 'session':
      return `session: ${event.sdk.name} tier ${event.tier}, ${event.workers} workers`;
    case 'played': {
      const { steps, exchanges, process } = event.observation;
      const outcomes = steps.map(({ outcome }) =>
        'why' in outcome ? `${outcome.kind} (${outcome.why})` : outcome.kind,
      );
      const signals = process.map((s) => (s.kind === 'exit' ? `exit ${s.code ?? s.signal}` : s.kind));
      const more = signals.length > 0 ? `, ${signals.join(', ')}` : '';
      return `${event.scenario.id}: ${outcomes.join(', ')} after ${exchanges.length} requests${more}`;
    }
    case 'notRun':
      return `${event.scenario.id}: not run, ${event.why}`;
    case 'adapterFailed':
      return `adapter failed${event.scenario === null ? '' : ` in ${event.scenario}`}: ${event.why}`;
    case 'machineFailed':
      return `machine failed: ${event.why}`;
    case 'harnessFailed':
      return `harness failed: ${event.why}`;
    case 'notice':
      return `notice: ${event.why}`;
  }
}
