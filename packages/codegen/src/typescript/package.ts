import type { Spec } from '@sdk-conformance/model';
import { type GeneratedFile, json } from '../files.js';
import { manifestOwner, type Publication } from '../publishing.js';
import { fileText, visibleWords } from '../text/wrap.js';
import { type View, viewOf } from '../view.js';
import { answersFile } from './answers.js';
import { errorsFile } from './errors.js';
import { operationErrorsFile } from './operation-errors.js';
import { readerFile } from './reader.js';
import { readme } from './readme.js';
import { rateLimitsFile, retryFile } from './retries.js';
import { rulesFile } from './rules.js';
import { shouldRetryFile } from './should-retry.js';
import { errorForStatusFile, statusesFile } from './statuses.js';
import { toErrorFile } from './to-error.js';
import { waitsFile } from './waits.js';

/** Changesets and npm know the package by one name. */
export function typescriptRegistryNames(_: Spec, { name, workspaceName }: Publication): readonly string[] {
  return [name ?? workspaceName];
}

/** The npm package: each source twice, as ES module and as CommonJS, so that one run of `tsc` builds both. */
export function typescriptPackage(spec: Spec, publication: Publication): readonly GeneratedFile[] {
  const { folder } = publication;
  const name = publication.name ?? publication.workspaceName;
  const view = viewOf(spec, 'typescript');
  const sources = (['mts', 'cts'] as const).flatMap((ending): readonly GeneratedFile[] => {
    const extension = ending === 'mts' ? 'mjs' : 'cjs';
    const modules: Readonly<Record<string, string>> = {
      ...(view.answers === null ? {} : { answers: answersFile(view, view.answers, extension) }),
      errors: errorsFile(view, name),
      'error-for-status': errorForStatusFile(view, extension),
      'operation-errors': operationErrorsFile(view, extension),
      'rate-limits': rateLimitsFile(view),
      reader: readerFile(),
      retry: retryFile(view),
      rules: rulesFile(view),
      'should-retry': shouldRetryFile(view, extension),
      statuses: statusesFile(view, extension),
      'to-error': toErrorFile(view, extension),
      ...(view.waits === null ? {} : { waits: waitsFile(view.waits) }),
      index: indexFile(view, extension),
    };
    return Object.entries(modules).map(([module, text]) => ({ path: `${folder}/src/${module}.${ending}`, text }));
  });
  return [
    { path: `${folder}/package.json`, text: json(manifest(spec, name, publication)) },
    { path: `${folder}/tsconfig.json`, text: json(tsconfig) },
    { path: `${folder}/README.md`, text: readme(view, name) },
    ...sources,
  ];
}

function indexFile({ answers, waits }: View, extension: string): string {
  const modules = [
    ...(answers === null ? [] : ['answers']),
    'error-for-status',
    'errors',
    'rate-limits',
    'retry',
    'rules',
    'should-retry',
    'statuses',
    'to-error',
    ...(waits === null ? [] : ['waits']),
  ];
  return fileText([
    `export type { ErrorOfOperation, OperationErrors } from './operation-errors.${extension}';`,
    `export type { Answer, AnswerHeaders } from './reader.${extension}';`,
    ...modules.map((module) => `export * from './${module}.${extension}';`),
  ]);
}

function manifest(spec: Spec, name: string, publication: Publication): object {
  return {
    name,
    version: publication.version,
    description: visibleWords(`Error classes, status table, retry policy and rate limits of the ${spec.api.name} API.`),
    keywords: [spec.api.id, 'errors', 'http', 'retry', 'rate-limit'],
    ...manifestOwner(publication),
    ...(spec.api.documentation === null ? {} : { homepage: spec.api.documentation }),
    type: 'module',
    sideEffects: false,
    main: './dist/index.cjs',
    types: './dist/index.d.cts',
    exports: {
      '.': {
        import: { types: './dist/index.d.mts', default: './dist/index.mjs' },
        require: { types: './dist/index.d.cts', default: './dist/index.cjs' },
      },
      './package.json': './package.json',
    },
    files: ['dist', '!dist/**/*.tsbuildinfo'],
    scripts: { build: 'tsc -p .' },
    engines: { node: '>=16.14' },
  };
}

const tsconfig = {
  compilerOptions: {
    target: 'ES2022',
    lib: ['ES2022'],
    module: 'nodenext',
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    composite: true,
    declaration: true,
    rootDir: 'src',
    outDir: 'dist',
    tsBuildInfoFile: 'dist/.tsbuildinfo',
  },
  include: ['src'],
};
