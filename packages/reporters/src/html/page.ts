import { document } from './document.js';
import { entries } from './entries.js';
import { jitter } from './jitter.js';
import { html, type Markup } from './markup.js';
import { drift, matrix } from './matrix.js';
import { rest } from './rest.js';
import { summary } from './summary.js';
import type { View } from './view.js';
import { wrong } from './wrong.js';

/** The whole file. */
export function page(view: View): string {
  const { run } = view.collected;
  const title = `SDK conformance: ${run.spec.api}`;
  const sections: readonly (readonly [string, string, Markup | null])[] = [
    ['wrong', 'What is wrong', wrong(view)],
    ['drift', 'Where languages differ', drift(view)],
    ['matrix', 'Requirements and targets', matrix(view)],
    ['failures', 'Failing scenarios', entries(view)],
    ['jitter', 'Jitter', jitter(view)],
  ];
  const links = sections.flatMap(([id, name, of]) =>
    of === null ? [] : [html`<li><a href="#${id}">${name}</a></li>`],
  );
  const nav = html`<nav aria-label="Sections"><ul>${links}</ul></nav>`;
  const main = html`${summary(view)}
${sections.map(([, , of]) => of)}
${rest(view)}`;
  return document(title, main, { nav, footer: `Made by sdk-conformance ${run.version} of the run’s log alone.` });
}
