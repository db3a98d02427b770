import { createHash } from 'node:crypto';
import { html, type Markup, written } from './markup.js';
import { script } from './script.js';
import { styles } from './styles.js';

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

/** A whole file: one title, what stands below it, and the page's own style and script. */
export function document(
  title: string,
  main: Markup,
  parts: { readonly nav?: Markup; readonly footer: string },
): string {
  const head = html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>`;
  const body = html`<a class="skip" href="#main">Skip to the report</a>
<header><h1>${title}</h1></header>
${parts.nav ?? null}
<main id="main" tabindex="-1">
${main}
</main>
<footer>${parts.footer} This file loads nothing.</footer>`;
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
