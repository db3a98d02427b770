/** The SDKs, each with one request of its own, unchanged but for retries and timeout. */
import Anthropic from '@anthropic-ai/sdk';
import axios from 'axios';
import axiosRetry, { exponentialDelay } from 'axios-retry';
import got from 'got';
import ky from 'ky';
import OpenAI from 'openai';
import Stripe from 'stripe';

export interface SdkOptions {
  readonly baseUrl: string;
  readonly maxRetries: number;
  /** Of one attempt. */
  readonly timeoutMs: number;
}

const ask = { model: 'm', max_tokens: 1, messages: [{ role: 'user' as const, content: 'hello' }] };
const thing = (baseUrl: string) => `${baseUrl}/things/1`;

/** Makes one request; gives what the SDK returned, or throws what it raised. */
export type Send = (options: SdkOptions) => Promise<unknown>;

export const sdks = {
  openai: ({ baseUrl, maxRetries, timeoutMs }) =>
    new OpenAI({ baseURL: baseUrl, apiKey: 'sk-x', maxRetries, timeout: timeoutMs }).chat.completions.create(ask),
  '@anthropic-ai/sdk': ({ baseUrl, maxRetries, timeoutMs }) =>
    new Anthropic({ baseURL: baseUrl, apiKey: 'sk-x', maxRetries, timeout: timeoutMs }).messages.create(ask),
  stripe: ({ baseUrl, maxRetries, timeoutMs }) => {
    const { hostname, port } = new URL(baseUrl);
    const stripe = new Stripe('sk_test_x', {
      protocol: 'http',
      host: hostname,
      port: Number(port),
      maxNetworkRetries: maxRetries,
      timeout: timeoutMs,
      telemetry: false,
    });
    return stripe.customers.retrieve('1');
  },
  got: ({ baseUrl, maxRetries, timeoutMs }) =>
    got(thing(baseUrl), { retry: { limit: maxRetries }, timeout: { request: timeoutMs } }).json(),
  ky: ({ baseUrl, maxRetries, timeoutMs }) =>
    ky(thing(baseUrl), { retry: { limit: maxRetries }, timeout: timeoutMs }).json(),
  'axios-retry': async ({ baseUrl, maxRetries, timeoutMs }) => {
    const client = axios.create({ timeout: timeoutMs });
    axiosRetry(client, { retries: maxRetries, retryDelay: exponentialDelay, shouldResetTimeout: true });
    return (await client.get(thing(baseUrl))).data;
  },
} satisfies Readonly<Record<string, Send>>;

export type SdkName = keyof typeof sdks;
