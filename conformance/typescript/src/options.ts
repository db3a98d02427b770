import { FoilEngineError } from '@sdk-conformance/foilengine-error-map-typescript';
import type { Config } from './config.js';
import type { Seams } from './seams.js';

export interface FoilEngineOptions {
  /** `pk_live_…` */
  readonly apiKey: string;
  /** The player's own model key; the chat operations need it. */
  readonly llmApiKey?: string;
  /** Token of a signed-in developer; `apiKeys` needs it. */
  readonly jwt?: string;
  readonly baseUrl?: string;
  /** ms for one attempt, the body included; in a stream, for each wait for an event. 30,000 by default. */
  readonly timeout?: number | undefined;
  /** Retries after the first attempt. 3 by default. */
  readonly maxRetries?: number | undefined;
  readonly llmModel?: string;
  readonly llmEvalModel?: string;
  readonly llmResponseModel?: string;
  readonly llmSummarizationModel?: string;
  readonly llmEvalApiKey?: string;
  readonly llmResponseApiKey?: string;
  readonly llmSummarizationApiKey?: string;
  /** @internal Replaces single parts of the SDK by broken ones. */
  readonly seams?: Partial<Seams>;
}

export interface RequestOptions {
  /** Aborts the call, also while it waits for a retry. */
  readonly signal?: AbortSignal;
}

/** Longer timers fire at once in JavaScript. */
const longestTimer = 2 ** 31 - 1;

/** What is said of a value that no header can carry. */
export function refusedValue(name: string, _value: string): string {
  return `${name} holds a character that no header can carry`;
}

/** An option, or its default where it is not given, or given as undefined. */
export function orDefault(options: FoilEngineOptions, name: 'timeout' | 'maxRetries', otherwise: number): number {
  return options[name] ?? otherwise;
}

function count(name: string, value: number, most: number): number {
  if (Number.isFinite(value) && value >= 0) return Math.min(value, most);
  throw new FoilEngineError(`${name} must be a number of at least 0, not ${value}`);
}

export function resolveConfig(options: FoilEngineOptions, seams: Pick<Seams, 'orDefault' | 'refusedValue'>): Config {
  const headerValue = (name: string, value: string): string => {
    // fetch would refuse these too, with the key in its message.
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) throw new FoilEngineError(seams.refusedValue(name, value));
    return value;
  };
  const llm: readonly (readonly [header: string, option: string, value: string | undefined])[] = [
    ['X-LLM-API-Key', 'llmApiKey', options.llmApiKey],
    ['X-LLM-Model', 'llmModel', options.llmModel],
    ['X-LLM-Eval-Model', 'llmEvalModel', options.llmEvalModel],
    ['X-LLM-Response-Model', 'llmResponseModel', options.llmResponseModel],
    ['X-LLM-Summarization-Model', 'llmSummarizationModel', options.llmSummarizationModel],
    ['X-LLM-Eval-API-Key', 'llmEvalApiKey', options.llmEvalApiKey],
    ['X-LLM-Response-API-Key', 'llmResponseApiKey', options.llmResponseApiKey],
    ['X-LLM-Summarization-API-Key', 'llmSummarizationApiKey', options.llmSummarizationApiKey],
  ];
  const llmHeaders: Record<string, string> = {};
  for (const [header, option, value] of llm) {
    if (value !== undefined) llmHeaders[header] = headerValue(option, value);
  }
  const secrets = [
    options.apiKey,
    options.jwt,
    ...Object.entries(llmHeaders).map(([header, value]) => (header.endsWith('Key') ? value : undefined)),
  ].filter((secret): secret is string => secret !== undefined && secret !== '');
  return {
    baseUrl: options.baseUrl ?? 'https://api.foilengine.io',
    timeoutMs: count('timeout', seams.orDefault(options, 'timeout', 30_000), longestTimer),
    maxRetries: count('maxRetries', seams.orDefault(options, 'maxRetries', 3), Number.MAX_SAFE_INTEGER),
    apiKey: headerValue('apiKey', options.apiKey),
    jwt: options.jwt === undefined ? undefined : headerValue('jwt', options.jwt),
    llmHeaders,
    secrets,
  };
}
