export interface StreamEvent {
  readonly event: string;
  /** Parsed where it is JSON, else the text. */
  readonly data: unknown;
}

function parseBlock(block: string): StreamEvent | null {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split(/\r\n|\r|\n/)) {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value || 'message';
    if (field === 'data') data.push(value);
  }
  if (data.length === 0) return null;
  const text = data.join('\n');
  try {
    return { event, data: JSON.parse(text) };
  } catch {
    return { event, data: text };
  }
}

/** An event ends at an empty line; a CR that ends a piece may be half of a CRLF. */
const blockEnd = /(\r\n|\n|\r(?!\n|$))(\r\n|\n|\r(?!$))/;

/** Events of a Server-Sent Events body; an unfinished last one is dropped. */
export async function* parseEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    for (let end = blockEnd.exec(rest); end !== null; end = blockEnd.exec(rest)) {
      const event = parseBlock(rest.slice(0, end.index));
      rest = rest.slice(end.index + end[0].length);
      if (event !== null) yield event;
    }
  }
  // What was held back as half of a CRLF was a line end after all.
  const last = /(\r\n|\n|\r)\r$/.exec(rest) === null ? null : parseBlock(rest);
  if (last !== null) yield last;
}
