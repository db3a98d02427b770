import { parseLoose } from '../src/body.js';
import type { StreamEvent } from '../src/sse.js';
import type { Mutant } from './mutant.js';

/** Reads blocks that end in an empty line, and takes one data line of each. */
async function* singleLineEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    rest = (rest + decoder.decode(chunk, { stream: true })).replaceAll('\r\n', '\n');
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const block = rest.slice(0, end);
      rest = rest.slice(end + 2);
      const data = /^data: ?(.*)$/m.exec(block)?.[1];
      const event = /^event: ?(.*)$/m.exec(block)?.[1] ?? 'message';
      if (data !== undefined) yield { event, data: parseLoose(data) ?? data };
    }
  }
}

const lf = new Uint8Array([10]);

/** The text with a blank for each CR that no LF follows. */
async function* withoutLoneReturns(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held = false;
  for await (const chunk of chunks) {
    const bytes: number[] = held ? [13, ...chunk] : [...chunk];
    held = bytes.at(-1) === 13;
    if (held) bytes.pop();
    yield Uint8Array.from(bytes, (byte, i) => (byte === 13 && bytes[i + 1] !== 10 ? 32 : byte));
  }
}

export const stream: readonly Mutant[] = [
  {
    name: 'crlf-unknown',
    defect: 'events must end in two line feeds; CRLF is not understood',
    breaks: 'stream.events',
    cause: 'eventsDiffer',
    seams: (sound) => ({
      parseEvents: (chunks) => {
        async function* withoutCr(): AsyncGenerator<Uint8Array> {
          // A CR becomes part of its line, so that the empty line is never seen.
          for await (const chunk of chunks) yield chunk.map((byte) => (byte === 13 ? 32 : byte));
        }
        return sound.parseEvents(withoutCr());
      },
    }),
  },
  {
    name: 'cr-unknown',
    defect: 'lines end in LF or CRLF; a CR alone is not understood',
    breaks: 'stream.events',
    cause: 'eventsDiffer',
    seams: (sound) => ({
      parseEvents: (chunks) => sound.parseEvents(withoutLoneReturns(chunks)),
    }),
  },
  {
    name: 'crlf-cut-ends-twice',
    defect: 'a CRLF that is cut between two chunks ends two lines, and with them an event',
    breaks: 'stream.events',
    cause: 'eventsDiffer',
    seams: (sound) => ({
      parseEvents: (chunks) => {
        async function* twice(): AsyncGenerator<Uint8Array> {
          for await (const chunk of chunks)
            yield chunk.at(-1) === 13 ? Buffer.concat([chunk.subarray(0, -1), lf]) : chunk;
        }
        return sound.parseEvents(twice());
      },
    }),
  },
  {
    name: 'reads-past-end',
    defect: 'a stream is read until its connection ends, whatever its last event',
    breaks: 'call.prompt',
    cause: 'settlesLate',
    seams: (sound) => {
      let complete = false;
      return {
        isLastEvent: (event) => {
          complete ||= sound.isLastEvent(event);
          return false;
        },
        missingEnd: () => (complete ? null : sound.missingEnd()),
      };
    },
  },
  {
    name: 'multi-line-data-lost',
    defect: 'of several data lines only one is kept',
    breaks: 'stream.events',
    cause: 'eventsDiffer',
    seams: () => ({ parseEvents: singleLineEvents }),
  },
  {
    name: 'utf8-cut-between-chunks',
    defect: 'each chunk is decoded alone, so that characters cut between two are lost',
    breaks: 'stream.events',
    cause: 'eventsDiffer',
    seams: (sound) => ({
      parseEvents: (chunks) => {
        async function* recoded(): AsyncGenerator<Uint8Array> {
          for await (const chunk of chunks) yield new TextEncoder().encode(new TextDecoder().decode(chunk));
        }
        return sound.parseEvents(recoded());
      },
    }),
  },
  {
    name: 'chunk-is-event',
    defect: 'every chunk is taken for whole events',
    breaks: 'stream.events',
    cause: 'eventsDiffer',
    seams: (sound) => ({
      parseEvents: async function* (chunks) {
        for await (const chunk of chunks) {
          async function* one(): AsyncGenerator<Uint8Array> {
            yield chunk;
          }
          yield* sound.parseEvents(one());
        }
      },
    }),
  },
  {
    name: 'stream-never-retried',
    defect: 'a stream is not retried, not even before its first event',
    breaks: 'stream.retry',
    cause: 'doesNotRetry',
    scope: { stream: 'yes' },
    seams: () => ({ mayReplay: () => false }),
  },
  {
    name: 'partial-then-retry',
    defect: 'a stream that breaks after its first events is asked for again, and they come twice',
    breaks: 'stream.noReplay',
    cause: 'replaysStream',
    seams: () => ({ mayReplay: () => true }),
  },
  {
    name: 'stream-error-swallowed',
    defect: 'an error event ends the stream as if all had gone well',
    breaks: 'stream.errorEvent',
    cause: 'errorEventIgnored',
    seams: (sound) => ({
      isErrorEvent: () => false,
      isLastEvent: (event) => event.event === 'error' || sound.isLastEvent(event),
    }),
  },
  {
    name: 'error-event-is-event',
    defect: 'an error event is handed on like any other',
    breaks: 'stream.events',
    cause: 'eventsDiffer',
    seams: () => ({ isErrorEvent: () => false }),
  },
  {
    name: 'truncated-is-complete',
    defect: 'a stream that ends without `done` is taken for complete',
    breaks: 'stream.terminal',
    cause: 'endUnnoticed',
    seams: () => ({ missingEnd: () => null }),
  },
  {
    name: 'stream-idle-untimed',
    defect: 'after its first event a stall ends only after five minutes of Node',
    breaks: 'stream.idle',
    cause: 'timeoutOther',
    seams: (sound) => ({
      openDeadline: (timeoutMs, outer) => ({ ...sound.openDeadline(timeoutMs, outer), restart: () => undefined }),
    }),
  },
  {
    name: 'stream-idle-doubled',
    defect: 'after its first event a stream may pause for twice the timeout',
    breaks: 'stream.idle',
    cause: 'multipliesTimeout',
    seams: (sound) => ({
      openDeadline: (timeoutMs, outer) => {
        const deadline = sound.openDeadline(timeoutMs, outer);
        let first: NodeJS.Timeout | undefined;
        const before = (then: () => void) => (): void => {
          clearTimeout(first);
          then();
        };
        return {
          ...deadline,
          restart: () => {
            first = setTimeout(deadline.restart, timeoutMs);
          },
          pause: before(deadline.pause),
          close: before(deadline.close),
        };
      },
    }),
  },
  {
    name: 'stream-timeout-is-total',
    defect: 'the timeout covers the whole stream instead of each wait for an event',
    breaks: 'stream.events',
    cause: 'eventsDiffer',
    seams: (sound) => ({
      openDeadline: (timeoutMs, outer) => ({
        ...sound.openDeadline(timeoutMs, outer),
        pause: () => undefined,
        restart: () => undefined,
      }),
    }),
  },
];
