import { createRealDomain } from '@sdk-conformance/clock';
import { UsageError } from '@sdk-conformance/engine';
import { type MockServer, type OpenCall, requestLimit } from '@sdk-conformance/mock-server';
import type { Exchange } from '@sdk-conformance/model';
import { answerLines, requestLines } from './exchange-lines.js';
import type { ServedScenario } from './introduction.js';

type Print = (lines: readonly string[]) => void;

export interface OpenScenario {
  readonly served: ServedScenario;
  readonly call: OpenCall;
}

/**
 * Opens a scenario in real time and prints each of its exchanges as it happens.
 *
 * @throws UsageError where the port cannot be had
 */
export async function openScenario(
  server: MockServer,
  from: Omit<ServedScenario, 'baseUrl'>,
  port: number | null,
  print: Print,
  fail: (error: unknown) => void,
): Promise<OpenScenario> {
  let look = () => {};
  const real = createRealDomain();
  const call = await opened(server, {
    scenario: from.repeat ? repeated(from.scenario) : from.scenario,
    credentials: from.credentials,
    ...{ tls: from.caFile !== null, http2: from.http2 },
    ...(port === null ? {} : { port }),
    domain: {
      ...real,
      hold(dueMs, wake) {
        look();
        return real.hold(dueMs, wake);
      },
      exchangeClosed: () => look(),
    },
  });
  const served = { ...from, baseUrl: call.baseUrl };
  const tell = createTelling(served, print);
  look = () => tell(call.exchanges());
  call.onFailure(fail);
  call.onStorm(() =>
    print([
      `over ${requestLimit(from.scenario)} requests have come: from here on their connections are closed, unanswered`,
    ]),
  );
  return { served, call };
}

/** Tells what is new of each exchange, once: the request when its answer is held back or has ended, the answer when it has. */
function createTelling(served: ServedScenario, print: Print): (exchanges: readonly Exchange[]) => void {
  const requests = new Set<number>();
  const answers = new Set<number>();
  return (exchanges) => {
    for (const exchange of exchanges) {
      const { index, step } = exchange;
      const { endedAt, abandonedAt, label } = exchange.served;
      const over = endedAt !== null || abandonedAt !== null;
      if (answers.has(index) || (!over && step === null)) continue;
      if (!requests.has(index)) {
        print([...requestLines(served, exchange, exchanges), ...(over ? [] : [`    … ${label}`])]);
        requests.add(index);
      }
      if (!over) continue;
      print(answerLines(served, exchange));
      answers.add(index);
    }
  };
}

/** Each script as often as a call answers requests at all. */
function repeated(scenario: ServedScenario['scenario']): ServedScenario['scenario'] {
  const steps = scenario.steps.map((step) => {
    const times = Math.ceil(requestLimit(scenario) / step.script.length);
    return { ...step, script: Array.from({ length: times }, () => step.script).flat() };
  });
  return { ...scenario, steps };
}

async function opened(server: MockServer, plan: Parameters<MockServer['openCall']>[0]): Promise<OpenCall> {
  try {
    return await server.openCall(plan);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const free = '  expected: a free port; without --port any free one is taken';
    if (code === 'EADDRINUSE') throw new UsageError(`--port: ${plan.port} is in use by another program\n${free}`);
    if (code === 'EACCES') throw new UsageError(`--port: ${plan.port} is not for this user to open\n${free}`);
    throw error;
  }
}
