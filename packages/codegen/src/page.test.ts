import { describe, expect, test } from 'vitest';
import { referencePage } from './page.js';
import { errorResponse, exceptionMapping, rateLimits, statusCodes, tip } from './testing/error-codes-page.js';
import { foilengine, parcel } from './testing/specs.js';

/** Lines of a section that are not empty. */
function section(page: string, title: string): readonly string[] {
  const after = page.split(`## ${title}\n`)[1] ?? '';
  return (after.split('\n## ')[0] ?? '').split('\n').filter((line) => line !== '');
}

const tableOf = (page: string, title: string) => section(page, title).filter((line) => line.startsWith('|'));

describe('the page of Foil Engine says what the error codes page says', () => {
  const page = referencePage(foilengine());
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
  const page = referencePage(parcel());
  expect(tableOf(page, 'SDK Exception Mapping')).toMatchInlineSnapshot(`
    [
      "| HTTP Code | C# | Python | TypeScript |",
      "|---|---|---|---|",
      "| 409, 422 | ParcelConflictException | ParcelConflict | ParcelConflict |",
      "| 418 | TeapotException | TeapotError | TeapotError |",
      "| 423, 4xx | ClientException | ClientError | ClientError |",
      "| 500-502 | DepotException | DepotError | DepotError |",
      "| 503+ | ApiException | ApiError | ApiError |",
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
  const page = referencePage({ ...parcel(), undocumented: ['csharp'] });
  expect(tableOf(page, 'SDK Exception Mapping').slice(0, 3)).toMatchInlineSnapshot(`
    [
      "| HTTP Code | Python | TypeScript |",
      "|---|---|---|",
      "| 409, 422 | ParcelConflict | ParcelConflict |",
    ]
  `);
});

test('text is shown as it stands, and ends no cell', () => {
  const spec = foilengine();
  const [first] = spec.statuses;
  if (first === undefined) throw new Error('no status');
  const page = referencePage({
    ...spec,
    statuses: [{ ...first, meaning: 'a | b\n<b>*c*</b> `d` [e](f) \\ _g_ h_i &amp; \u202e$x$' }],
  });
  expect(tableOf(page, 'HTTP Status Codes')[2]).toMatchInlineSnapshot(
    `"| 200 | a \\| b \\<b\\>\\*c\\*\\</b\\> \\\`d\\\` \\[e\\](f) \\\\ \\_g\\_ h_i \\&amp; U+202E\\$x\\$ | Request succeeded | — |"`,
  );
});
