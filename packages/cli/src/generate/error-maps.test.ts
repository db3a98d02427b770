import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProject, type Project, repository } from '../testing/project.js';

// Whose the error maps are is said in the configuration, which then needs no targets.

let project: Project;
beforeEach(() => {
  project = createProject();
});
afterEach(() => project.remove());

const path = (file: string) => join(project.folder, file);
const textOf = (file: string) => readFileSync(path(file), 'utf8');

const own = `spec: spec.yaml
errorMaps:
  folder: sdk/errors
  languages: [typescript, python, csharp]
  scope: "@acme"
  author: Acme & Sons
  license: Apache-2.0
  repository: https://github.com/acme/errors
  names:
    typescript: { package: "@acme/foil" }
    python: { package: acme-foil, namespace: acme_foil }
    csharp: { package: Acme.Foil.Errors, namespace: Acme.Foil }
`;

test('say whose the packages are, where there are no targets', async () => {
  project.write('conformance.config.yaml', own);
  expect((await project.conformance('generate')).exit).toBe(0);
  expect((await project.conformance('generate', '--check')).exit).toBe(0);
  const folder = 'sdk/errors/foilengine-error-map';
  const { name, author, license, repository } = JSON.parse(textOf(`${folder}-typescript/package.json`));
  expect([name, author, license, repository.url]).toEqual([
    '@acme/foil',
    'Acme & Sons',
    'Apache-2.0',
    'https://github.com/acme/errors',
  ]);
  const lines = (file: string, words: RegExp) => textOf(file).match(words);
  expect(lines(`${folder}-python/pyproject.toml`, /^(name|license|authors|Repository) = .*$/gm)).toEqual([
    'name = "acme-foil"',
    'license = { text = "Apache-2.0" }',
    'authors = [{ name = "Acme & Sons" }]',
    'Repository = "https://github.com/acme/errors"',
  ]);
  expect(existsSync(path(`${folder}-python/src/acme_foil/errors.py`))).toBe(true);
  expect(lines(`${folder}-csharp/Runtime/Errors.cs`, /^namespace .*$/gm)).toEqual(['namespace Acme.Foil']);
  expect(
    lines(
      `${folder}-csharp/NuGet~/Acme.Foil.Errors.csproj`,
      /<(PackageId|Authors|RepositoryUrl|PackageLicenseExpression)>.*(?=<)/g,
    ),
  ).toEqual([
    '<PackageId>Acme.Foil.Errors',
    '<Authors>Acme &amp; Sons',
    '<PackageLicenseExpression>Apache-2.0',
    '<RepositoryUrl>https://github.com/acme/errors',
  ]);
  expect((await project.conformance('check')).out).toMatch(/^conformance.config.yaml: good, no targets\n/);
  expect((await project.conformance('run')).err).toMatchInlineSnapshot(`
    "conformance.config.yaml: no target is named
      expected: targets: the SDKs under test by name, each with its adapter; conformance init writes one
    "
  `);
});

test('are refused where a registry takes no such name', async () => {
  project.write(
    'conformance.config.yaml',
    `spec: spec.yaml
errorMaps:
  languages: [typescript, kotlin]
  names:
    typescript: { package: Acme Foil, namespace: Acme }
    python: { namespace: acme-foil }
`,
  );
  expect((await project.conformance('generate')).err).toMatchInlineSnapshot(`
    "conformance.config.yaml:3:27: there are no error maps for kotlin
      expected: typescript, python, csharp, java, go
      got:      kotlin
        2 | errorMaps:
      > 3 |   languages: [typescript, kotlin]
          |                           ^^^^^^
        4 |   names:

    conformance.config.yaml:5:28: no package can be called so
      expected: a name of npm, such as @acme/errors
      got:      Acme Foil
        4 |   names:
      > 5 |     typescript: { package: Acme Foil, namespace: Acme }
          |                            ^^^^^^^^^
        6 |     python: { namespace: acme-foil }

    conformance.config.yaml:5:50: code imports the package by its name
      expected: no namespace
      got:      Acme
        4 |   names:
      > 5 |     typescript: { package: Acme Foil, namespace: Acme }
          |                                                  ^^^^
        6 |     python: { namespace: acme-foil }

    conformance.config.yaml:6:26: no package can be called so
      expected: a module, such as acme_errors
      got:      acme-foil
        5 |     typescript: { package: Acme Foil, namespace: Acme }
      > 6 |     python: { namespace: acme-foil }
          |                          ^^^^^^^^^
        7 |
    "
  `);
});

test('hold in Java and Go, too', async () => {
  const parcel = join(repository, 'packages', 'codegen', 'testing', 'parcel.yaml');
  project.write(
    'conformance.config.yaml',
    `spec: ${parcel}
errorMaps:
  languages: [java, go]
  author: Acme
  names:
    java: { package: "com.acme:parcel", namespace: com.acme.parcel }
    go: { package: github.com/acme/parcel-go, namespace: parcel }
`,
  );
  expect((await project.conformance('generate')).exit).toBe(0);
  const [java = '', go = ''] = readdirSync(path('packages')).sort().reverse();
  expect(textOf(`packages/${java}/pom.xml`)).toContain(
    '<groupId>com.acme</groupId>\n  <artifactId>parcel</artifactId>',
  );
  expect(textOf(`packages/${java}/src/main/java/com/acme/parcel/ErrorMap.java`)).toMatch(
    /^package com\.acme\.parcel;$/m,
  );
  expect(textOf(`packages/${go}/go.mod`)).toMatch(/^module github.com\/acme\/parcel-go$/m);
  expect(textOf(`packages/${go}/errors.go`)).toMatch(/^package parcel$/m);
});
