import { known } from '../terminal/known.js';
import { open } from '../terminal/open.js';
import { createPaint } from '../terminal/paint.js';
import { unsteady } from '../terminal/unsteady.js';
import { html, type Markup } from './markup.js';
import type { View } from './view.js';

/** What is known, unsteady, left open or was not judged: as the terminal report tells it. */
export function rest({ collected }: View): readonly (Markup | null)[] {
  const paint = createPaint(false);
  return [
    told('known', 'Known deviations', known(collected, paint)),
    told('unsteady', 'Unsteady', unsteady(collected, paint)),
    told('open', 'Not judged', open(collected, paint)),
  ];
}

function told(id: string, title: string, lines: readonly string[]): Markup | null {
  if (lines.length === 0) return null;
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2><pre tabindex="0" aria-labelledby="${id}-title">${lines.join('\n').trim()}</pre></section>`;
}
