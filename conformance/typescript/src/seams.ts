import { errorForStatus } from '@sdk-conformance/foilengine-error-map-typescript';
import { decodeText, parseValue, readBody } from './body.js';
import type { Config } from './config.js';
import { type Deadline, openDeadline } from './deadline.js';
import type { Failure } from './failure.js';
import { bound, message, redact } from './message.js';
import { type FoilEngineOptions, orDefault, type RequestOptions, refusedValue } from './options.js';
import { buildRequest, type HttpRequest, type Operation } from './request.js';
import { backoff, delay, mayRetry, parseRetryAfter, retryable, retryableStatus, wait } from './retry.js';
import { parseEvents, type StreamEvent } from './sse.js';
import { abortError, type ErrorParts, toError } from './toError.js';
import { isSuccess, send } from './transport.js';

/** The SDK's parts by name, each replaceable alone: what tests its tests. */
export interface Seams extends ErrorParts {
  orDefault(options: FoilEngineOptions, name: 'timeout' | 'maxRetries', otherwise: number): number;
  refusedValue(name: string, value: string): string;
  /** What a call is given beside its parameters. */
  callOptions(options: RequestOptions): RequestOptions;
  /** Whether the caller has aborted. */
  isAborted(signal: AbortSignal | undefined): boolean;
  buildRequest(config: Config, operation: Operation, retriesDone: number): HttpRequest;
  send(request: HttpRequest, signal: AbortSignal): Promise<Response>;
  isSuccess(status: number): boolean;
  openDeadline(timeoutMs: number, outer: AbortSignal | undefined): Deadline;
  readBody(response: Response): Promise<ArrayBuffer>;
  decodeText(bytes: ArrayBuffer, contentType: string | null): string;
  parseValue(text: string): unknown;
  toError(failure: Failure, config: Config, parts: ErrorParts): Error;
  abortError(reason: unknown): Error;
  parseRetryAfter(value: string | null, nowMs: number): number | null;
  retryableStatus(status: number): boolean;
  retryable(failure: Failure, statusIsRetryable: (status: number) => boolean): boolean;
  mayRetry(retriesDone: number, maxRetries: number): boolean;
  backoff(retry: number, random: number): number;
  delay(retryAfter: number | null, backoffMs: number): number;
  wait(ms: number, signal: AbortSignal | undefined): Promise<void>;
  parseEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent>;
  isErrorEvent(event: StreamEvent): boolean;
  isLastEvent(event: StreamEvent): boolean;
  /** Whether a stream that gave so many events may be asked for again. */
  mayReplay(eventsGiven: number): boolean;
  /** What a stream's end without `done` comes to; null: nothing. */
  missingEnd(): Failure | null;
}

export const defaultSeams: Seams = {
  orDefault,
  refusedValue,
  callOptions: (options) => options,
  isAborted: (signal) => signal?.aborted === true,
  buildRequest,
  send,
  isSuccess,
  openDeadline,
  readBody,
  decodeText,
  parseValue,
  classify: errorForStatus,
  message,
  bound,
  redact,
  toError,
  abortError,
  parseRetryAfter,
  retryableStatus,
  retryable,
  mayRetry,
  backoff,
  delay,
  wait,
  parseEvents,
  isErrorEvent: ({ event }) => event === 'error',
  isLastEvent: ({ event }) => event === 'done',
  mayReplay: (eventsGiven) => eventsGiven === 0,
  missingEnd: () => ({ kind: 'unfinished' }),
};
