import { scenarioOf, UsageError } from '@sdk-conformance/engine';
import { createMockServer, type MockServer } from '@sdk-conformance/mock-server';
import { credentialsGiven, effectOf, type Scenario, type Spec, whyNotByHttp2 } from '@sdk-conformance/model';
import { writeTrust } from '@sdk-conformance/runner';
import { enforcedLimits } from '@sdk-conformance/scenarios';
import { loadPlan } from '../config/plan.js';
import { introductionLines, type ServedScenario } from './introduction.js';
import { openScenario } from './open-scenario.js';
import { summaryLines } from './summary.js';

export interface ServeOptions {
  readonly config?: string;
  readonly spec?: string;
  /** Names or languages; all without any. */
  readonly target?: readonly string[];
  /** Id. */
  readonly scenario: string;
  /** Null: any that is free. */
  readonly port: number | null;
  /** Starts each script over once its last answer is served. */
  readonly repeat: boolean;
  /** The server enforces the rate limits of the spec, whatever the scenario. */
  readonly limits: boolean;
  /** It is https that is listened to. */
  readonly tls: boolean;
  /** By that, it speaks HTTP/2 with who takes it. */
  readonly http2: boolean;
}

/** `again`: everything from its start. `refused`: an attempt to connect was refused, which the server cannot see. */
export type ServeCommand = 'again' | 'refused';

export interface ServeSurroundings {
  readonly cwd: string;
  /** Ends serving. */
  readonly signal: AbortSignal;
  readonly print: (lines: readonly string[]) => void;
  /** Called when the scenario is open, with what takes commands; false where none can be given. */
  readonly listen: (obey: (command: ServeCommand) => void) => boolean;
}

/**
 * The verb `serve`: holds one scenario open in real time until the signal is aborted, and prints each exchange as it happens.
 *
 * @throws UsageError for an id that is not there, or a port that cannot be had
 */
export async function serve(options: ServeOptions, where: ServeSurroundings): Promise<void> {
  const { tls, http2, ...selection } = options;
  const { spec, fixtures, scenarios } = loadPlan(selection, where.cwd);
  const scenario = limited(options, { spec, fixtures }, scenarioOf(scenarios, options.scenario));
  const byHttp1 = http2 ? whyNotByHttp2(scenario, fixtures) : null;
  if (byHttp1 !== null) throw new UsageError(`--http2: ${scenario.id} cannot be served by it: ${byHttp1}`);
  const credentials = credentialsOf(spec, scenario);
  const server = await createMockServer({ spec, fixtures });
  const trust = tls ? writeTrust(server.authority().pem) : null;
  const from = {
    ...{ spec, fixtures, scenario, credentials, repeat: options.repeat, language: spec.languages[0] ?? '' },
    caFile: trust?.file ?? null,
    http2,
  };
  try {
    await new Promise<void>((resolve, fail) => {
      holdOpen(server, from, options.port, where, fail).then(resolve, fail);
    });
  } finally {
    trust?.remove();
    await server.close();
  }
}

async function holdOpen(
  server: MockServer,
  from: Omit<ServedScenario, 'baseUrl'>,
  port: number | null,
  where: ServeSurroundings,
  fail: (error: unknown) => void,
): Promise<void> {
  const { print, signal } = where;
  const refuses = from.scenario.steps.some(({ script }) =>
    script.some(({ fault }) => effectOf(fault).connection === 'refused'),
  );
  const open = (at: number | null) => openScenario(server, from, at, print, fail);
  let { served, call } = await open(port);
  const end = async () => {
    print(['', ...summaryLines(served, call.exchanges())]);
    await call.close();
  };
  const obey = async (command: ServeCommand) => {
    if (command === 'refused') {
      if (!refuses) return;
      print(['past a refused connection']);
      return call.connectionRefused();
    }
    await end();
    print(['', 'from the start', '']);
    ({ served, call } = await open(Number(new URL(served.baseUrl).port)));
  };
  let obeyed = Promise.resolve();
  const listens = where.listen((command) => {
    obeyed = obeyed.then(() => obey(command));
    obeyed.catch(fail);
  });
  const keys = [
    ...(listens ? ['r and Enter: from the start'] : []),
    ...(listens && refuses ? ['n and Enter: past a refused connection, which the server cannot see'] : []),
    'Ctrl-C: end',
  ];
  print([...introductionLines(served), '', keys.join('; '), '']);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await obeyed;
  await end();
}

/** @throws UsageError where limits are asked for that the spec does not tell */
function limited({ limits }: ServeOptions, from: Parameters<typeof enforcedLimits>[0], scenario: Scenario): Scenario {
  if (!limits) return scenario;
  const enforced = enforcedLimits(from);
  if (enforced === null || from.spec.rateLimits.length === 0)
    throw new UsageError('--limits: the spec has no rateLimits, or none of hints.headers is in seconds');
  return { ...scenario, limits: enforced };
}

/** Plain values that say whose they are: they are no secrets, and the same each time. */
function credentialsOf(spec: Spec, { clients }: Scenario): ServedScenario['credentials'] {
  return Object.fromEntries(
    clients.map((client) => [
      client.id,
      Object.fromEntries(credentialsGiven(spec, client).map(({ id }) => [id, `test_${client.id}_${id}`])),
    ]),
  );
}
