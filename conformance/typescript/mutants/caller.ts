import type { Mutant } from './mutant.js';

/** Gives what comes, and lets go of nothing when its reader leaves. */
async function* heldOnTo(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
}

/** What callers do that few tests think of. */
export const caller: readonly Mutant[] = [
  {
    name: 'abort-before-unnoticed',
    defect: 'a signal that is aborted before the call is not looked at, and the call is made',
    breaks: 'abort.error',
    cause: 'abortRaisesOther',
    scope: { abort: 'before' },
    seams: (sound) => {
      const known = new WeakMap<AbortSignal, boolean>();
      const wasBefore = (signal: AbortSignal | undefined) => {
        if (signal === undefined) return false;
        if (!known.has(signal)) known.set(signal, signal.aborted);
        return known.get(signal) === true;
      };
      return {
        isAborted: (signal) => !wasBefore(signal) && sound.isAborted(signal),
        openDeadline: (timeoutMs, outer) => sound.openDeadline(timeoutMs, wasBefore(outer) ? undefined : outer),
      };
    },
  },
  {
    name: 'abort-reason-lost',
    defect: 'what the caller says of why it aborts is told nowhere',
    breaks: 'error.cause',
    cause: 'causeLost',
    seams: (sound) => ({ abortError: () => sound.abortError(undefined) }),
  },
  {
    name: 'abort-listener-left',
    defect: 'each call leaves a listener on the caller’s abort signal',
    breaks: 'process.leftBehind',
    cause: 'leavesBehind',
    seams: (sound) => ({
      openDeadline: (timeoutMs, outer) => {
        const deadline = sound.openDeadline(timeoutMs, outer);
        return { ...deadline, close: deadline.pause };
      },
    }),
  },
  {
    name: 'call-options-changed',
    defect: 'the retries that are left are kept on the options of a call, which the caller hands to the next',
    breaks: 'retry.status',
    cause: 'sharesState',
    seams: (sound) => {
      let own: { left?: number } = {};
      return {
        callOptions: (options) => {
          own = options as { left?: number };
          return options;
        },
        mayRetry: (retriesDone, maxRetries) => {
          own.left = (own.left ?? maxRetries) - 1;
          return own.left >= 0 && sound.mayRetry(retriesDone, maxRetries);
        },
      };
    },
  },
  {
    name: 'left-stream-stays-open',
    defect: 'a stream that its caller leaves keeps its connection',
    breaks: 'process.leftBehind',
    cause: 'leavesBehind',
    seams: (sound) => ({ parseEvents: (chunks) => sound.parseEvents(heldOnTo(chunks)) }),
  },
  {
    name: 'undefined-wipes-default',
    defect: 'maxRetries that is given as undefined takes the place of the default',
    breaks: 'retry.status',
    cause: 'doesNotRetry',
    scope: { unset: 'yes' },
    seams: (sound) => ({
      orDefault: (options, name, otherwise) =>
        name === 'maxRetries' && name in options ? (options[name] ?? 0) : sound.orDefault(options, name, otherwise),
    }),
  },
  {
    name: 'refused-key-told',
    defect: 'a key that no header can carry is told in the error that refuses it',
    breaks: 'error.secrets',
    cause: 'leaksSecrets',
    seams: () => ({ refusedValue: (name, value) => `${name} ${JSON.stringify(value)} cannot be sent` }),
  },
];
