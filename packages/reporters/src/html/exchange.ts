import type { CappedBody, ExchangeRecord, ObservationRecord } from '../records.js';
import { count } from '../terminal/words.js';
import { html, type Markup } from './markup.js';

/** Exchanges that are shown of a scenario; the log has them all. */
const most = 12;

/** What went over the wire, request by request, as the log holds it: credentials masked, long bodies cut. */
export function rawExchanges({ exchanges }: ObservationRecord): Markup {
  const shown = exchanges.slice(0, most);
  const left = exchanges.length - shown.length;
  const more = left === 0 ? null : html`<p>${count(left, 'more request')} in the log.</p>`;
  return html`<details><summary>Raw exchange: ${count(exchanges.length, 'request')}</summary>${shown.map(raw)}${more}</details>`;
}

function raw(exchange: ExchangeRecord, i: number): Markup {
  const { measured, rejected, served } = exchange;
  const request =
    rejected === undefined
      ? [`${exchange.method} ${exchange.target}`, ...lines(measured.requestHeaders), ...bodyLines(exchange.body)]
      : [`not taken, for ${rejected.why}:`, rejected.bytes];
  const answer = [`served: ${served}`, ...lines(measured.servedHeaders)];
  const text = [...request.map((line) => `> ${line}`), ...answer.map((line) => `< ${line}`)].join('\n');
  return html`<pre tabindex="0" aria-label="Request ${i + 1} and its answer">${text}</pre>`;
}

function lines(headers: readonly (readonly [string, string])[]): readonly string[] {
  return headers.map(([name, value]) => `${name}: ${value}`);
}

function bodyLines(body: CappedBody): readonly string[] {
  if (body.bytes === 0) return [];
  const [kind, text] = 'text' in body ? ['', body.text] : [', in base64', body.base64];
  const cut = body.cut ? ', its beginning' : '';
  return ['', ...text.split('\n'), `(${count(body.bytes, 'byte')}${kind}${cut})`];
}
