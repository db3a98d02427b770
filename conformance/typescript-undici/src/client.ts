import type { Dispatcher } from 'undici';
import { fetchJson, type Limits, type Outgoing } from './attempt.js';
import { FoilEngineError } from './errors.js';
import { retrying } from './retry.js';
import { type StreamEvent, streaming } from './stream.js';

export interface FoilEngineOptions {
  /** `pk_live_…` */
  readonly apiKey: string;
  /** The player's own model key; the chat operations need it. */
  readonly llmApiKey?: string | undefined;
  /** Token of a signed-in developer, for `apiKeys.revoke`. */
  readonly jwt?: string | undefined;
  readonly baseUrl?: string | undefined;
  /** ms for one attempt with its body; in a stream, for each wait. 30,000 by default. */
  readonly timeout?: number | undefined;
  /** Retries after the first attempt. 3 by default. */
  readonly maxRetries?: number | undefined;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface Session {
  readonly persona_id: string;
  readonly user_session_id: string;
  /** The persona's default machine where absent. */
  readonly machine_id?: string;
}

export interface NewSession extends Session {
  readonly player_name: string;
  readonly player_gender: 'female' | 'male' | 'non-binary';
}

export interface Message extends Session {
  readonly message: string;
}

type Values = Readonly<Record<string, string | undefined>>;
type Send = (to: Target, options?: CallOptions) => Promise<unknown>;

interface Target {
  readonly method: Dispatcher.HttpMethod;
  readonly path: readonly string[];
  readonly keys: 'sdk' | 'llm' | 'web';
  readonly query?: Values;
  readonly body?: Values;
  readonly accept?: string;
}

function outgoing(options: FoilEngineOptions, { method, path, keys, query, body, accept }: Target): Outgoing {
  const { apiKey, llmApiKey = '', jwt = '', baseUrl = 'https://api.foilengine.io' } = options;
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}/api/v1/sdk/${path.map(encodeURIComponent).join('/')}`);
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) url.searchParams.set(name, value);
  const headers = {
    accept: accept ?? 'application/json',
    'user-agent': 'foilengine-undici/0.0.0',
    ...(keys === 'web' ? { authorization: `Bearer ${jwt}` } : { 'x-api-key': apiKey }),
    ...(keys === 'llm' ? { 'x-llm-api-key': llmApiKey } : {}),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  return { url, method, headers, body: body === undefined ? null : JSON.stringify(body) };
}

function chatOf(send: Send, stream: (to: Target, options?: CallOptions) => AsyncGenerator<StreamEvent>) {
  const to = (
    method: Dispatcher.HttpMethod,
    persona: string,
    rest: string,
    values: Omit<Target, 'method' | 'path' | 'keys'>,
  ): Target => ({ method, path: ['chat', persona, ...rest.split('/')], keys: 'llm', ...values });
  return {
    machines: ({ persona_id, ...query }: Session, options?: CallOptions) =>
      send(to('GET', persona_id, 'machines', { query }), options),
    init: ({ persona_id, machine_id, ...body }: NewSession, options?: CallOptions) =>
      send(to('POST', persona_id, 'init-session', { query: { machine_id }, body }), options),
    send: ({ persona_id, machine_id, ...body }: Message, options?: CallOptions) =>
      send(to('POST', persona_id, 'message', { query: { machine_id }, body }), options),
    /** The answer in pieces: `metadata`, many `text_delta`, `done`. */
    stream: ({ persona_id, machine_id, ...body }: Message, options?: CallOptions) => {
      const accept = 'text/event-stream';
      return stream(to('POST', persona_id, 'message/stream', { query: { machine_id }, body, accept }), options);
    },
    session: ({ persona_id, ...query }: Session, options?: CallOptions) =>
      send(to('GET', persona_id, 'session', { query }), options),
    history: ({ persona_id, ...query }: Session, options?: CallOptions) =>
      send(to('GET', persona_id, 'history', { query }), options),
    reset: ({ persona_id, ...query }: Session, options?: CallOptions) =>
      send(to('POST', persona_id, 'reset', { query }), options),
  };
}

/** Client of the Foil Engine API. Values come as the API's JSON has them; null where it answers with nothing. */
export function createFoilEngine(options: FoilEngineOptions) {
  const { apiKey, llmApiKey, jwt, timeout = 30_000, maxRetries = 3 } = options;
  const secrets = [apiKey, llmApiKey ?? '', jwt ?? ''].filter((key) => key !== '');
  // undici would refuse it too, with the key in its message.
  if (secrets.some((key) => !/^[\t\x20-\x7e]*$/.test(key))) throw new FoilEngineError('A key is no header value');
  const limits = ({ signal }: CallOptions = {}): Limits => ({ timeout, signal, secrets });
  const send: Send = (to, call) => {
    const request = outgoing(options, to);
    return retrying(() => fetchJson(request, limits(call)), maxRetries, limits(call));
  };
  return {
    chat: chatOf(send, (to, call) => streaming(outgoing(options, to), maxRetries, limits(call))),
    personas: (call?: CallOptions) => send({ method: 'GET', path: ['personas'], keys: 'sdk' }, call),
    /** Whether the model key works: raises an AuthenticationError where it does not. */
    validateLlmKey: (body: { readonly model?: string } = {}, call?: CallOptions) =>
      send({ method: 'POST', path: ['validate-llm-key'], keys: 'llm', body }, call),
    revokeApiKey: (id: string, call?: CallOptions) =>
      send({ method: 'DELETE', path: ['api-keys', id], keys: 'web' }, call),
  };
}
