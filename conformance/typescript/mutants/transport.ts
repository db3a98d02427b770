import type { Mutant } from './mutant.js';

export const transport: readonly Mutant[] = [
  {
    name: 'network-fault-not-retried',
    defect: 'a broken connection is not retried',
    breaks: 'retry.transport',
    cause: 'doesNotRetry',
    scope: { class: 'network fault' },
    seams: (sound) => ({
      retryable: (failure, statusIsRetryable) =>
        failure.kind !== 'network' && sound.retryable(failure, statusIsRetryable),
    }),
  },
  {
    name: 'only-resets-retried',
    defect: 'of the broken connections only those with ECONNRESET are retried',
    breaks: 'retry.transport',
    cause: 'doesNotRetry',
    seams: (sound) => ({
      retryable: (failure, statusIsRetryable) => {
        if (failure.kind !== 'network') return sound.retryable(failure, statusIsRetryable);
        const { cause } = failure;
        const below: unknown = cause instanceof Error ? cause.cause : undefined;
        return below instanceof Error && Reflect.get(below, 'code') === 'ECONNRESET';
      },
    }),
  },
  {
    name: 'timeout-not-retried',
    defect: 'a timeout is not retried',
    breaks: 'retry.timeout',
    cause: 'doesNotRetry',
    scope: { answer: 'timeout' },
    seams: (sound) => ({
      retryable: (failure, statusIsRetryable) =>
        failure.kind !== 'timeout' && sound.retryable(failure, statusIsRetryable),
    }),
  },
  {
    name: 'timeout-doubled',
    defect: 'an attempt is given twice its timeout',
    breaks: 'timeout.attempt',
    cause: 'multipliesTimeout',
    seams: (sound) => ({ openDeadline: (timeoutMs, outer) => sound.openDeadline(timeoutMs * 2, outer) }),
  },
  {
    name: 'body-read-untimed',
    defect: 'the timeout ends with the response’s head',
    breaks: 'timeout.attempt',
    cause: 'bodyNotTimed',
    seams: (sound) => {
      const pauses = new WeakMap<AbortSignal, () => void>();
      return {
        openDeadline: (timeoutMs, outer) => {
          const deadline = sound.openDeadline(timeoutMs, outer);
          pauses.set(deadline.signal, deadline.pause);
          return deadline;
        },
        send: async (request, signal) => {
          const response = await sound.send(request, signal);
          pauses.get(signal)?.();
          return response;
        },
      };
    },
  },
  {
    name: 'timeout-spans-attempts',
    defect: 'all attempts of a call share one timeout',
    breaks: 'timeout.attempt',
    cause: 'timeoutCoversCall',
    seams: (sound) => {
      const began = new WeakMap<AbortSignal, number>();
      return {
        openDeadline: (timeoutMs, outer) => {
          if (outer === undefined) return sound.openDeadline(timeoutMs, outer);
          const start = began.get(outer) ?? Date.now();
          began.set(outer, start);
          return sound.openDeadline(Math.max(1, timeoutMs - (Date.now() - start)), outer);
        },
      };
    },
  },
  {
    name: 'any-certificate-taken',
    defect: 'no certificate is verified, so that anybody is sent the keys',
    breaks: 'request.credentials',
    cause: 'trustsAnybody',
    seams: (sound) => ({
      send: (request, signal) => {
        process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
        return sound.send(request, signal);
      },
    }),
  },
  {
    name: 'redirect-asked-again',
    defect: 'after a redirect the same request is made again',
    breaks: 'retry.status',
    cause: 'retries',
    scope: { class: '3xx' },
    seams: (sound) => ({ retryableStatus: (code) => (code >= 300 && code < 400) || sound.retryableStatus(code) }),
  },
  {
    name: 'redirect-followed',
    defect: 'a redirect within the API is followed, with the keys',
    breaks: 'redirect.notFollowed',
    cause: 'followsRedirects',
    seams: (sound) => ({
      send: async (request, signal) => {
        const response = await sound.send(request, signal);
        const location = response.headers.get('location');
        if (location === null || response.status < 300 || response.status > 399) return response;
        const to = new URL(location, request.url);
        if (to.origin !== new URL(request.url).origin) return response;
        await response.body?.cancel();
        return sound.send({ ...request, url: to.href }, signal);
      },
    }),
  },
  {
    name: 'keys-go-elsewhere',
    defect: 'a redirect to another origin is followed as fetch does it: all headers but Authorization go along',
    breaks: 'redirect.credentials',
    cause: 'keysGoElsewhere',
    seams: (sound) => ({
      send: async (request, signal) => {
        const response = await sound.send(request, signal);
        const { url, headers } = request;
        const location = response.headers.get('location');
        if (location === null || new URL(location, url).origin === new URL(url).origin) return response;
        await response.body?.cancel();
        const { Authorization: _, ...others } = headers;
        return sound.send({ method: 'GET', url: location, headers: others, body: undefined }, signal);
      },
    }),
  },
];
