import type { Spec } from '@sdk-conformance/model';
import { firstVersion, type GeneratedFile, json, packageFolder, type Versions } from '../files.js';
import { xmlText } from '../text/csharp.js';
import { fileText, visibleWords } from '../text/wrap.js';
import { type View, viewOf } from '../view.js';
import { answersFile } from './answers.js';
import { errorMapFile } from './error-map.js';
import { errorFiles } from './errors.js';
import { packageOf } from './names.js';
import { readerFiles } from './reader.js';
import { readme } from './readme.js';
import { rateLimitsFile, retryPolicyFile } from './retries.js';
import { faultKindFile, rulesFile } from './rules.js';
import { decisionFiles } from './should-retry.js';
import { toErrorFile } from './to-error.js';
import { waitsFile } from './waits.js';

const group = 'com.sdk-conformance';

function artifactOf({ api }: Spec): string {
  return `${api.id}-error-map`;
}

/** Changesets know the package by the name of its package.json, Maven by group and artifact. */
export function javaRegistryNames(spec: Spec): readonly string[] {
  return [workspaceName(packageFolder(spec.api.id, 'java')), `${group}:${artifactOf(spec)}`];
}

function workspaceName(folder: string): string {
  return `@sdk-conformance/${folder.slice('packages/'.length)}`;
}

/** The Maven project, for Java 11 and later. */
export function javaPackage(spec: Spec, versions: Versions): readonly GeneratedFile[] {
  const folder = packageFolder(spec.api.id, 'java');
  const version = versions[folder] ?? firstVersion;
  const view = viewOf(spec, 'java');
  const below = `${folder}/src/main/java/${packageOf(spec).replaceAll('.', '/')}`;
  return [
    { path: `${folder}/package.json`, text: json(manifest(spec, folder, version)) },
    { path: `${folder}/pom.xml`, text: pom(spec, version) },
    { path: `${folder}/README.md`, text: readme(view, group, artifactOf(spec), version) },
    ...sources(view).map(({ path, text }) => ({ path: `${below}/${path}`, text })),
  ];
}

function sources(view: View): readonly GeneratedFile[] {
  const { answers, waits } = view;
  const texts: Readonly<Record<string, string>> = {
    ...(answers === null ? {} : { 'Answers.java': answersFile(view, answers) }),
    'ApiRules.java': rulesFile(view),
    'CallErrors.java': toErrorFile(view),
    'ErrorMap.java': errorMapFile(view),
    'FaultKind.java': faultKindFile(view),
    'RateLimits.java': rateLimitsFile(view),
    ...(waits === null ? {} : { 'RetryDelays.java': waitsFile(view, waits) }),
    'RetryPolicy.java': retryPolicyFile(view),
    ...readerFiles(view),
    ...decisionFiles(view),
  };
  return [...Object.entries(texts).map(([path, text]) => ({ path, text })), ...errorFiles(view)];
}

/** Lets changesets move the version on; what is published is the pom’s. */
function manifest(spec: Spec, folder: string, version: string): object {
  return {
    name: workspaceName(folder),
    version,
    private: true,
    description: visibleWords(`Version of the Java error map of the ${spec.api.name} API.`),
    license: 'MIT',
  };
}

function pom(spec: Spec, version: string): string {
  const { api } = spec;
  const about = `Exceptions, status table, retry policy and rate limits of the ${api.name} API.`;
  return fileText([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<project xmlns="http://maven.apache.org/POM/4.0.0">',
    '  <modelVersion>4.0.0</modelVersion>',
    `  <groupId>${group}</groupId>`,
    `  <artifactId>${artifactOf(spec)}</artifactId>`,
    `  <version>${version}</version>`,
    '  <packaging>jar</packaging>',
    `  <name>${xmlText(`${api.name} error map`)}</name>`,
    `  <description>${xmlText(about)}</description>`,
    ...(api.documentation === null ? [] : [`  <url>${xmlText(api.documentation)}</url>`]),
    '  <licenses>',
    '    <license>',
    '      <name>MIT</name>',
    '    </license>',
    '  </licenses>',
    '  <properties>',
    '    <maven.compiler.release>11</maven.compiler.release>',
    '    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>',
    '  </properties>',
    '  <build>',
    '    <plugins>',
    '      <plugin>',
    '        <groupId>org.apache.maven.plugins</groupId>',
    '        <artifactId>maven-jar-plugin</artifactId>',
    '        <configuration>',
    '          <archive>',
    '            <manifestEntries>',
    `              <Automatic-Module-Name>${packageOf(spec)}</Automatic-Module-Name>`,
    '            </manifestEntries>',
    '          </archive>',
    '        </configuration>',
    '      </plugin>',
    '    </plugins>',
    '  </build>',
    '</project>',
  ]);
}
