import { groupBy } from '../terminal/group.js';
import { count } from '../terminal/words.js';
import { document } from './document.js';
import { html, type Markup } from './markup.js';

/** What SDKs of one API do, line by line of its spec. */
export interface Policies {
  /** The API's name. */
  readonly api: string;
  readonly sdks: readonly string[];
  /** Lines in which they differ, gravest first. */
  readonly rows: readonly PolicyRow[];
}

export interface PolicyRow {
  /** Keys of the line, and what of it: `retry.statuses (GET 409)`. */
  readonly line: string;
  /** What each SDK does, in their order; null where it is not known. */
  readonly values: readonly (string | null)[];
}

/**
 * One file of HTML that loads nothing: where SDKs of one API behave differently. What an SDK said is text in it.
 *
 * @example
 * ```ts
 * import { policiesPage } from '@sdk-conformance/reporters';
 *
 * const rows = [{ line: 'retry.maxRetries', values: ['2', '3'] }];
 * console.log(policiesPage({ api: 'Shop', sdks: ['typescript', 'python'], rows })); // <!doctype html>…
 * ```
 */
export function policiesPage({ api, sdks, rows }: Policies): string {
  const heads = sdks.map((sdk) => html`<th scope="col">${sdk}</th>`);
  const groups = [...groupBy(rows, ({ line }) => line.split(/[. ]/)[0] ?? '')].map(
    ([section, own]) =>
      html`<tbody><tr class="family"><th scope="rowgroup" colspan="${sdks.length + 1}">${section}</th></tr>${own.map(row)}</tbody>`,
  );
  const main =
    rows.length === 0
      ? html`<p class="lead"><span class="verdict good">They behave alike</span></p><p>As far as was learnt of ${sdks.join(', ')}.</p>`
      : html`<p class="lead"><span class="verdict bad">They differ in ${count(rows.length, 'way')}</span></p>
<p>Gravest first. What most do stands plain, what the others do is marked; where there are as many of either, all are.</p>
<div class="wide" tabindex="0" role="group" aria-label="Lines and SDKs"><table class="matrix policies"><caption>What each SDK does, by lines of the spec</caption><thead><tr><th scope="col">line</th>${heads}</tr></thead>${groups}</table></div>`;
  return document(`${api}: where SDKs differ`, main, {
    footer: 'Made by sdk-conformance of what SDKs were seen to do.',
  });
}

function row({ line, values }: PolicyRow): Markup {
  const most = usual(values);
  const cells = values.map((value) =>
    value === null
      ? html`<td class="none">not learnt</td>`
      : html`<td class="${value === most ? 'plain' : 'open'}">${value}</td>`,
  );
  return html`<tr><th scope="row"><code>${line}</code></th>${cells}</tr>`;
}

/** What more than half of those do of which it is known. */
function usual(values: readonly (string | null)[]): string | null {
  const known = values.filter((value) => value !== null);
  return known.find((value) => known.filter((other) => other === value).length > known.length / 2) ?? null;
}
