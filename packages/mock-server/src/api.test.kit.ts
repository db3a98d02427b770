import { readdirSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createRealDomain } from '@sdk-conformance/clock';
import { parseFixture } from '@sdk-conformance/handlers';
import type { Answer, Fixture, Operation, Parameter, Scenario, Spec, Step } from '@sdk-conformance/model';
import { createMockServer, type OpenCall } from './index.js';

const root = fileURLToPath(new URL('../../../fixtures/', import.meta.url));

function recorded(file: string): [string, Fixture] {
  const id = file.slice(0, -5);
  const parsed = parseFixture(id, file, readFileSync(root + file));
  if (!parsed.ok) throw new Error(`${file} is not a fixture`);
  return [id, parsed.fixture];
}

export const fixtures = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.http'))
    .map(recorded),
);

const parameter = (name: string, place: Parameter['in']) => ({ name, in: place }) as Parameter;

const operation = (id: string, method: string, path: string, ...parameters: Parameter[]) =>
  ({ id, method, path, parameters }) as unknown as Operation;

const persona = parameter('persona_id', 'path');
const machine = parameter('machine_id', 'query');

/** As much of a spec as the mock server reads. */
export const spec = {
  api: { id: 'foilengine', baseUrl: 'https://api.foilengine.io' },
  operations: [
    operation('listPersonas', 'GET', '/api/v1/sdk/personas'),
    operation(
      'sendMessage',
      'POST',
      '/api/v1/sdk/chat/{persona_id}/message',
      persona,
      machine,
      parameter('message', 'body'),
      parameter('user_session_id', 'body'),
    ),
    operation(
      'getSession',
      'GET',
      '/api/v1/sdk/chat/{persona_id}/session',
      persona,
      parameter('user_session_id', 'query'),
    ),
    operation('streamMessage', 'POST', '/api/v1/sdk/chat/{persona_id}/message/stream', persona),
  ],
} as unknown as Spec;

export const ok: Answer = { fixture: 'foilengine/send-message' };
export const secretOf = (client: string) => `pk_live_${client}`;

export const step = (id: string, operationId: string, script: readonly Answer[], more: Partial<Step> = {}): Step => ({
  id,
  client: 'a',
  operation: operationId,
  arguments: {},
  script,
  ...more,
});

export const scenario = (...steps: Step[]): Scenario => ({
  id: 'test/one',
  family: 'test',
  about: 'A test.',
  clients: [...new Set(steps.map(({ client }) => client))].map((id) => ({ id, options: {} })),
  steps,
});

const closing: (() => Promise<void>)[] = [];

/** Closes what the tests opened. */
export async function closeAll(): Promise<void> {
  await Promise.all(closing.splice(0).map((close) => close()));
}

export async function server() {
  const created = await createMockServer({ spec, fixtures });
  closing.push(created.close);
  return created;
}

/** A call of these steps under real time. */
export async function callOf(...steps: Step[]): Promise<OpenCall> {
  const played = scenario(...steps);
  const credentials = Object.fromEntries(played.clients.map(({ id }) => [id, { apiKey: secretOf(id) }]));
  return (await server()).openCall({ scenario: played, credentials, domain: createRealDomain() });
}

/** A call with one step that lists personas. */
export const listing = (...script: Answer[]): Promise<OpenCall> => callOf(step('s', 'listPersonas', script));

export interface Heard {
  /** `latin1` text of all that came. */
  readonly text: string;
  /** `end` (FIN), the code of a socket error, or `silent`. */
  readonly end: string;
}

export const portOf = (call: OpenCall) => Number(new URL(call.baseUrl).port);

export const get = (path = '/api/v1/sdk/personas', client = 'a', connection = 'close') =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: ${connection}\r\nX-API-Key: ${secretOf(client)}\r\n\r\n`;

/** Writes `latin1` text to a lane and gathers what comes, until the connection ends, or nothing came for `silentMs`; then hangs up. */
export async function talk(call: OpenCall, text: string, silentMs = 500): Promise<Heard> {
  const socket = connect(portOf(call), '127.0.0.1');
  const heard = await hear(socket, text, silentMs);
  socket.destroy();
  return heard;
}

export function hear(socket: Socket, text: string, silentMs = 500): Promise<Heard> {
  return new Promise((resolve) => {
    let heard = '';
    const done = (end: string) => {
      clearTimeout(timer);
      resolve({ text: heard, end });
    };
    let timer = setTimeout(done, silentMs, 'silent');
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      heard += chunk;
      clearTimeout(timer);
      timer = setTimeout(done, silentMs, 'silent');
    });
    socket.on('end', () => done('end'));
    socket.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    socket.write(text, 'latin1');
  });
}

/** The head without `Date`, then the body. */
export const undated = ({ text }: Heard) => text.replace(/^Date: .*\r\n/m, '');
