import { createHash } from 'node:crypto';
import { entries } from './entries.js';
import { jitter } from './jitter.js';
import { html, type Markup, written } from './markup.js';
import { drift, matrix } from './matrix.js';
import { rest } from './rest.js';
import { script } from './script.js';
import { styles } from './styles.js';
import { summary } from './summary.js';
import type { View } from './view.js';
import { wrong } from './wrong.js';

/** Nothing is loaded, nothing sent, and no script or style runs but the two that stand here. */
const policy = [
  "default-src 'none'",
  `style-src '${hashOf(styles)}'`,
  `script-src '${hashOf(script)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

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
  const body = html`<a class="skip" href="#main">Skip to the report</a>
<header><h1>${title}</h1></header>
<nav aria-label="Sections"><ul>${links}</ul></nav>
<main id="main" tabindex="-1">
${summary(view)}
${sections.map(([, , of]) => of)}
${rest(view)}
</main>
<footer>Made by sdk-conformance ${run.version} of the run’s log alone. This file loads nothing.</footer>`;
  const head = html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>`;
  return `<!doctype html>
<html lang="en">
<head>
${written(head)}
<style>${styles}</style>
</head>
<body>
${written(body)}
<script>${script}</script>
</body>
</html>
`;
}
