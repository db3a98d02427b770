import { relative } from 'node:path';
import type { Beginning } from './beginning.js';
import type { InitLanguage } from './language.js';
import type { Repository } from './repository.js';
import { template } from './templates.js';

export interface NewFile {
  /** Relative to the repository's folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** What `init` writes for an SDK of a language; lines that .gitignore gets stand beside. */
export function filesFor(
  language: InitLanguage,
  repository: Repository,
  version: string,
  { files, fill }: Beginning,
): readonly NewFile[] {
  const filled = ({ path, text }: NewFile): NewFile => ({ path, text: fill(text) });
  return [
    filled({ path: 'conformance.config.yaml', text: config(language, repository) }),
    ...files,
    ...adapters[language](repository, version).map(filled),
    { path: workflowPath(repository), text: workflows[language](repository, version) },
  ];
}

/** Lines that .gitignore should have. */
export function ignoredFor(language: InitLanguage): readonly string[] {
  return template(`${language}/gitignore`).trimEnd().split('\n');
}

/** The adapter's file, which the next steps name. */
export function adapterPath(language: InitLanguage, { typed }: Repository): string {
  if (language === 'typescript') return `conformance/adapter.${typed ? 'mts' : 'mjs'}`;
  return language === 'python' ? 'conformance/adapter.py' : 'conformance/adapter/Program.cs';
}

function config(language: InitLanguage, repository: Repository): string {
  const own = 'conformance/adapter.mts';
  const name = `${language}/conformance.config.yaml`;
  return language === 'typescript' ? template(name, { [own]: adapterPath(language, repository) }) : template(name);
}

const adapters: Readonly<Record<InitLanguage, (repository: Repository, version: string) => readonly NewFile[]>> = {
  typescript: (repository) => {
    const path = adapterPath('typescript', repository);
    return [{ path, text: template(path.replace('conformance/', 'typescript/')) }];
  },
  python: ({ name }) => [
    { path: 'conformance/adapter.py', text: template('python/adapter.py', { 'my-sdk': name ?? 'my-sdk' }) },
  ],
  csharp: ({ projects }, version) => {
    const project = projects[0] ?? 'src/MySdk.csproj';
    const name = project.replace(/^.*\//, '').replace(/\.csproj$/, '');
    return [
      {
        path: 'conformance/adapter/Conformance.csproj',
        text: template('csharp/Conformance.csproj', {
          'my-sdk.csproj': escapedXml(project),
          '"0.0.0"': `"${version}"`,
        }),
      },
      { path: 'conformance/adapter/Program.cs', text: template('csharp/Program.cs', { 'my-sdk': name }) },
    ];
  },
};

const workflows: Readonly<Record<InitLanguage, (repository: Repository, version: string) => string>> = {
  typescript: (repository) =>
    template('typescript/workflow.yml', { ...place(repository), 'npm ci': repository.installer.all }),
  python: (repository, version) => template('python/workflow.yml', { ...place(repository), '0.0.0': version }),
  csharp: (repository, version) => template('csharp/workflow.yml', { ...place(repository), '0.0.0': version }),
};

function place({ fromRoot }: Repository): Readonly<Record<string, string>> {
  const shown = fromRoot === '.' ? fromRoot : JSON.stringify(fromRoot);
  return { 'working-directory: .': `working-directory: ${shown}` };
}

function workflowPath({ folder, root }: Repository): string {
  const up = relative(folder, root).replaceAll('\\', '/');
  return `${up === '' ? '' : `${up}/`}.github/workflows/conformance.yml`;
}

function escapedXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
