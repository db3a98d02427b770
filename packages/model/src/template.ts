/** The longest text that one template may stand for (bytes). */
const maxRepeatBytes = 64 * 1024 * 1024;

const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** What a template may be, for messages. */
export const templateForms =
  '{{httpdate +3s}}, {{rfc850date +3s}}, {{asctime +3s}}, {{isodate}}, {{epoch -1s}}, {{epochMs}}, {{otherOrigin}} or {{repeat 1024 x}}';

/** What templates are filled with: the clock domain's date, in epoch ms, and where the lane's other origin is. */
export interface TemplateValues {
  readonly nowMs: number;
  /** An origin other than the API's; one that no name leads to where none is given. */
  readonly otherOrigin?: string;
}

/** A part of a text: as it stands, what is only known when served (a moment to be formatted, an origin), or one text many times. */
export type TemplatePart =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'moment'; readonly format: (epochMs: number) => string; readonly offsetMs: number }
  | { readonly kind: 'otherOrigin' }
  | { readonly kind: 'repeat'; readonly count: number; readonly text: string };

/** A template that cannot be read; `offset` counts characters from the start of the text. */
export interface TemplateMistake {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
  readonly got: string;
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The parts of a date in GMT, cut to the second: `['Sun', '06', 'Nov', '1994', '08:49:37']`. */
function dateParts(epochMs: number): readonly string[] {
  return new Date(epochMs).toUTCString().split(/,? /).slice(0, 5);
}

const formats: Readonly<Record<string, (epochMs: number) => string>> = {
  // RFC 9110 section 5.6.7: IMF-fixdate, and the two obsolete forms of an HTTP-date, which every recipient must accept.
  httpdate: (epochMs) => new Date(epochMs).toUTCString(),
  rfc850date: (epochMs) => {
    const [, day, month, year = '', time] = dateParts(epochMs);
    return `${weekdays[new Date(epochMs).getUTCDay()]}, ${day}-${month}-${year.slice(-2)} ${time} GMT`;
  },
  asctime: (epochMs) => {
    const [weekday, day, month, year, time] = dateParts(epochMs);
    return `${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`;
  },
  isodate: (epochMs) => new Date(epochMs).toISOString(),
  epoch: (epochMs) => String(Math.floor(epochMs / 1000)),
  epochMs: (epochMs) => String(Math.floor(epochMs)),
};

export const templateNames: readonly string[] = [...Object.keys(formats), 'otherOrigin', 'repeat'];

function parseOne(inside: string): TemplatePart | string {
  const repeat = /^repeat +(\d+) ([\s\S]+)$/.exec(inside);
  if (repeat !== null) {
    const [count, text] = [Number(repeat[1]), repeat[2] ?? ''];
    if (count * new TextEncoder().encode(text).length > maxRepeatBytes) return 'a template stands for more than 64 MiB';
    return { kind: 'repeat', count, text };
  }
  if (inside.trim() === 'otherOrigin') return { kind: 'otherOrigin' };
  const moment = /^ *(\w+)(?: +([+-]\d+)(ms|s|m|h))? *$/.exec(inside);
  const format = moment === null || !Object.hasOwn(formats, moment[1] ?? '') ? undefined : formats[moment[1] ?? ''];
  if (moment === null || format === undefined) return 'unknown template';
  const unit = moment[3] as keyof typeof unitMs | undefined;
  return { kind: 'moment', format, offsetMs: unit === undefined ? 0 : Number(moment[2]) * unitMs[unit] };
}

/** Splits a text at its templates, with every mistake in them. A template that is a mistake is kept as literal text. */
export function parseTemplates(text: string): { parts: readonly TemplatePart[]; mistakes: readonly TemplateMistake[] } {
  const parts: TemplatePart[] = [];
  const mistakes: TemplateMistake[] = [];
  let done = 0;
  for (let open = text.indexOf('{{'); open !== -1; open = text.indexOf('{{', done)) {
    if (open > done) parts.push({ kind: 'literal', text: text.slice(done, open) });
    const close = text.indexOf('}}', open + 2);
    const end = close === -1 ? text.length : close + 2;
    const part = close === -1 ? 'a template is not closed' : parseOne(text.slice(open + 2, close));
    if (typeof part === 'string') {
      const got = text.slice(open, Math.min(end, open + 60)).split(/[\r\n]/, 1)[0] ?? '';
      mistakes.push({ offset: open, length: got.length, message: part, got });
      parts.push({ kind: 'literal', text: text.slice(open, end) });
    } else {
      parts.push(part);
    }
    done = end;
  }
  if (done < text.length) parts.push({ kind: 'literal', text: text.slice(done) });
  return { parts, mistakes };
}

function partText(part: TemplatePart, values: TemplateValues): string {
  switch (part.kind) {
    case 'literal':
      return part.text;
    case 'moment':
      return part.format(values.nowMs + part.offsetMs);
    case 'otherOrigin':
      // RFC 6761, section 6.4: `.invalid` never resolves.
      return values.otherOrigin ?? 'http://other-origin.invalid';
    case 'repeat':
      return part.text.repeat(part.count);
  }
}

export function fillParts(parts: readonly TemplatePart[], values: TemplateValues): string {
  return parts.map((part) => partText(part, values)).join('');
}

/** The bytes of a part that is written once. */
function onceBytes(part: Exclude<TemplatePart, { kind: 'repeat' }>, values: TemplateValues): Uint8Array {
  return part.kind === 'literal' ? latin1(part.text) : new TextEncoder().encode(partText(part, values));
}

// Character by character through an iterator took twenty times as long.
function latin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Fills a range with one text over and over, twice as much at each turn. */
function repeatInto(range: Uint8Array, unit: Uint8Array): void {
  if (unit.length === 1) {
    range.fill(unit[0] ?? 0);
    return;
  }
  if (range.length === 0) return;
  range.set(unit);
  for (let done = unit.length; done < range.length; done *= 2) {
    range.copyWithin(done, 0, Math.min(done, range.length - done));
  }
}

/** As bytes: UTF-8, but for literal parts, whose characters are bytes (latin1). */
export function fillPartBytes(parts: readonly TemplatePart[], values: TemplateValues): Uint8Array {
  const pieces = parts.map((part) =>
    part.kind === 'repeat'
      ? { unit: latin1(part.text), count: part.count }
      : { unit: onceBytes(part, values), count: 1 },
  );
  // 50 MB of text are filled where they are to stand: memory that is touched twice costs twice.
  const filled = new Uint8Array(pieces.reduce((sum, { unit, count }) => sum + unit.length * count, 0));
  let at = 0;
  for (const { unit, count } of pieces) {
    const end = at + unit.length * count;
    if (count === 1) filled.set(unit, at);
    else repeatInto(filled.subarray(at, end), unit);
    at = end;
  }
  return filled;
}

/**
 * Replaces every `{{…}}` in a text: `{{httpdate +3s}}`, `{{rfc850date}}`, `{{asctime}}` (RFC 9110 dates, cut to the second), `{{isodate}}`, `{{epoch -1s}}` (s),
 * `{{epochMs}}`, `{{otherOrigin}}`, `{{repeat 1024 x}}`. Offsets are in `ms`, `s`, `m` or `h`.
 *
 * @throws RangeError on a template that is none of these.
 */
export function fillTemplates(text: string, values: TemplateValues): string {
  if (!text.includes('{{')) return text;
  const { parts, mistakes } = parseTemplates(text);
  const first = mistakes[0];
  if (first !== undefined) throw new RangeError(`${first.message}: ${first.got}; expected ${templateForms}`);
  return fillParts(parts, values);
}
