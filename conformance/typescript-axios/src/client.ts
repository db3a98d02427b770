import type { AxiosRequestConfig } from 'axios';
import { FoilEngineError } from './errors.js';
import { createHttp, type Http, type HttpOptions } from './http.js';
import type { StreamEvent } from './sse.js';
import { stream } from './stream.js';

export interface FoilEngineOptions {
  /** `pk_live_…` */
  readonly apiKey: string;
  /** The player's own model key; the chat operations need it. */
  readonly llmApiKey?: string;
  /** Token of a signed-in developer, for `revokeApiKey`. */
  readonly jwt?: string;
  readonly baseUrl?: string;
  /** ms for one attempt with its body; in a stream, for each wait for an event. 30,000 by default. */
  readonly timeout?: number | undefined;
  /** Retries after the first attempt. 3 by default. */
  readonly maxRetries?: number | undefined;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
}

export interface SessionParams {
  readonly persona_id: string;
  readonly user_session_id: string;
  /** The persona's default machine where absent. */
  readonly machine_id?: string;
}

export interface InitSessionParams extends SessionParams {
  readonly player_name: string;
  readonly player_gender: 'female' | 'male' | 'non-binary';
}

export interface SendMessageParams extends SessionParams {
  readonly message: string;
}

type Keys = 'sdk' | 'llm' | 'web';
type RequestParts = [method: string, path: string, keys: Keys, rest: AxiosRequestConfig, options?: RequestOptions];

/** Client of the Foil Engine API. Values come as the API's JSON has them; null where it answers with nothing. */
export class FoilEngine {
  readonly #http: Http;
  readonly #options: HttpOptions;
  readonly #headers: Readonly<Record<Keys, Readonly<Record<string, string>>>>;

  constructor({ apiKey, llmApiKey = '', jwt = '', ...options }: FoilEngineOptions) {
    const secrets = [apiKey, llmApiKey, jwt].filter((secret) => secret !== '');
    // Node would refuse it too, with the key in its message.
    if (secrets.some((secret) => /[^\t\x20-\x7e]/.test(secret)))
      throw new FoilEngineError('A key holds a character that no header can carry');
    this.#options = {
      baseURL: options.baseUrl ?? 'https://api.foilengine.io',
      timeout: options.timeout ?? 30_000,
      maxRetries: options.maxRetries ?? 3,
      secrets,
    };
    this.#http = createHttp(this.#options);
    const sdk = { 'X-API-Key': apiKey };
    this.#headers = { sdk, llm: { ...sdk, 'X-LLM-API-Key': llmApiKey }, web: { Authorization: `Bearer ${jwt}` } };
  }

  #request(...[method, path, keys, rest, options]: RequestParts): AxiosRequestConfig {
    const headers = {
      Accept: 'application/json',
      'User-Agent': 'foilengine-axios/0.0.0',
      ...this.#headers[keys],
      ...rest.headers,
    };
    return { ...rest, method, url: `/api/v1/sdk/${path}`, headers, userSignal: options?.signal };
  }

  async #send(...parts: RequestParts): Promise<unknown> {
    const response = await this.#http.axios.request(this.#request(...parts));
    return response.data;
  }

  listPersonas(options?: RequestOptions): Promise<unknown> {
    return this.#send('GET', 'personas', 'sdk', {}, options);
  }

  listMachines({ persona_id, ...params }: SessionParams, options?: RequestOptions): Promise<unknown> {
    return this.#send('GET', chat(persona_id, 'machines'), 'llm', { params }, options);
  }

  initSession({ persona_id, machine_id, ...data }: InitSessionParams, options?: RequestOptions): Promise<unknown> {
    return this.#send('POST', chat(persona_id, 'init-session'), 'llm', { params: { machine_id }, data }, options);
  }

  sendMessage({ persona_id, machine_id, ...data }: SendMessageParams, options?: RequestOptions): Promise<unknown> {
    return this.#send('POST', chat(persona_id, 'message'), 'llm', { params: { machine_id }, data }, options);
  }

  /** The answer in pieces: `metadata`, many `text_delta`, `done`. */
  streamMessage(params: SendMessageParams, options?: RequestOptions): AsyncGenerator<StreamEvent, void> {
    const { persona_id, machine_id, ...data } = params;
    const headers = { Accept: 'text/event-stream' };
    const rest = { params: { machine_id }, data, headers };
    const request = this.#request('POST', chat(persona_id, 'message/stream'), 'llm', rest, options);
    return stream(this.#http, request, this.#options);
  }

  getSession({ persona_id, ...params }: SessionParams, options?: RequestOptions): Promise<unknown> {
    return this.#send('GET', chat(persona_id, 'session'), 'llm', { params }, options);
  }

  getHistory({ persona_id, ...params }: SessionParams, options?: RequestOptions): Promise<unknown> {
    return this.#send('GET', chat(persona_id, 'history'), 'llm', { params }, options);
  }

  resetSession({ persona_id, ...params }: SessionParams, options?: RequestOptions): Promise<unknown> {
    return this.#send('POST', chat(persona_id, 'reset'), 'llm', { params }, options);
  }

  validateLlmKey(data: { readonly model?: string } = {}, options?: RequestOptions): Promise<unknown> {
    return this.#send('POST', 'validate-llm-key', 'llm', { data }, options);
  }

  revokeApiKey(keyId: string, options?: RequestOptions): Promise<unknown> {
    return this.#send('DELETE', `api-keys/${encodeURIComponent(keyId)}`, 'web', {}, options);
  }
}

function chat(personaId: string, rest: string): string {
  return `chat/${encodeURIComponent(personaId)}/${rest}`;
}
