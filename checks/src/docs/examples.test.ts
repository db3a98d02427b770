import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { createPlace, type Place } from './place.js';

// The examples are played; what their languages would install comes from this repository. TypeScript's is played by the pages.

const root = fileURLToPath(new URL('../../../', import.meta.url));
const places: Place[] = [];
afterEach(() => {
  for (const { remove } of places.splice(0)) remove();
});

function example(language: string): Place {
  const place = createPlace(join(root, 'examples', language));
  places.push(place);
  return place;
}

/** What a few scenarios come to, without the line of the machine's languages. */
async function played(place: Place, ...args: readonly string[]): Promise<string> {
  const filters = ['retry/count/{max-0/429,429-200}/*', 'request/line-end*/*'].flatMap((glob) => ['--filter', glob]);
  const { exit, said } = await place.types(['run', ...filters, ...args]);
  expect(exit, said).toBe(0);
  return said;
}

const green = /CONFORMS, of the \d+ scenarios played: all judged/;

test('Python', async () => {
  const place = example('python');
  const metadata = 'Metadata-Version: 2.1\nName: shop-sdk\nVersion: 1.2.3\n';
  place.write('shop_sdk-1.2.3.dist-info/METADATA', metadata);
  const path = [join(root, 'packages/adapter-python/src'), place.folder].join(':');
  const said = await played(place, '--env', `PYTHONPATH=${path}`);
  expect(said).toMatch(/python {2}shop-sdk 1\.2\.3 {2}cpython [\d.]+ {2}clock tier A/);
  expect(said).toMatch(green);
});

// A first build fetches what every .NET SDK fetches.
test('C#', { timeout: 300_000 }, async () => {
  const place = example('csharp');
  place.write(
    'Directory.Build.targets',
    `<Project><ItemGroup Condition="'$(MSBuildProjectName)' == 'Conformance'">
      <PackageReference Remove="SdkConformance.Adapter" />
      <Compile Include="${join(root, 'packages/adapter-csharp/src')}/**/*.cs" Exclude="**/obj/**" />
    </ItemGroup></Project>`,
  );
  const said = await played(place);
  expect(said).toMatch(/csharp {2}Shop 1\.2\.3 {2}\.NET [\d.]+ {2}clock tier/);
  expect(said).toMatch(green);
});

test('each names the version of the kit', () => {
  const { version }: { readonly version: string } = JSON.parse(
    readFileSync(join(root, 'packages/cli/package.json'), 'utf8'),
  );
  const named = [
    ['typescript/package.json', /"@sdk-conformance\/[\w-]+": "([^"]*)"/g],
    ['python/.github/workflows/conformance.yml', /(?:sdk-conformance==|@sdk-conformance\/cli@)(\S+)/g],
    ['csharp/.github/workflows/conformance.yml', /@sdk-conformance\/cli@(\S+)/g],
    ['csharp/conformance/adapter/Conformance.csproj', /"SdkConformance.Adapter" Version="([^"]*)"/g],
  ] as const;
  for (const [file, place] of named) {
    const versions = [...readFileSync(join(root, 'examples', file), 'utf8').matchAll(place)].map(([, found]) => found);
    expect(new Set(versions), file).toEqual(new Set([version]));
  }
});
