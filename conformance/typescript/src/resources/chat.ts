import type { Context } from '../attempt.js';
import { execute } from '../execute.js';
import type { RequestOptions } from '../options.js';
import type { Operation, Parameters } from '../request.js';
import type { StreamEvent } from '../sse.js';
import { executeStream } from '../stream.js';
import type {
  History,
  InitSessionParams,
  ListMachinesParams,
  Machine,
  Reply,
  ResetSession,
  SendMessageParams,
  Session,
  SessionParams,
  StartedSession,
} from '../types.js';

/** Every method raises a FoilEngineError or a class below it, and nothing else. */
export interface Chat {
  listMachines(params: ListMachinesParams, options?: RequestOptions): Promise<readonly Machine[]>;
  initSession(params: InitSessionParams, options?: RequestOptions): Promise<StartedSession>;
  sendMessage(params: SendMessageParams, options?: RequestOptions): Promise<Reply>;
  /** One `metadata`, then `text_delta` events, then `done` with the whole reply. */
  sendMessageStream(params: SendMessageParams, options?: RequestOptions): AsyncGenerator<StreamEvent, void>;
  getSession(params: SessionParams, options?: RequestOptions): Promise<Session>;
  getHistory(params: SessionParams, options?: RequestOptions): Promise<History>;
  resetSession(params: SessionParams, options?: RequestOptions): Promise<ResetSession>;
}

function get(personaId: string, path: string, query: Parameters): Operation {
  return { ...chat(personaId, [path], query), method: 'GET' };
}

function post(personaId: string, path: readonly string[], query: Parameters, body: Parameters): Operation {
  return { ...chat(personaId, path, query), body };
}

function chat(personaId: string, path: readonly string[], query: Parameters): Operation {
  return {
    method: 'POST',
    path: ['api', 'v1', 'sdk', 'chat', personaId, ...path],
    query,
    auth: 'llm',
    accept: 'application/json',
  };
}

export function createChat(context: Context): Chat {
  const call = async <T>(operation: Operation, options: RequestOptions = {}): Promise<T> =>
    (await execute(context, operation, options)) as T;
  return {
    listMachines: ({ persona_id, ...query }, options) => call(get(persona_id, 'machines', query), options),
    initSession: ({ persona_id, machine_id, ...body }, options) =>
      call(post(persona_id, ['init-session'], { machine_id }, body), options),
    sendMessage: ({ persona_id, machine_id, ...body }, options) =>
      call(post(persona_id, ['message'], { machine_id }, body), options),
    sendMessageStream: ({ persona_id, machine_id, ...body }, options = {}) =>
      executeStream(
        context,
        { ...post(persona_id, ['message', 'stream'], { machine_id }, body), accept: 'text/event-stream' },
        options,
      ),
    getSession: ({ persona_id, ...query }, options) => call(get(persona_id, 'session', query), options),
    getHistory: ({ persona_id, ...query }, options) => call(get(persona_id, 'history', query), options),
    resetSession: ({ persona_id, ...query }, options) => call(chat(persona_id, ['reset'], query), options),
  };
}
