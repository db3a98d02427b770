/** The client's options with defaults filled in. */
export interface Config {
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly apiKey: string;
  readonly jwt: string | undefined;
  /** Header name → value. */
  readonly llmHeaders: Readonly<Record<string, string>>;
  /** Values that no error may show. */
  readonly secrets: readonly string[];
}
