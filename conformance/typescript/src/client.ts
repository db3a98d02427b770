import type { Context } from './attempt.js';
import { execute } from './execute.js';
import { type FoilEngineOptions, type RequestOptions, resolveConfig } from './options.js';
import { type ApiKeys, createApiKeys } from './resources/apiKeys.js';
import { type Chat, createChat } from './resources/chat.js';
import { createPersonas, type Personas } from './resources/personas.js';
import { defaultSeams } from './seams.js';

/** Client of the Foil Engine API. Retries 429, 5xx, network faults and timeouts with exponential backoff. */
export class FoilEngine {
  readonly personas: Personas;
  readonly chat: Chat;
  readonly apiKeys: ApiKeys;
  readonly #context: Context;

  constructor(options: FoilEngineOptions) {
    const seams = { ...defaultSeams, ...options.seams };
    this.#context = { config: resolveConfig(options, seams), seams };
    this.personas = createPersonas(this.#context);
    this.chat = createChat(this.#context);
    this.apiKeys = createApiKeys(this.#context);
  }

  /** Asks whether the model key works; raises an AuthenticationError where it does not. */
  validateLlmKey(params: { readonly model?: string } = {}, options: RequestOptions = {}): Promise<unknown> {
    const path = ['api', 'v1', 'sdk', 'validate-llm-key'];
    return execute(
      this.#context,
      { method: 'POST', path, body: params, auth: 'llm', accept: 'application/json' },
      options,
    );
  }
}
