// Writes the version that changesets gave the kit's npm packages into those of the other registries, and into the examples. Started at the root.
import { readFileSync, writeFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync('packages/cli/package.json', 'utf8'));

for (const [file, place] of [
  ['packages/adapter-python/pyproject.toml', /(?<=^version = ")[^"]*(?=")/m],
  ['packages/adapter-csharp/src/SdkConformance.Adapter.csproj', /(?<=<Version>)[^<]*(?=<\/Version>)/],
  ['examples/typescript/package.json', /(?<="@sdk-conformance\/[\w-]+": ")[^"]*(?=")/g],
  ['examples/python/.github/workflows/conformance.yml', /(?<=sdk-conformance==|@sdk-conformance\/cli@)\S+/g],
  ['examples/csharp/.github/workflows/conformance.yml', /(?<=@sdk-conformance\/cli@)\S+/g],
  ['examples/csharp/conformance/adapter/Conformance.csproj', /(?<="SdkConformance.Adapter" Version=")[^"]*(?=")/],
]) {
  const text = readFileSync(file, 'utf8');
  if (!place.test(text)) throw new Error(`${file} names no version`);
  writeFileSync(
    file,
    text.replace(place, () => version),
  );
}
