import type { Spec } from '@sdk-conformance/model';
import { firstVersion, type GeneratedFile, json } from '../files.js';
import { type Publication, workspaceManifest } from '../publishing.js';
import { fileText } from '../text/wrap.js';
import { viewOf } from '../view.js';
import { answersFile } from './answers.js';
import { errorsFile } from './errors.js';
import { modulePath } from './names.js';
import { readerFile } from './reader.js';
import { readme } from './readme.js';
import { rateLimitsFile, retryPolicyFile } from './retries.js';
import { rulesFile } from './rules.js';
import { shouldRetryFile } from './should-retry.js';
import { statusesFile } from './statuses.js';
import { toErrorFile } from './to-error.js';
import { waitsFile } from './waits.js';

/** Changesets know the module by the name of its package.json, Go by its path. */
export function goRegistryNames(spec: Spec, publication: Publication): readonly string[] {
  return [publication.workspaceName, modulePath(spec, { ...publication, version: firstVersion })];
}

/** The Go module, for 1.19 and later. */
export function goPackage(spec: Spec, publication: Publication): readonly GeneratedFile[] {
  const { folder } = publication;
  const view = viewOf(spec, 'go', publication.namespace);
  const module = modulePath(spec, publication);
  const files: Readonly<Record<string, string>> = {
    'README.md': readme(view, module),
    'go.mod': fileText([`module ${module}`, '', 'go 1.19']),
    'package.json': json(workspaceManifest(spec, 'Go', publication)),
    ...(view.answers === null ? {} : { 'answers.go': answersFile(view, view.answers) }),
    'decisions.go': shouldRetryFile(view),
    'errors.go': errorsFile(view),
    'outcomes.go': toErrorFile(view),
    'policy.go': retryPolicyFile(view),
    'rate_limits.go': rateLimitsFile(view),
    'reader.go': readerFile(view),
    'rules.go': rulesFile(view),
    'statuses.go': statusesFile(view),
    ...(view.waits === null ? {} : { 'waits.go': waitsFile(view, view.waits) }),
  };
  return Object.entries(files).map(([path, text]) => ({ path: `${folder}/${path}`, text }));
}
