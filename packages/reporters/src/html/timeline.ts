import type { ObservationRecord, TargetRecord } from '../records.js';
import { createPaint } from '../terminal/paint.js';
import { timeline } from '../terminal/timeline.js';
import { count, exactMs, inOneLine } from '../terminal/words.js';
import { html, type Markup } from './markup.js';
import { type Row, type Scene, type Stretch, sceneOf } from './scene.js';

/** The drawing's units: its width, where time begins and ends in it, and the height of a row. */
const width = 860;
const left = 230;
const right = 760;
const rowHeight = 24;

/** A step's timeline, to scale, and the same in words. */
export function timelineFigure(
  observation: ObservationRecord,
  step: string | null,
  tolerance: TargetRecord['tolerance'],
): Markup {
  const scene = sceneOf(observation, step, tolerance);
  const lines = timeline(observation, step, createPaint(false)).join('\n');
  return html`<figure class="timeline">${drawing(scene)}<figcaption>${legend(scene)}</figcaption><pre tabindex="0" aria-label="Timeline in words">${lines}</pre></figure>`;
}

function drawing(scene: Scene): Markup {
  const { rows, toMs, outcomes } = scene;
  const x = (ms: number) => left + (ms / toMs) * (right - left);
  const foot = 8 + (rows.length + outcomes.length) * rowHeight;
  const requests = rows.filter(({ request }) => request !== null).length + scene.left;
  const title = `Timeline of ${count(requests, 'request')} in ${exactMs(toMs)}, to scale; the lines below say the same in words`;
  return html`<svg viewBox="0 0 ${width} ${foot + 24}" role="img" aria-label="${title}">${axis(toMs, foot, x)}${rows.map((row, i) => drawnRow(row, 8 + i * rowHeight, x))}${outcomes.map(({ atMs, words }, i) => outcome(atMs, words, 8 + (rows.length + i) * rowHeight, x))}</svg>`;
}

type Scale = (ms: number) => number;

function axis(toMs: number, foot: number, x: Scale): Markup {
  const ticks = ticksOf(toMs);
  const lines = ticks.map((ms) => html`<line x1="${x(ms)}" x2="${x(ms)}" y1="4" y2="${foot}"/>`);
  const texts = ticks.map((ms) => html`<text x="${x(ms)}" y="${foot + 16}" text-anchor="middle">${exactMs(ms)}</text>`);
  return html`<g class="axis">${lines}${texts}</g>`;
}

/** Round times, eight at most: more would write over each other. */
function ticksOf(toMs: number): readonly number[] {
  const least = toMs / 7;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * ([1, 2, 5].find((n) => n * power >= least) ?? 10);
  return Array.from({ length: Math.floor(toMs / step) + 1 }, (_, i) => i * step);
}

function drawnRow(row: Row, y: number, x: Scale): Markup {
  const middle = y + rowHeight / 2;
  const { request, window, wait, retryAfterMs } = row;
  const end = request?.toMs ?? window?.toMs ?? 0;
  const hint =
    retryAfterMs === null
      ? null
      : html`<line class="hint" x1="${x(retryAfterMs)}" x2="${x(retryAfterMs)}" y1="${y}" y2="${y + rowHeight}"/>`;
  const drawn = [
    bar('window', window, { y: y + 3, height: rowHeight - 6, x }),
    bar('wait', wait, { y: middle - 1.5, height: 3, x, off: !row.isAllowed }),
    hint,
    bar('request', request, { y: middle - 6, height: 12, x }),
  ];
  const answer = request === null ? 'answer off' : 'answer';
  return html`<text class="label" x="8" y="${middle + 4}">${inOneLine(row.label, 32)}</text>${drawn}<text class="${answer}" x="${Math.max(x(end), left) + 9}" y="${middle + 4}">${inOneLine(row.answer, 14)}</text>`;
}

/** Least width of what lasted no time, so that it is seen; a window that is a point in time stands on both sides of it. */
const leastWidth = { request: 3, window: 11, wait: 1 } as const;

function bar(
  kind: keyof typeof leastWidth,
  stretch: Stretch | null,
  {
    y,
    height,
    x,
    off = false,
  }: { readonly y: number; readonly height: number; readonly x: Scale; readonly off?: boolean },
): Markup | null {
  if (stretch === null) return null;
  const wide = x(stretch.toMs) - x(stretch.fromMs);
  const shown = Math.max(wide, leastWidth[kind]);
  const start = x(stretch.fromMs) - (kind === 'window' ? (shown - wide) / 2 : 0);
  return html`<rect class="${off ? `${kind} off` : kind}" x="${start}" y="${y}" width="${shown}" height="${height}"/>`;
}

function outcome(atMs: number | null, words: string, y: number, x: Scale): Markup {
  const middle = y + rowHeight / 2;
  const at = x(atMs ?? 0);
  // Where there is more room: a text is not measured here.
  const isLeft = at > (left + right) / 2;
  const mark = atMs === null ? null : html`<circle class="settled" cx="${at}" cy="${middle}" r="4"/>`;
  return html`<text class="label" x="8" y="${middle + 4}">outcome</text>${mark}<text class="answer" x="${isLeft ? at - 10 : at + 10}" y="${middle + 4}" text-anchor="${isLeft ? 'end' : 'start'}">${inOneLine(words, 46)}</text>`;
}

function legend({ rows, left }: Scene): readonly Markup[] {
  const waits = rows.filter(({ wait }) => wait !== null);
  const shown: readonly (readonly [boolean, string, string])[] = [
    [true, 'request', 'a request, until its answer ended'],
    [waits.some(({ isAllowed }) => isAllowed), 'wait', 'a wait'],
    [waits.some(({ isAllowed }) => !isAllowed), 'wait off', 'a wait that is not allowed'],
    [rows.some(({ window }) => window !== null), 'window', 'allowed window'],
    [rows.some(({ retryAfterMs }) => retryAfterMs !== null), 'hint', 'Retry-After'],
  ];
  const keys = shown.flatMap(([is, kind, words]) => (is ? [html`<span class="key ${kind}">${words}</span>`] : []));
  return left === 0 ? keys : [...keys, html`<span>${count(left, 'more request')} not drawn</span>`];
}
