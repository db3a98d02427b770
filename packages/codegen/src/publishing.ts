import type { Language, Spec } from '@sdk-conformance/model';
import { firstVersion, type Versions } from './files.js';
import { visibleWords } from './text/wrap.js';

/** Languages that have error maps; those that `conformance init` begins an adapter in are listed there. */
export type MapLanguage = 'typescript' | 'python' | 'csharp' | 'java' | 'go';
export const languagesOfMaps: readonly Language[] = [
  'typescript',
  'python',
  'csharp',
  'java',
  'go',
] satisfies MapLanguage[];

/** What a registry calls the package of one language, where that is not made of the API's id. */
export interface PackageNames {
  /** `@acme/errors`, `acme-errors`, `Acme.Errors`, `com.acme:errors`, `github.com/acme/errors-go`. */
  readonly package?: string;
  /** What code has it by: a module of Python, a namespace of C#, a package of Java or Go. */
  readonly namespace?: string;
}

/** Whose the error maps are, where they are written, and what registries call them. */
export interface Publishing {
  /** Below the root of the repository. */
  readonly folder: string;
  /** Null: all of the spec's that there are error maps for. */
  readonly languages: readonly Language[] | null;
  /** `@acme`, before names that are made of the API's id. */
  readonly scope: string;
  readonly author: string | null;
  /** By its SPDX id. */
  readonly license: string;
  /** URL of the sources. */
  readonly repository: string | null;
  readonly names: Readonly<Partial<Record<Language, PackageNames>>>;
}

export const usualPublishing: Publishing = {
  folder: 'packages',
  languages: null,
  scope: '@sdk-conformance',
  author: null,
  license: 'MIT',
  repository: null,
  names: {},
};

/** The same for one package. */
export interface Publication extends Pick<Publishing, 'scope' | 'author' | 'license' | 'repository'> {
  /** Below the root of the repository. */
  readonly folder: string;
  readonly version: string;
  /** In its package.json, where that is there for changesets alone. */
  readonly workspaceName: string;
  /** Null: made of the API's id. */
  readonly name: string | null;
  readonly namespace: string | null;
}

export function packageFolder({ folder }: Publishing, api: string, language: Language): string {
  return `${folder === '' ? '' : `${folder}/`}${packageIn(api, language)}`;
}

function packageIn(api: string, language: Language): string {
  return `${api}-error-map-${language}`;
}

export function publicationOf(
  { api }: Spec,
  language: Language,
  publishing: Publishing,
  versions: Versions = {},
): Publication {
  const { scope, author, license, repository, names } = publishing;
  const folder = packageFolder(publishing, api.id, language);
  return {
    scope,
    author,
    license,
    repository,
    folder,
    version: versions[folder] ?? firstVersion,
    workspaceName: `${scope}/${packageIn(api.id, language)}`,
    name: names[language]?.package ?? null,
    namespace: names[language]?.namespace ?? null,
  };
}

/** Whom a package.json names. */
export function manifestOwner({ author, license, repository }: Publication): object {
  return {
    ...(author === null ? {} : { author }),
    license,
    ...(repository === null ? {} : { repository: { type: 'git', url: repository } }),
  };
}

/** A package.json that lets changesets move the version on, where another file is what is published. */
export function workspaceManifest({ api }: Spec, language: string, publication: Publication): object {
  const { workspaceName, version } = publication;
  return {
    name: workspaceName,
    version,
    private: true,
    description: visibleWords(`Version of the ${language} error map of the ${api.name} API.`),
    ...manifestOwner(publication),
  };
}
