import {
  type Call,
  type CallReport,
  type Echo,
  type EchoReport,
  type NextAnswer,
  type NextCall,
  type OpenSession,
  PROTOCOL_VERSION,
  type Refusal,
  type SessionOpened,
} from '@sdk-conformance/protocol';
import { checked } from './checked.js';
import { createEchoes, type Refuse } from './echoes.js';
import { createHandedCalls } from './handed-calls.js';
import { createParkedWorkers } from './parked-workers.js';

/** Empty answer: a report was taken. */
type Taken = Record<string, never>;
export type SessionAnswer = SessionOpened | NextAnswer | Taken | Refusal;

export interface SessionOptions {
  readonly id: string;
  /** Workers wanted; the adapter may offer fewer. */
  readonly workers: number;
  /** How long a worker's question waits for a call before it is told to ask again, real ms. */
  readonly pollMs: number;
}

export interface SessionListener {
  /** Any message came: the process is alive. */
  readonly heard: () => void;
  readonly opened: (session: OpenSession) => void;
  /** The handshake failed; there will be no session. */
  readonly refused: (why: string) => void;
  /** A worker is free. */
  readonly free: () => void;
  readonly reported: (call: string, report: CallReport) => void;
  /** What came of an echo; null where no report of it comes any more. */
  readonly echoed: (report: EchoReport | null) => void;
  /** The adapter broke the protocol. `dropped` is the call that gets no report any more because of it. */
  readonly violated: (what: string, dropped: string | null) => void;
}

/** One process's session, whatever carries its messages. */
export interface Session {
  /** Answers one message; a question for the next call stays open until there is something to say. Never rejects. */
  readonly handle: (path: string, body: unknown, gone?: AbortSignal) => Promise<SessionAnswer>;
  /** A message for this path came, and could not be read. What is returned tells the listener of it. */
  readonly broken: (path: string, why: string) => () => void;
  /** Workers that wait for a call, lowest first. */
  readonly idle: () => readonly number[];
  readonly hand: (worker: number, call: Call) => void;
  readonly echo: (worker: number, echo: Echo) => void;
  /** No report is wanted any more; should it come, the worker is free again. */
  readonly abandon: (call: string) => void;
  /** Every worker is told `done`, now or when it asks. */
  readonly finish: () => void;
}

export function createSession(options: SessionOptions, listener: SessionListener): Session {
  const calls = createHandedCalls();
  const parked = createParkedWorkers(options.pollMs);
  let workers: number | null = null;
  let finished = false;

  const refuse: Refuse = (code, message, path, dropped = null) => {
    listener.violated(message, dropped);
    return { error: { code, message, ...(path === undefined ? {} : { path }) } };
  };
  const echoes = createEchoes(refuse, listener);

  function open(body: unknown): SessionAnswer {
    const spoken = typeof body === 'object' && body !== null && 'protocol' in body ? body.protocol : undefined;
    if (workers !== null) return refuse('invalidMessage', 'this process has opened its session already');
    if (spoken !== undefined && spoken !== PROTOCOL_VERSION) {
      const why = anotherVersion(spoken);
      listener.refused(why);
      return { error: { code: 'unsupportedProtocol', message: why, path: '/protocol' } };
    }
    const message = checked<OpenSession>('openSession', body);
    if (!message.ok) {
      const why = `the opening message is invalid at ${message.why}`;
      listener.refused(why);
      return { error: { code: 'invalidMessage', message: why, path: message.path } };
    }
    workers = Math.min(message.value.workers, options.workers);
    listener.opened(message.value);
    return { session: options.id, workers };
  }

  function next(body: unknown, count: number, gone?: AbortSignal): Promise<NextAnswer> | Refusal {
    const message = checked<NextCall>('nextCall', body);
    if (!message.ok)
      return refuse('invalidMessage', `the question for a call is invalid at ${message.why}`, message.path);
    const { worker } = message.value;
    if (!(Number.isInteger(worker) && worker >= 0 && worker < count)) {
      return refuse(
        'wrongWorker',
        `there is no worker ${worker}: the session has ${count}, numbered from 0`,
        '/worker',
      );
    }
    for (const id of calls.openOf(worker)) {
      calls.end(id, 'dropped');
      listener.violated(`worker ${worker} asked for its next call and left call ${id} without a report`, id);
    }
    echoes.drop(worker);
    if (finished) return Promise.resolve({ done: true });
    const answer = parked.park(worker, gone);
    listener.free();
    return answer;
  }

  function report(id: string, body: unknown): Taken | Refusal {
    const held = calls.get(id);
    if (held === undefined) return refuse('unknownCall', `there is no call ${id}`);
    const message = checked<CallReport>('callReport', body);
    if (held.state === 'reported')
      return refuse('duplicateReport', `call ${id} was reported already; the first counts`);
    if (held.state !== 'open') return {};
    if (!message.ok) {
      calls.end(id, 'dropped');
      const why = `the report of call ${id} is invalid at ${message.why}`;
      return refuse('invalidMessage', why, message.path, id);
    }
    const { worker } = message.value;
    if (worker !== held.worker) {
      return refuse('wrongWorker', `worker ${worker} reported call ${id}, which is worker ${held.worker}'s`, '/worker');
    }
    calls.end(id, 'reported');
    listener.reported(id, message.value);
    return {};
  }

  return {
    idle: parked.ids,
    hand: (worker, call) => {
      parked.answer(worker, call);
      calls.hand(call.call, worker);
    },
    echo: (worker, echo) => {
      parked.answer(worker, echo);
      echoes.hand(echo.echo, worker);
    },
    abandon: (id) => void calls.end(id, 'abandoned'),
    broken: (path, why) => {
      const [, id = ''] = /\/calls\/([^/]+)$/.exec(path) ?? [];
      const open = calls.end(id, 'dropped');
      return () => listener.violated(`${open ? `the report of call ${id}` : path}: ${why}`, open ? id : null);
    },
    finish: () => {
      finished = true;
      for (const worker of parked.ids()) parked.answer(worker, { done: true });
    },
    handle: async (path, body, gone) => {
      listener.heard();
      if (path === '/v1/sessions') return open(body);
      const [, session, rest] = /^\/v1\/sessions\/([^/]+)\/(.+)$/.exec(path) ?? [];
      if (session === undefined || rest === undefined) return refuse('invalidMessage', `there is no ${path}`);
      if (workers === null || session !== options.id) return refuse('unknownSession', `there is no session ${session}`);
      if (rest === 'next') return next(body, workers, gone);
      const [, kind, id] = /^(calls|echoes)\/([^/]+)$/.exec(rest) ?? [];
      if (id === undefined) return refuse('invalidMessage', `there is no ${path}`);
      return kind === 'calls' ? report(id, body) : (echoes.report(id, body) ?? {});
    },
  };
}

function anotherVersion(spoken: unknown): string {
  const older = typeof spoken === 'number' && spoken < PROTOCOL_VERSION;
  return (
    `the adapter speaks protocol ${JSON.stringify(spoken)}, this runner speaks ${PROTOCOL_VERSION}: ` +
    (older ? 'bring the adapter up to date' : 'bring the runner up to date, or use an older adapter')
  );
}
