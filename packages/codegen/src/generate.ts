import type { Language, Problem, Spec } from '@sdk-conformance/model';
import { csharpNames, csharpPublicNames } from './csharp/names.js';
import { csharpPackage, csharpRegistryNames } from './csharp/package.js';
import { type GeneratedFile, manifestName, type Versions } from './files.js';
import { goNames, goPublicNames } from './go/names.js';
import { goPackage, goRegistryNames } from './go/package.js';
import { javaNames, javaPublicNames } from './java/names.js';
import { javaPackage, javaRegistryNames } from './java/package.js';
import { windowProblems } from './limits.js';
import { type NamingRules, namingProblems } from './names.js';
import { referencePages } from './page/page.js';
import {
  languagesOfMaps,
  type MapLanguage,
  type Publication,
  type Publishing,
  packageFolder,
  publicationOf,
  usualPublishing,
} from './publishing.js';
import { pythonNames, pythonPublicNames } from './python/names.js';
import { pythonPackage, pythonRegistryNames } from './python/package.js';
import { typescriptNames, typescriptPublicNames } from './typescript/names.js';
import { typescriptPackage, typescriptRegistryNames } from './typescript/package.js';
import { viewOf } from './view.js';

/** How a language's package is made: what it is refused for, and its files. */
interface Generator {
  readonly names: NamingRules;
  readonly files: (spec: Spec, publication: Publication) => readonly GeneratedFile[];
  /** What registries call the package, npm's first: changesets go by that. */
  readonly registryNames: (spec: Spec, publication: Publication) => readonly string[];
  /** What code imports of one of the files. */
  readonly publicNames: (file: GeneratedFile) => readonly string[];
}

const generators: Readonly<Record<Language, Generator>> = {
  typescript: {
    names: typescriptNames,
    files: typescriptPackage,
    registryNames: typescriptRegistryNames,
    publicNames: typescriptPublicNames,
  },
  python: {
    names: pythonNames,
    files: pythonPackage,
    registryNames: pythonRegistryNames,
    publicNames: pythonPublicNames,
  },
  csharp: {
    names: csharpNames,
    files: csharpPackage,
    registryNames: csharpRegistryNames,
    publicNames: csharpPublicNames,
  },
  java: { names: javaNames, files: javaPackage, registryNames: javaRegistryNames, publicNames: javaPublicNames },
  go: { names: goNames, files: goPackage, registryNames: goRegistryNames, publicNames: goPublicNames },
} satisfies Record<MapLanguage, Generator>;

export type Generated =
  | { readonly ok: true; readonly files: readonly GeneratedFile[]; readonly folders: readonly string[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * The error-map packages of a spec's languages and its reference page: the same spec and versions give the same bytes.
 * Languages that it has no generator for are passed over.
 *
 * @example
 * ```ts
 * import { generate } from '@sdk-conformance/codegen';
 *
 * const made = generate(spec, { versions });
 * if (made.ok) console.log(made.files.map(({ path }) => path)); // 'packages/shop-error-map-python/…'
 * ```
 */
export function generate(
  spec: Spec,
  { versions, publishing = usualPublishing }: { readonly versions: Versions; readonly publishing?: Publishing },
): Generated {
  const asked = publishing.languages ?? spec.languages;
  const known = spec.languages.flatMap((language) => {
    const generator = generators[language];
    if (generator === undefined || !asked.includes(language)) return [];
    return [{ language, generator, publication: publicationOf(spec, language, publishing, versions) }];
  });
  const problems = [
    ...windowProblems(spec),
    ...known.flatMap(({ language, generator }) => namingProblems(viewOf(spec, language), generator.names)),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const files = known.flatMap(({ generator, publication }) =>
    withManifest(publication.folder, generator.files(spec, publication)),
  );
  return {
    ok: true,
    files: [...files, ...referencePages(spec)].sort((a, b) => (a.path < b.path ? -1 : 1)),
    folders: known.map(({ publication }) => publication.folder),
  };
}

function withManifest(folder: string, files: readonly GeneratedFile[]): readonly GeneratedFile[] {
  const names = files.map(({ path }) => `${path.slice(folder.length + 1)}\n`).sort();
  return [...files, { path: `${folder}/${manifestName}`, text: names.join('') }];
}

/** Folders that belong to the generator alone; that of a language which the spec has no more is left over with all its files. */
export function generatedFolders({ api }: Spec, publishing: Publishing = usualPublishing): readonly string[] {
  return languagesOfMaps.map((language) => packageFolder(publishing, api.id, language));
}

/** What registries call a language's package, npm's name first; none where no package is made for it. */
export function registryNames(spec: Spec, language: Language, publishing: Publishing): readonly string[] {
  return generators[language]?.registryNames(spec, publicationOf(spec, language, publishing)) ?? [];
}

/** What code imports of a file of a language's package. */
export function publicNames(language: Language, file: GeneratedFile): readonly string[] {
  return generators[language]?.publicNames(file) ?? [];
}
