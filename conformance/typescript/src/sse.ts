import { parseLoose } from './body.js';

export interface StreamEvent {
  readonly event: string;
  /** Parsed where it is JSON, else the text. */
  readonly data: unknown;
}

/** Lines of a text that comes in pieces, ended by LF, CR or CRLF; what follows the last end is not a line. */
async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    // A CR at the very end may be half of a CRLF.
    for (let end = /\r\n|\n|\r(?!$)/.exec(rest); end !== null; end = /\r\n|\n|\r(?!$)/.exec(rest)) {
      yield rest.slice(0, end.index);
      rest = rest.slice(end.index + end[0].length);
    }
  }
  if (rest.endsWith('\r')) yield rest.slice(0, -1);
}

function parseData(text: string): unknown {
  const value = parseLoose(text);
  return value === undefined ? text : value;
}

/** Events of a Server-Sent Events body (WHATWG HTML, section 9.2); an unfinished last one is dropped. */
export async function* parseEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent> {
  let event = '';
  let data: string[] = [];
  for await (const line of lines(chunks)) {
    if (line === '') {
      if (data.length > 0) yield { event: event === '' ? 'message' : event, data: parseData(data.join('\n')) };
      event = '';
      data = [];
      continue;
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
  }
}
