import { createHash } from 'node:crypto';
import type { Spec } from '@sdk-conformance/model';
import { firstVersion, type GeneratedFile, json } from '../files.js';
import { manifestOwner, type Publication } from '../publishing.js';
import { xmlText } from '../text/csharp.js';
import { fileText, visibleWords } from '../text/wrap.js';
import { viewOf } from '../view.js';
import { answersFile } from './answers.js';
import { errorMapFile } from './error-map.js';
import { errorsFile } from './errors.js';
import { namespaceOf } from './names.js';
import { readerFile } from './reader.js';
import { readme } from './readme.js';
import { rateLimitsFile, retryPolicyFile } from './retries.js';
import { rulesFile } from './rules.js';
import { shouldRetryFile } from './should-retry.js';
import { toErrorFile } from './to-error.js';
import { waitsFile } from './waits.js';

/** Written by changesets, with the first version that they make. */
const changelog = 'CHANGELOG.md';

function unityName({ api }: Spec, { scope }: Publication): string {
  return `com.${scope.replace(/^@/, '')}.${api.id}-error-map`;
}

function assemblyOf(spec: Spec, { name, namespace }: Publication): string {
  return name ?? `${namespaceOf(spec, namespace)}.ErrorMap`;
}

/** Unity and changesets know the package by one name, NuGet by another. */
export function csharpRegistryNames(spec: Spec, publication: Publication): readonly string[] {
  return [unityName(spec, publication), assemblyOf(spec, publication)];
}

/** A Unity package, and beside it (in a folder that Unity passes over) the project that makes a NuGet package of its sources. */
export function csharpPackage(spec: Spec, publication: Publication): readonly GeneratedFile[] {
  const { folder, version } = publication;
  const view = viewOf(spec, 'csharp', publication.namespace);
  const name = unityName(spec, publication);
  const assembly = assemblyOf(spec, publication);
  const namespace = namespaceOf(spec, publication.namespace);
  const assets: Readonly<Record<string, string>> = {
    'package.json': json(unityManifest(spec, name, publication)),
    'README.md': readme(view, assembly),
    [`Runtime/${assembly}.asmdef`]: json(assemblyDefinition(assembly, namespace)),
    ...(view.answers === null ? {} : { 'Runtime/Answers.cs': answersFile(view, view.answers) }),
    'Runtime/ApiRules.cs': rulesFile(view),
    'Runtime/Answer.cs': readerFile(view),
    'Runtime/CallErrors.cs': toErrorFile(view),
    'Runtime/ErrorMap.cs': errorMapFile(view),
    'Runtime/Errors.cs': errorsFile(view),
    'Runtime/RateLimits.cs': rateLimitsFile(view),
    ...(view.waits === null ? {} : { 'Runtime/RetryDelays.cs': waitsFile(view, view.waits) }),
    'Runtime/Retries.cs': shouldRetryFile(view),
    'Runtime/RetryPolicy.cs': retryPolicyFile(view),
  };
  const others = ['Runtime', ...(version === firstVersion ? [] : [changelog])];
  return [
    ...Object.entries(assets).map(([path, text]) => ({ path: `${folder}/${path}`, text })),
    ...[...Object.keys(assets), ...others].map((path) => ({ path: `${folder}/${path}.meta`, text: meta(name, path) })),
    { path: `${folder}/NuGet~/${assembly}.csproj`, text: project(spec, assembly, namespace, publication) },
  ];
}

function unityManifest({ api }: Spec, name: string, publication: Publication): object {
  return {
    name,
    version: publication.version,
    displayName: visibleWords(`${api.name} error map`),
    description: visibleWords(`Exceptions, status table, retry policy and rate limits of the ${api.name} API.`),
    unity: '2021.3',
    ...manifestOwner(publication),
    ...(api.documentation === null ? {} : { documentationUrl: api.documentation }),
    files: ['*.meta', changelog, 'Runtime'],
  };
}

/** Unity ignores what has no `.meta` in a package that it may not write to; the id is the same on every machine. */
function meta(name: string, path: string): string {
  const guid = createHash('md5').update(`${name}/${path}`).digest('hex');
  const importer: readonly string[] = path.endsWith('.cs')
    ? [
        'MonoImporter:',
        '  externalObjects: {}',
        '  serializedVersion: 2',
        '  defaultReferences: []',
        '  executionOrder: 0',
        '  icon: {instanceID: 0}',
      ]
    : path.endsWith('.asmdef')
      ? ['AssemblyDefinitionImporter:', '  externalObjects: {}']
      : path === 'package.json'
        ? ['PackageManifestImporter:', '  externalObjects: {}']
        : path === 'Runtime'
          ? ['folderAsset: yes', 'DefaultImporter:', '  externalObjects: {}']
          : ['TextScriptImporter:', '  externalObjects: {}'];
  return fileText([
    'fileFormatVersion: 2',
    `guid: ${guid}`,
    ...importer,
    '  userData:',
    '  assetBundleName:',
    '  assetBundleVariant:',
  ]);
}

function assemblyDefinition(name: string, rootNamespace: string): object {
  return { name, rootNamespace, references: [], autoReferenced: true, noEngineReferences: true };
}

function project({ api }: Spec, assembly: string, namespace: string, publication: Publication): string {
  const { version, author, license, repository } = publication;
  const property = (name: string, value: string) => `    <${name}>${value}</${name}>`;
  return fileText([
    '<Project Sdk="Microsoft.NET.Sdk">',
    '',
    '  <PropertyGroup>',
    property('TargetFramework', 'netstandard2.0'),
    property('LangVersion', '9'),
    property('Nullable', 'enable'),
    property('AssemblyName', assembly),
    property('RootNamespace', namespace),
    property('EnableDefaultCompileItems', 'false'),
    property('GenerateDocumentationFile', 'true'),
    property('TreatWarningsAsErrors', 'true'),
    property('Deterministic', 'true'),
    property('NuGetAudit', 'false'),
    property('UseSharedCompilation', 'false'),
    property('PackageId', assembly),
    property('Version', version),
    property('Title', xmlText(`${api.name} error map`)),
    property('Authors', xmlText(author ?? 'sdk-conformance')),
    property('Description', xmlText(`Exceptions, status table, retry policy and rate limits of the ${api.name} API.`)),
    property('PackageTags', `${api.id};errors;http;retry;rate-limit`),
    property('PackageLicenseExpression', xmlText(license)),
    ...(repository === null ? [] : [property('RepositoryUrl', xmlText(repository))]),
    ...(api.documentation === null ? [] : [property('PackageProjectUrl', xmlText(api.documentation))]),
    property('PackageReadmeFile', 'README.md'),
    '  </PropertyGroup>',
    '',
    '  <ItemGroup>',
    '    <Compile Include="../Runtime/**/*.cs" />',
    '    <None Include="../README.md" Pack="true" PackagePath="/" />',
    '  </ItemGroup>',
    '',
    '</Project>',
  ]);
}
