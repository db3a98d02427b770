import type { JsonValue, StreamEvent } from '@sdk-conformance/model';
import { parseJson } from './body.js';

/** Complete events of a Server-Sent Events text (WHATWG HTML, section 9.2.6); an unfinished last event is dropped. */
export function parseEvents(text: string): readonly StreamEvent[] {
  const events: StreamEvent[] = [];
  let name = '';
  let data: string[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  // The text after the last line end is not a line yet.
  for (const line of lines.slice(0, -1)) {
    if (line === '') {
      if (data.length > 0) {
        const joined = data.join('\n');
        const parsed = parseJson(joined);
        const value: JsonValue = parsed.json ? parsed.value : joined;
        events.push({ event: name === '' ? 'message' : name, data: value });
      }
      name = '';
      data = [];
      continue;
    }
    // A comment is a line whose field has no name.
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') name = value;
    else if (field === 'data') data.push(value);
  }
  return events;
}
