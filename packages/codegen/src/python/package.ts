import type { Spec } from '@sdk-conformance/model';
import { type GeneratedFile, json } from '../files.js';
import { type Publication, workspaceManifest } from '../publishing.js';
import { pyDoc, pyString } from '../text/python.js';
import { fileText, visibleWords } from '../text/wrap.js';
import { type View, viewOf } from '../view.js';
import { answerNames, answersFile } from './answers.js';
import { errorsFile } from './errors.js';
import { readerFile } from './reader.js';
import { readme } from './readme.js';
import { rateLimitsFile, retryFile } from './retries.js';
import { ruleNames, rulesFile } from './rules.js';
import { shouldRetryFile } from './should-retry.js';
import { statusesFile } from './statuses.js';
import { toErrorFile } from './to-error.js';
import { waitNames, waitsFile } from './waits.js';

function distributionOf({ api }: Spec, { name }: Publication): string {
  return name ?? `${api.id}-error-map`;
}

/** Changesets know the package by the name of its package.json, PyPI by that of the distribution. */
export function pythonRegistryNames(spec: Spec, publication: Publication): readonly string[] {
  return [publication.workspaceName, distributionOf(spec, publication)];
}

/** The Python package, for 3.9 and later. */
export function pythonPackage(spec: Spec, publication: Publication): readonly GeneratedFile[] {
  const { folder } = publication;
  const distribution = distributionOf(spec, publication);
  const module = publication.namespace ?? distribution.replace(/[-.]/g, '_');
  const view = viewOf(spec, 'python');
  const source = (name: string, text: string) => ({
    path: `${folder}/src/${module.replaceAll('.', '/')}/${name}`,
    text,
  });
  return [
    { path: `${folder}/package.json`, text: json(workspaceManifest(spec, 'Python', publication)) },
    { path: `${folder}/pyproject.toml`, text: pyproject(spec, distribution, module, publication) },
    { path: `${folder}/README.md`, text: readme(view, distribution, module) },
    source('__init__.py', initFile(view)),
    ...(view.answers === null ? [] : [source('answers.py', answersFile(view, view.answers))]),
    source('decisions.py', shouldRetryFile(view)),
    source('errors.py', errorsFile(view)),
    source('outcomes.py', toErrorFile(view)),
    source('rate_limits.py', rateLimitsFile(view)),
    source('reader.py', readerFile()),
    source('retry.py', retryFile(view)),
    source('rules.py', rulesFile(view)),
    source('statuses.py', statusesFile(view)),
    ...(view.waits === null ? [] : [source('waits.py', waitsFile(view.waits))]),
    source('py.typed', ''),
  ];
}

function initFile(view: View): string {
  const hasFree = view.fields.some(({ kind }) => kind === 'free');
  const modules: readonly (readonly [string, readonly string[]])[] = [
    ...(view.answers === null ? [] : [['answers', answerNames(view)] as const]),
    ['decisions', ['RetryDecision', 'decide_retry', 'should_retry']],
    ['errors', [...(hasFree ? ['FIELD_PLACES'] : []), ...view.classes.map(({ name }) => name)]],
    ['outcomes', ['FAULTS', 'error_for_fault', 'to_error']],
    ['rate_limits', ['RATE_LIMITS', 'RateLimitCategory']],
    [
      'retry',
      [
        'RETRY_POLICY',
        'BackoffPolicy',
        'HintPolicy',
        'RetryPolicy',
        ...(view.retried === null ? [] : ['is_retryable']),
      ],
    ],
    ['rules', ruleNames],
    ['statuses', ['STATUSES', 'STATUS_RANGES', 'StatusInfo', 'StatusRange', 'error_for_status']],
    ...(view.waits === null ? [] : [['waits', waitNames(view.waits)] as const]),
  ];
  const all = modules.flatMap(([, names]) => names).sort();
  return fileText([
    ...moduleDoc(view.spec),
    '',
    ...(view.classes.some(({ formerly }) => formerly.length > 0) ? ['from typing import TYPE_CHECKING', ''] : []),
    ...modules.flatMap(([module, names]) => [`from .${module} import (`, ...names.map((name) => `    ${name},`), ')']),
    '',
    '__all__ = [',
    ...all.map((name) => `    ${pyString(name)},`),
    ']',
    ...formerNames(view),
  ]);
}

/** Where a class is asked for by a name that it had before, the warning names the line that asked. */
function formerNames({ classes }: View): readonly string[] {
  const names = classes.flatMap(({ formerly }) => formerly);
  if (names.length === 0) return [];
  return [
    '',
    'if TYPE_CHECKING:',
    ...names.map((name) => `    from .errors import ${name} as ${name}`),
    'else:',
    '    import warnings',
    '',
    '    from . import errors',
    '',
    '    def __getattr__(name):',
    '        if name in errors._FORMERLY:',
    '            kind, words = errors._FORMERLY[name]',
    '            warnings.warn(words, DeprecationWarning, stacklevel=2)',
    '            return kind',
    '        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")',
  ];
}

function moduleDoc({ api }: Spec): readonly string[] {
  return pyDoc([`Error classes, status table, retry policy and rate limits of the ${api.name} API.`], '');
}

function pyproject(spec: Spec, distribution: string, module: string, publication: Publication): string {
  const { api } = spec;
  const { version, author, license, repository } = publication;
  const urls = [
    ...(api.documentation === null ? [] : [`Documentation = ${tomlString(api.documentation)}`]),
    ...(repository === null ? [] : [`Repository = ${tomlString(repository)}`]),
  ];
  return fileText([
    '[build-system]',
    'requires = ["setuptools>=61"]',
    'build-backend = "setuptools.build_meta"',
    '',
    '[project]',
    `name = ${tomlString(distribution)}`,
    `version = ${tomlString(version)}`,
    `description = ${tomlString(`Error classes, status table, retry policy and rate limits of the ${api.name} API.`)}`,
    'readme = "README.md"',
    `license = { text = ${tomlString(license)} }`,
    ...(author === null ? [] : [`authors = [{ name = ${tomlString(author)} }]`]),
    'requires-python = ">=3.9"',
    'classifiers = ["Programming Language :: Python :: 3", "Typing :: Typed"]',
    'dependencies = []',
    ...(urls.length === 0 ? [] : ['', '[project.urls]', ...urls]),
    '',
    '[tool.setuptools.packages.find]',
    'where = ["src"]',
    '',
    '[tool.setuptools.package-data]',
    `${module.includes('.') ? tomlString(module) : module} = ["py.typed"]`,
    '',
    '[tool.mypy]',
    'strict = true',
    'python_version = "3.9"',
    'files = ["src"]',
    '',
    '[tool.pyright]',
    'include = ["src"]',
    'typeCheckingMode = "strict"',
    'pythonVersion = "3.9"',
    '# The package itself still has to name its deprecated classes.',
    'reportDeprecated = false',
  ]);
}

/** TOML's basic strings have the escapes of JSON; what is hidden is named, as in all prose. */
function tomlString(text: string): string {
  return JSON.stringify(visibleWords(text));
}
