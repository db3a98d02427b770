import { describe, expect, test } from 'vitest';
import { errorResponse, exceptionMapping, rateLimits, statusCodes, tip } from '../testing/error-codes-page.js';
import { foilengine, parcel } from '../testing/specs.js';
import { htmlPage } from './html.js';
import { markdownPage } from './markdown.js';

/** Lines of a section that are not empty. */
function section(page: string, title: string): readonly string[] {
  const after = page.split(`## ${title}\n`)[1] ?? '';
  return (after.split('\n## ')[0] ?? '').split('\n').filter((line) => line !== '');
}

/** Rows as they are shown: what links point at is not seen. */
const tableOf = (page: string, title: string) =>
  section(page, title)
    .filter((line) => line.startsWith('|'))
    .map((line) => line.replace(/<a id="[^"]*"><\/a>/, ''));

describe('the page of Foil Engine says what the error codes page says', () => {
  const page = markdownPage(foilengine());
  test('statuses, row by row', () => {
    expect(tableOf(page, 'HTTP Status Codes')).toEqual(statusCodes);
  });
  test('exceptions, row by row', () => {
    expect(tableOf(page, 'SDK Exception Mapping')).toEqual(exceptionMapping);
  });
  test('rate limits, row by row', () => {
    expect(tableOf(page, 'Rate Limits by Category')).toEqual(rateLimits);
  });
  test('tip', () => {
    expect(page.split('\n').filter((line) => line.startsWith('>'))).toEqual([`> **Tip:** ${tip}`]);
  });
  test('error response format', () => {
    const code = section(page, 'Error Response Format').filter((line) => line.startsWith('    '));
    expect(JSON.parse(code.join('\n'))).toEqual(errorResponse);
  });
});

test('ranges, classes that no status raises, other limits and no tip', () => {
  const page = markdownPage(parcel());
  expect(tableOf(page, 'SDK Exception Mapping')).toMatchInlineSnapshot(`
    [
      "| HTTP Code | C# | Python | TypeScript | Java | Go |",
      "|---|---|---|---|---|---|",
      "| 409, 422 | ParcelConflictException | ParcelConflict | ParcelConflict | ParcelConflictException | ParcelConflict |",
      "| 418 | TeapotException | TeapotError | TeapotError | TeapotException | TeapotError |",
      "| 423, 4xx | ClientException | ClientError | ClientError | ClientException | ClientError |",
      "| 500-502 | DepotException | DepotError | DepotError | DepotException | DepotError |",
      "| 503-599 | ApiException | ApiError | ApiError | ApiException | ApiError |",
    ]
  `);
  expect(tableOf(page, 'Rate Limits by Category')).toMatchInlineSnapshot(`
    [
      "| Category | Limit | Scope | Applies To |",
      "|---|---|---|---|",
      "| Labels | 500 / day | Per client | Labels |",
      "| Tracking | 1 / 90 s | Per IP | Look-ups |",
    ]
  `);
  expect(page.includes('Tip')).toBe(false);
});

test('a language that is not documented has no column', () => {
  const page = markdownPage({ ...parcel(), undocumented: ['csharp'] });
  expect(tableOf(page, 'SDK Exception Mapping').slice(0, 3)).toMatchInlineSnapshot(`
    [
      "| HTTP Code | Python | TypeScript | Java | Go |",
      "|---|---|---|---|---|",
      "| 409, 422 | ParcelConflict | ParcelConflict | ParcelConflictException | ParcelConflict |",
    ]
  `);
});

test('text is shown as it stands, and ends no cell', () => {
  const spec = foilengine();
  const [first] = spec.statuses;
  if (first === undefined) throw new Error('no status');
  const page = markdownPage({
    ...spec,
    statuses: [{ ...first, meaning: 'a | b\n<b>*c*</b> `d` [e](f) \\ _g_ h_i &amp; \u202e$x$' }],
  });
  expect(tableOf(page, 'HTTP Status Codes')[2]).toMatchInlineSnapshot(
    `"| 200 | a \\| b \\<b\\>\\*c\\*\\</b\\> \\\`d\\\` \\[e\\](f) \\\\ \\_g\\_ h_i \\&amp; U+202E\\$x\\$ | Request succeeded | — |"`,
  );
});

test('what no row decides: other statuses, and calls that no answer ends', () => {
  expect(tableOf(markdownPage(foilengine()), 'Other Failures')).toMatchInlineSnapshot(`
    [
      "| Failure | Python | TypeScript | Unity (C#) | Retried |",
      "|---|---|---|---|---|",
      "| Any other status | FoilEngineError | FoilEngineError | FoilEngineException | No |",
      "| The host has no address; The handshake of TLS failed; The answer cannot be read | FoilEngineError | FoilEngineError | FoilEngineException | No |",
      "| The connection was refused; The connection was reset before an answer came; The connection was closed before an answer came; The answer is not HTTP; The answer was cut in its head; The answer was cut in its body; No answer came in time | FoilEngineError | FoilEngineError | FoilEngineException | Yes |",
    ]
  `);
  expect(tableOf(markdownPage(parcel()), 'Other Failures')).toMatchInlineSnapshot(`
    [
      "| Failure | C# | Python | TypeScript | Java | Go | Retried |",
      "|---|---|---|---|---|---|---|",
      "| Any other status | ApiException | ApiError | ApiError | ApiException | ApiError | No |",
      "| The host has no address; The connection was refused; The handshake of TLS failed; The connection was reset before an answer came; The connection was closed before an answer came; The answer is not HTTP; The answer was cut in its head; The answer was cut in its body; No answer came in time; The answer cannot be read | ApiException | ApiError | ApiError | ApiException | ApiError | — |",
    ]
  `);
});

test('rows come in the order of their statuses, ranges last', () => {
  const spec = parcel();
  const shuffled = { ...spec, statuses: [...spec.statuses].reverse() };
  expect(tableOf(markdownPage(shuffled), 'HTTP Status Codes')).toEqual(
    tableOf(markdownPage(spec), 'HTTP Status Codes'),
  );
  expect(tableOf(markdownPage(shuffled), 'SDK Exception Mapping')).toEqual(
    tableOf(markdownPage(spec), 'SDK Exception Mapping'),
  );
});

describe('both forms', () => {
  const anchorsIn = (page: string) => [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  test.each([foilengine(), parcel()])('links point at the same rows: $api.name', (spec) => {
    const rows = anchorsIn(markdownPage(spec));
    expect(new Set(rows).size).toBe(rows.length);
    expect(anchorsIn(htmlPage(spec)).filter((id) => rows.includes(id))).toEqual(rows);
    expect(rows.length).toBeGreaterThan(10);
  });
  test('text is shown as it stands', () => {
    const spec = parcel();
    const page = htmlPage({ ...spec, api: { ...spec.api, name: '<script>"A&B"\u202e' } });
    expect(page.match(/<title>.*/)?.[0]).toBe(
      '<title>Error codes of the &lt;script&gt;&quot;A&amp;B&quot;U+202E API</title>',
    );
    expect(page).not.toContain('<script');
  });
});
