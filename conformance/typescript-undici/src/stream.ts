import { AttemptFailed, type Limits, networkFailure, type Outgoing, open } from './attempt.js';
import { json, serverWords } from './body.js';
import { FoilEngineError } from './errors.js';
import { aborted, recover } from './retry.js';

export interface StreamEvent {
  readonly event: string;
  /** Parsed where it is JSON, else the text. */
  readonly data: unknown;
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let line = '';
  let afterReturn = false;
  for await (const chunk of chunks) {
    for (const character of decoder.decode(chunk, { stream: true })) {
      const isEnd = character === '\n' || character === '\r';
      if (!isEnd) line += character;
      else if (!(character === '\n' && afterReturn)) {
        yield line;
        line = '';
      }
      afterReturn = character === '\r';
    }
  }
}

async function* eventsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent> {
  let event = '';
  let data: string[] = [];
  for await (const line of linesOf(chunks)) {
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/su.exec(line) ?? [];
    if (field === 'event') event = value;
    if (field === 'data') data.push(value);
    if (line !== '') continue;
    const text = data.join('\n');
    if (data.length > 0) yield { event: event || 'message', data: json(text, text) };
    event = '';
    data = [];
  }
}

/** Events of one attempt. @throws AttemptFailed */
async function* openStream(outgoing: Outgoing, limits: Limits): AsyncGenerator<StreamEvent> {
  const { body } = await open(outgoing, limits, limits.signal ?? null);
  try {
    for await (const event of eventsOf(body)) {
      if (event.event === 'error') {
        const words = serverWords(event.data, limits.secrets) ?? 'The server broke the stream off';
        throw new AttemptFailed(new FoilEngineError(words), false);
      }
      yield event;
      if (event.event === 'done') return;
    }
  } catch (error) {
    throw error instanceof AttemptFailed ? error : networkFailure(error);
  }
  throw new AttemptFailed(new FoilEngineError('The stream ended without its last event'), true);
}

/** A stream's events; asks again where it breaks before the first of them. */
export async function* streaming(outgoing: Outgoing, maxRetries: number, limits: Limits): AsyncGenerator<StreamEvent> {
  for (let retry = 0; ; retry++) {
    if (limits.signal?.aborted) throw aborted(limits.signal);
    let begun = false;
    try {
      for await (const event of openStream(outgoing, limits)) {
        begun = true;
        yield event;
      }
      return;
    } catch (error) {
      await recover(error, retry, begun ? retry : maxRetries, limits);
    }
  }
}
