import { atEnd } from './at-end.js';
import type { Reporter } from './records.js';
import { type VerdictWords, verdictWords } from './verdict-words.js';
import { element } from './xml.js';

const colours: Readonly<Record<VerdictWords['state'], readonly [hex: string, shields: string]>> = {
  good: ['#2a7a3b', 'brightgreen'],
  open: ['#8a6d00', 'yellow'],
  bad: ['#b3261e', 'red'],
  unknown: ['#5f6368', 'lightgrey'],
};
/** px of a character, and beside a text. */
const character = 6.6;
const beside = 10;

/**
 * A badge (SVG, of a file's own, no network) that says what the run came to.
 *
 * @example
 * ```ts
 * import { badgeReporter } from '@sdk-conformance/reporters';
 *
 * const badge = badgeReporter();
 * for (const record of records) process.stdout.write(badge.write(record)); // <svg … </svg> after the last record
 * ```
 */
export function badgeReporter(): Reporter {
  return atEnd(({ end, run }) => {
    const { state, words } = verdictWords(end);
    const label = `${run.spec.api} conformance`;
    const [left, right] = [label, words].map((text) => Math.round([...text].length * character) + beside);
    const [labelWidth = 0, wordsWidth = 0] = [left, right];
    const width = labelWidth + wordsWidth;
    const text = (content: string, from: number, room: number) =>
      element('text', { x: String(from + room / 2), y: '14', 'text-anchor': 'middle', fill: '#fff' }, content);
    const box = (from: number, room: number, fill: string) =>
      element('rect', { x: String(from), width: String(room), height: '20', fill }, []);
    const svg = element(
      'svg',
      {
        ...{ xmlns: 'http://www.w3.org/2000/svg', width: String(width), height: '20', role: 'img' },
        ...{ 'aria-label': `${label}: ${words}`, 'font-family': 'Verdana, sans-serif', 'font-size': '11' },
      },
      [
        element('title', {}, `${label}: ${words}`),
        box(0, labelWidth, '#444'),
        box(labelWidth, wordsWidth, colours[state][0]),
        text(label, 0, labelWidth),
        text(words, labelWidth, wordsWidth),
      ],
    );
    return `${svg}\n`;
  });
}

/**
 * The same as JSON for an endpoint badge of shields.io.
 *
 * @example
 * ```ts
 * import { shieldsReporter } from '@sdk-conformance/reporters';
 *
 * const badge = shieldsReporter();
 * for (const record of records) process.stdout.write(badge.write(record)); // {"schemaVersion":1,…} after the last record
 * ```
 */
export function shieldsReporter(): Reporter {
  return atEnd(({ end, run }) => {
    const { state, words } = verdictWords(end);
    const label = `${run.spec.api} conformance`;
    return `${JSON.stringify({ schemaVersion: 1, label, message: words, color: colours[state][1] })}\n`;
  });
}
