import type { Spec } from '@sdk-conformance/model';
import { type GeneratedFile, json } from '../files.js';
import { type Publication, workspaceManifest } from '../publishing.js';
import { xmlText } from '../text/csharp.js';
import { fileText } from '../text/wrap.js';
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

/** Group and artifact, as Maven has them. */
function coordinatesOf({ api }: Spec, { name, scope }: Publication): readonly [group: string, artifact: string] {
  const [group = '', artifact = ''] = (name ?? `com.${scope.replace(/^@/, '')}:${api.id}-error-map`).split(':');
  return [group, artifact];
}

/** Changesets know the package by the name of its package.json, Maven by group and artifact. */
export function javaRegistryNames(spec: Spec, publication: Publication): readonly string[] {
  return [publication.workspaceName, coordinatesOf(spec, publication).join(':')];
}

/** The Maven project, for Java 11 and later. */
export function javaPackage(spec: Spec, publication: Publication): readonly GeneratedFile[] {
  const { folder, version, namespace } = publication;
  const view = viewOf(spec, 'java', namespace);
  const below = `${folder}/src/main/java/${packageOf(spec, namespace).replaceAll('.', '/')}`;
  return [
    { path: `${folder}/package.json`, text: json(workspaceManifest(spec, 'Java', publication)) },
    { path: `${folder}/pom.xml`, text: pom(spec, publication) },
    { path: `${folder}/README.md`, text: readme(view, ...coordinatesOf(spec, publication), version) },
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

function pom(spec: Spec, publication: Publication): string {
  const { api } = spec;
  const { version, author, license, repository, namespace } = publication;
  const [group, artifact] = coordinatesOf(spec, publication);
  const about = `Exceptions, status table, retry policy and rate limits of the ${api.name} API.`;
  return fileText([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<project xmlns="http://maven.apache.org/POM/4.0.0">',
    '  <modelVersion>4.0.0</modelVersion>',
    `  <groupId>${group}</groupId>`,
    `  <artifactId>${artifact}</artifactId>`,
    `  <version>${version}</version>`,
    '  <packaging>jar</packaging>',
    `  <name>${xmlText(`${api.name} error map`)}</name>`,
    `  <description>${xmlText(about)}</description>`,
    ...(api.documentation === null ? [] : [`  <url>${xmlText(api.documentation)}</url>`]),
    '  <licenses>',
    '    <license>',
    `      <name>${xmlText(license)}</name>`,
    '    </license>',
    '  </licenses>',
    ...(author === null
      ? []
      : [
          '  <developers>',
          '    <developer>',
          `      <name>${xmlText(author)}</name>`,
          '    </developer>',
          '  </developers>',
        ]),
    ...(repository === null ? [] : ['  <scm>', `    <url>${xmlText(repository)}</url>`, '  </scm>']),
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
    `              <Automatic-Module-Name>${packageOf(spec, namespace)}</Automatic-Module-Name>`,
    '            </manifestEntries>',
    '          </archive>',
    '        </configuration>',
    '      </plugin>',
    '    </plugins>',
    '  </build>',
    '</project>',
  ]);
}
