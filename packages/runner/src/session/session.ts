import {
  type Call,
  type CallReport,
  type MessageKind,
  type NextAnswer,
  type NextCall,
  type OpenSession,
  PROTOCOL_VERSION,
  type Refusal,
  type SessionOpened,
  validate,
} from '@sdk-conformance/protocol';

type RefusalCode = Refusal['error']['code'];

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
  /** No report is wanted any more; should it come, the worker is free again. */
  readonly abandon: (call: string) => void;
  /** Every worker is told `done`, now or when it asks. */
  readonly finish: () => void;
}

interface Held {
  readonly worker: number;
  state: 'open' | 'reported' | 'dropped' | 'abandoned';
}

export function createSession(options: SessionOptions, listener: SessionListener): Session {
  const calls = new Map<string, Held>();
  const parked = new Map<number, (answer: NextAnswer) => void>();
  let workers: number | null = null;
  let finished = false;

  function refuse(code: RefusalCode, message: string, path?: string, dropped: string | null = null): Refusal {
    listener.violated(message, dropped);
    return { error: { code, message, ...(path === undefined ? {} : { path }) } };
  }

  function open(body: unknown): SessionAnswer {
    const spoken = typeof body === 'object' && body !== null && 'protocol' in body ? body.protocol : undefined;
    if (workers !== null) return refuse('invalidMessage', 'this process has opened its session already');
    if (spoken !== undefined && spoken !== PROTOCOL_VERSION) return refuseVersion(spoken);
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

  function refuseVersion(spoken: unknown): Refusal {
    const older = typeof spoken === 'number' && spoken < PROTOCOL_VERSION;
    const why =
      `the adapter speaks protocol ${JSON.stringify(spoken)}, this runner speaks ${PROTOCOL_VERSION}: ` +
      (older ? 'bring the adapter up to date' : 'bring the runner up to date, or use an older adapter');
    listener.refused(why);
    return { error: { code: 'unsupportedProtocol', message: why, path: '/protocol' } };
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
    for (const [id, held] of calls) {
      if (held.worker !== worker || held.state !== 'open') continue;
      held.state = 'dropped';
      listener.violated(`worker ${worker} asked for its next call and left call ${id} without a report`, id);
    }
    if (finished) return Promise.resolve({ done: true });
    return new Promise((resolve) => {
      // The same worker asking twice has given up its first question: a connection that broke.
      parked.get(worker)?.({ wait: true });
      const timer = setTimeout(() => answer({ wait: true }), options.pollMs);
      const answer = (value: NextAnswer) => {
        clearTimeout(timer);
        if (parked.get(worker) === answer) parked.delete(worker);
        resolve(value);
      };
      parked.set(worker, answer);
      gone?.addEventListener('abort', () => answer({ wait: true }), { once: true });
      listener.free();
    });
  }

  function report(id: string, body: unknown): Taken | Refusal {
    const held = calls.get(id);
    if (held === undefined) return refuse('unknownCall', `there is no call ${id}`);
    const message = checked<CallReport>('callReport', body);
    if (held.state === 'reported')
      return refuse('duplicateReport', `call ${id} was reported already; the first counts`);
    if (held.state !== 'open') return {};
    if (!message.ok) {
      held.state = 'dropped';
      const why = `the report of call ${id} is invalid at ${message.why}`;
      return refuse('invalidMessage', why, message.path, id);
    }
    const { worker } = message.value;
    if (worker !== held.worker) {
      return refuse('wrongWorker', `worker ${worker} reported call ${id}, which is worker ${held.worker}'s`, '/worker');
    }
    held.state = 'reported';
    listener.reported(id, message.value);
    return {};
  }

  return {
    idle: () => [...parked.keys()].sort((a, b) => a - b),
    hand: (worker, call) => {
      const answer = parked.get(worker);
      if (answer === undefined) throw new Error(`worker ${worker} has not asked for a call`);
      calls.set(call.call, { worker, state: 'open' });
      answer(call);
    },
    abandon: (id) => {
      const held = calls.get(id);
      if (held?.state === 'open') held.state = 'abandoned';
    },
    broken: (path, why) => {
      const [, id = ''] = /\/calls\/([^/]+)$/.exec(path) ?? [];
      const held = calls.get(id);
      const open = held?.state === 'open';
      if (open) held.state = 'dropped';
      return () => listener.violated(`${open ? `the report of call ${id}` : path}: ${why}`, open ? id : null);
    },
    finish: () => {
      finished = true;
      for (const answer of [...parked.values()]) answer({ done: true });
    },
    handle: async (path, body, gone) => {
      listener.heard();
      if (path === '/v1/sessions') return open(body);
      const [, session, rest] = /^\/v1\/sessions\/([^/]+)\/(.+)$/.exec(path) ?? [];
      if (session === undefined || rest === undefined) return refuse('invalidMessage', `there is no ${path}`);
      if (workers === null || session !== options.id) return refuse('unknownSession', `there is no session ${session}`);
      if (rest === 'next') return next(body, workers, gone);
      const [, call] = /^calls\/([^/]+)$/.exec(rest) ?? [];
      return call === undefined ? refuse('invalidMessage', `there is no ${path}`) : report(call, body);
    },
  };
}

type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly path: string; readonly why: string };

function checked<T>(kind: MessageKind, body: unknown): Checked<T> {
  const validation = validate(kind, body);
  if (validation.ok) return { ok: true, value: body as T };
  const { path, expected, got } = validation;
  return { ok: false, path, why: `${path === '' ? '/' : path}: expected ${expected}, got ${got}` };
}
