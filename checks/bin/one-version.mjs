// Writes the version that changesets gave the kit's npm packages into those of the other registries. Started at the root.
import { readFileSync, writeFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync('packages/cli/package.json', 'utf8'));

for (const [file, place] of [
  ['packages/adapter-python/pyproject.toml', /(?<=^version = ")[^"]*(?=")/m],
  ['packages/adapter-csharp/src/SdkConformance.Adapter.csproj', /(?<=<Version>)[^<]*(?=<\/Version>)/],
]) {
  const text = readFileSync(file, 'utf8');
  if (!place.test(text)) throw new Error(`${file} names no version`);
  writeFileSync(
    file,
    text.replace(place, () => version),
  );
}
