/** A category of rate limits: so many requests in a window of so many ms, counted for each of a scope. */
export interface RateLimitCategory {
  readonly name: string;
  readonly limit: number;
  readonly windowMs: number;
  readonly scope: 'ip' | 'apiKey' | 'client';
  readonly appliesTo: string;
}

/** Ids of the categories of rate limits. */
export type RateLimitId = 'generation' | 'chat' | 'general' | 'sdkChat' | 'sdkGeneral';

/** Categories of rate limits. */
export const RATE_LIMITS: Readonly<Record<RateLimitId, RateLimitCategory>> = {
  /** Generation: 10 / min, per IP. AI content creation (web editor). */
  generation: {
    name: 'Generation',
    limit: 10,
    windowMs: 60000,
    scope: 'ip',
    appliesTo: 'AI content creation (web editor)',
  },
  /** Chat: 60 / min, per IP. Web chat message endpoints. */
  chat: {
    name: 'Chat',
    limit: 60,
    windowMs: 60000,
    scope: 'ip',
    appliesTo: 'Web chat message endpoints',
  },
  /** General: 120 / min, per IP. All other web endpoints. */
  general: {
    name: 'General',
    limit: 120,
    windowMs: 60000,
    scope: 'ip',
    appliesTo: 'All other web endpoints',
  },
  /** SDK Chat: 30 / min, per API key. SDK message + streaming endpoints. */
  sdkChat: {
    name: 'SDK Chat',
    limit: 30,
    windowMs: 60000,
    scope: 'apiKey',
    appliesTo: 'SDK message + streaming endpoints',
  },
  /** SDK General: 60 / min, per API key. SDK init, history, reset, personas, machines. */
  sdkGeneral: {
    name: 'SDK General',
    limit: 60,
    windowMs: 60000,
    scope: 'apiKey',
    appliesTo: 'SDK init, history, reset, personas, machines',
  },
};
