import { text } from 'node:stream/consumers';
import axios, { type AxiosInstance, type AxiosResponse, type InternalAxiosRequestConfig, isAxiosError } from 'axios';
import { FoilEngineError } from './errors.js';
import { broken, type Failure, refused, undecodable, unread } from './failure.js';
import { aborted, backoffMs, sleep } from './retry.js';

declare module 'axios' {
  interface AxiosRequestConfig {
    /** The caller reads the body. */
    streamed?: boolean;
    /** Retries of this call so far. */
    retriesDone?: number;
    /** The caller's own; `signal` is that and the attempt's time together. */
    userSignal?: AbortSignal | undefined;
    /** What `signal` is made of. */
    signals?: readonly AbortSignal[];
  }
}

/** What the interceptors need of the client's options. */
export interface HttpOptions {
  readonly baseURL: string;
  /** ms */
  readonly timeout: number;
  readonly maxRetries: number;
  readonly secrets: readonly string[];
}

export type NextAttempt = (config: InternalAxiosRequestConfig, failure: Failure) => Promise<AxiosResponse>;

export interface Http {
  readonly axios: AxiosInstance;
  /** Waits and sends again, or raises the failure. */
  readonly next: NextAttempt;
}

/** An axios instance whose interceptors time, retry and raise as this API wants it. */
export function createHttp({ baseURL, timeout, maxRetries, secrets }: HttpOptions): Http {
  const http = axios.create({
    baseURL,
    timeout,
    // A redirect could take the keys to another host.
    maxRedirects: 0,
    // Of a body that breaks off axios tells no status, so that we read bodies ourselves.
    responseType: 'stream',
  });

  const next: NextAttempt = async (config, { error, temporary, waitMs }) => {
    const retriesDone = config.retriesDone ?? 0;
    if (!temporary || retriesDone >= maxRetries) throw error;
    await sleep(waitMs ?? backoffMs(retriesDone), config.userSignal);
    return http.request({ ...config, retriesDone: retriesDone + 1 });
  };

  http.interceptors.request.use((config) => {
    // Axios' timeout is over with the head: a body needs this one as well, unless each event of it has its own. The parts are kept, for
    // AbortSignal.any holds none of them: a timeout that is collected never comes.
    const time = config.streamed ? [] : [AbortSignal.timeout(timeout)];
    const signals = [...time, ...(config.userSignal === undefined ? [] : [config.userSignal])];
    return signals.length === 0 ? config : { ...config, signal: AbortSignal.any(signals), signals };
  });

  const again = (config: InternalAxiosRequestConfig, failure: Failure): Promise<AxiosResponse> => {
    if (config.userSignal?.aborted) throw aborted(config.userSignal.reason);
    return next(config, failure);
  };

  http.interceptors.response.use(
    async (response) => {
      if (response.config.streamed) return response;
      let body: string;
      try {
        body = await text(response.data);
      } catch (error) {
        return again(response.config, unread(response.status, error));
      }
      try {
        return { ...response, data: body === '' ? null : JSON.parse(body) };
      } catch (cause) {
        throw undecodable(response.status, cause).error;
      }
    },
    async (error: unknown) => {
      if (!isAxiosError(error) || error.config === undefined)
        throw new FoilEngineError('The request could not be made', { cause: error });
      return again(error.config, error.response ? await refused(error.response, timeout, secrets) : broken(error));
    },
  );
  return { axios: http, next };
}
