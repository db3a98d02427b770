import { readFileSync } from 'node:fs';
import { loadSpec, readYaml } from '@sdk-conformance/spec';
import { expect, test } from 'vitest';
import { isTree, type Tree } from './skeleton.js';
import { lesson } from './testing/model-lesson.js';
import { itemsIn } from './words.js';

const path = new URL('../../../spec/foilengine.yaml', import.meta.url);

/** A spec of the text with its tree. */
function read(text: string) {
  const bytes = new TextEncoder().encode(text);
  const loaded = loadSpec('spec.yaml', bytes);
  const yaml = readYaml('spec.yaml', bytes);
  if (!loaded.ok || !yaml.ok || !isTree(yaml.value)) throw new Error('the spec of the test is none');
  const given: Tree = yaml.value;
  return { spec: loaded.spec, given };
}

const foilengine = readFileSync(path, 'utf8');

test('what an SDK that keeps to the spec shows is the spec', async () => {
  const { spec, given } = read(foilengine);
  const { compared } = await lesson(spec, given, 'typescript');
  expect(compared.differences).toEqual([]);
  expect(compared.onlyOne).toEqual([]);
  expect(compared.agreed).toMatchInlineSnapshot(`
      [
        "errors.base",
        "errors.classes",
        "statuses",
        "retry.maxRetries",
        "retry.statuses",
      ]
    `);
});

test('what was learnt is written with what was seen', async () => {
  const { spec, given } = read(foilengine);
  const { text } = await lesson(spec, given, 'typescript');
  expect(text.slice(text.indexOf('statuses:'), text.indexOf('streaming:'))).toMatchInlineSnapshot(`
    "statuses:
      source: observed
      # operations succeed with it
      200: {}
      # operations succeed with it
      204: {}
      # in each play of it
      400: { error: BadRequest }
      # in each play of it
      401: { error: Authentication }
      # in each play of it
      403: { error: Forbidden }
      # in each play of it
      404: { error: NotFound }
      # in each play of it
      429: { error: RateLimit }
      # in plays of 100 statuses
      500+: { error: Server }
      # in plays of 194 statuses
      default: { error: FoilEngine }

    errors:
      source: observed
      # above all 619 errors that statuses raised
      base: FoilEngine
      classes:
        # raised 388 times
        FoilEngine: { names: { typescript: FoilEngineError } }
        # raised 2 times
        BadRequest: { names: { typescript: BadRequestError } }
        # raised 2 times
        Authentication: { names: { typescript: AuthenticationError } }
        # raised 2 times
        Forbidden: { names: { typescript: ForbiddenError } }
        # raised 2 times
        NotFound: { names: { typescript: NotFoundError } }
        # raised 3 times
        RateLimit: { names: { typescript: RateLimitError } }
        # raised 220 times
        Server: { names: { typescript: ServerError } }

    retry:
      source: observed
      # GET: 110 of 308 sent again, POST: 110 of 308 sent again, DELETE: 3 of 3 sent again
      statuses: [ 429, 500+ ]
      # asked of GET, POST, DELETE
      methods: all
      # 3 retries in 223 plays, after 429, 500+
      maxRetries: 3

    "
  `);
});

/** What an edit of the spec changes in an SDK that keeps to the edited one, as it is told against the unedited. */
async function changed(from: string, to: string) {
  if (!foilengine.includes(from)) throw new Error(`the spec lacks ${from}`);
  const { spec, given } = read(foilengine.replace(from, () => to));
  const { compared, open } = await lesson(spec, given, 'typescript');
  return [
    ...compared.differences.map((d) => `${itemsIn(d)}: ${d.one}, not ${d.other}`),
    ...open.map(({ at, why }) => `open: ${at.join('.')}: ${why}`),
  ];
}

const retried = '[429, 5xx, { value: 600+, source: ours }]';

test.each([
  ['maxRetries: 3 ', 'maxRetries: 2 '],
  ['methods: all', 'methods: [GET, DELETE]'],
  [retried, '[408, 429, { status: 503, methods: [GET] }, 502]'],
  ['500+: { error: Server }', '500-502: { error: Server }'],
])('what an SDK does otherwise is learnt as it is: %s, %s', async (from, to) => {
  expect(await changed(from, to)).toEqual([]);
});

test('what shows only by an option is left open', async () => {
  expect(await changed('maxRetries: 3 ', 'maxRetries: 0 ')).toEqual([
    'open: retry.statuses: by default none is retried; with maxRetries 2, of 429, 500, 503: 429, 500, 503',
  ]);
  expect(await changed(retried, 'none')).toEqual([
    'open: retry.maxRetries: no answer of 619 was followed by another request, so that no number of retries shows',
  ]);
});
