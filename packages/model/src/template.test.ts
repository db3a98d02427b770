import { expect, test } from 'vitest';
import { fillPartBytes, fillTemplates, parseTemplates } from './template.js';

const now = { nowMs: Date.UTC(2026, 10, 2, 10, 15, 0, 250) };

test.each([
  ['no template', 'no template'],
  ['{{httpdate}}', 'Mon, 02 Nov 2026 10:15:00 GMT'],
  ['{{httpdate +3s}}', 'Mon, 02 Nov 2026 10:15:03 GMT'],
  ['{{httpdate +800ms}}', 'Mon, 02 Nov 2026 10:15:01 GMT'],
  ['{{httpdate -1s}}', 'Mon, 02 Nov 2026 10:14:59 GMT'],
  ['{{httpdate +2m}}, {{httpdate -1h}}', 'Mon, 02 Nov 2026 10:17:00 GMT, Mon, 02 Nov 2026 09:15:00 GMT'],
  ['{{rfc850date +3s}}', 'Monday, 02-Nov-26 10:15:03 GMT'],
  ['{{asctime +3s}}', 'Mon Nov  2 10:15:03 2026'],
  ['{{asctime +240h}}', 'Thu Nov 12 10:15:00 2026'],
  ['{{isodate +1s}}', '2026-11-02T10:15:01.250Z'],
  ['in {{epoch +3s}} s', 'in 1793614503 s'],
  ['{{epochMs}}', '1793614500250'],
  ['<{{repeat 3 ab}}>', '<ababab>'],
  ['{{repeat 2  }}', '  '],
])('%s', (text, filled) => {
  expect(fillTemplates(text, now)).toBe(filled);
});

test.each([
  ['{{httpdat}}', 'unknown template: {{httpdat}}'],
  ['{{httpdate +3}}', 'unknown template: {{httpdate +3}}'],
  ['{{toString}}', 'unknown template: {{toString}}'],
  ['x {{epoch', 'a template is not closed: {{epoch'],
  ['{{repeat 90000000 x}}', 'a template stands for more than 64 MiB: {{repeat 90000000 x}}'],
])('%s is refused', (text, message) => {
  expect(() => fillTemplates(text, now)).toThrow(
    new RangeError(
      `${message}; expected {{httpdate +3s}}, {{rfc850date +3s}}, {{asctime +3s}}, {{isodate}}, {{epoch -1s}}, {{epochMs}}, {{otherOrigin}} or {{repeat 1024 x}}`,
    ),
  );
});

test('bytes around a template stay as they are', () => {
  const { parts } = parseTemplates('\xff{{repeat 2 \xc3\xa9}}{{epoch}}');
  expect(Buffer.from(fillPartBytes(parts, { nowMs: 5000 })).toString('latin1')).toBe('\xff\xc3\xa9\xc3\xa95');
});

test.each([
  ['<{{repeat 0 ab}}>', '<>'],
  ['{{repeat 5 abc}}', 'abcabcabcabcabc'],
  ['{{repeat 4 abc}}{{repeat 1 de}}', 'abcabcabcabcde'],
])('%s as bytes', (text, filled) => {
  expect(Buffer.from(fillPartBytes(parseTemplates(text).parts, now)).toString('latin1')).toBe(filled);
});

test('50 MB of body', () => {
  const filled = fillPartBytes(parseTemplates('{"m": "{{repeat 52428800 x}}"}').parts, now);
  expect(filled.length).toBe(52_428_800 + 9);
});
