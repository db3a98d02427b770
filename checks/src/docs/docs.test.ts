import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { createPlace, type Place } from './place.js';
import { played } from './played.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const generated = ['foilengine-error-codes.md', 'spec.md'];

const places: Place[] = [];
afterEach(() => {
  for (const { remove } of places.splice(0)) remove();
});

function placeFor(page: string): Place {
  const own = page === 'writing-a-spec.md' ? 'conformance/vendors/notion' : 'examples/typescript';
  const installed = { 'node_modules/@sdk-conformance/adapter-typescript': join(root, 'packages/adapter-typescript') };
  const place = createPlace(join(root, own), installed);
  places.push(place);
  return place;
}

test.each(readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md') && !generated.includes(name)))(
  'what %s says is so',
  { timeout: 180_000 },
  async (page) => {
    expect(await played(root, `docs/${page}`, placeFor(page))).toEqual([]);
  },
);
