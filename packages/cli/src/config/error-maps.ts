import { languagesOfMaps, type Publishing, usualPublishing } from '@sdk-conformance/codegen/publishing';
import type { Language } from '@sdk-conformance/model';
import { nearestName } from '@sdk-conformance/spec';
import type { Mistake } from './mistake.js';
import { escaped } from './schema-mistakes.js';

/** The section `errorMaps` as its file says it. */
export type ErrorMapsEntry = Partial<Publishing>;

interface Form {
  readonly form: RegExp;
  readonly expected: string;
}

const dotted = (part: string) => new RegExp(`^${part}(\\.${part})*$`);
const identifier = '[A-Za-z_][A-Za-z0-9_]*';

/** What registries take as a name. */
const packages: Readonly<Record<Language, Form>> = {
  typescript: {
    form: /^(@[a-z0-9-][a-z0-9._-]*\/)?[a-z0-9-][a-z0-9._-]*$/,
    expected: 'a name of npm, such as @acme/errors',
  },
  python: { form: /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/, expected: 'a name of PyPI, such as acme-errors' },
  csharp: { form: dotted(identifier), expected: 'a name of NuGet, such as Acme.Errors' },
  java: { form: /^[A-Za-z0-9_.-]+:[A-Za-z0-9_.-]+$/, expected: 'group and artifact, such as com.acme:errors' },
  go: {
    form: /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/[A-Za-z0-9_.~-]+)+$/,
    expected: 'the path of a module, such as github.com/acme/errors-go, without its major version',
  },
};

/** What code can import; TypeScript imports a package by its name. */
const namespaces: Readonly<Record<Language, Form>> = {
  python: { form: dotted('[a-z_][a-z0-9_]*'), expected: 'a module, such as acme_errors' },
  csharp: { form: dotted(identifier), expected: 'a namespace, such as Acme' },
  java: { form: dotted('[a-z_][a-z0-9_]*'), expected: 'a package, such as com.acme.errors' },
  go: { form: /^[a-z][a-z0-9]*$/, expected: 'the name of a package, such as acmeerrors' },
};

export function publishingOf(entry: ErrorMapsEntry = {}): Publishing {
  return { ...usualPublishing, ...entry };
}

/** What of the section names no language that there are error maps for, or is no name there. */
export function errorMapMistakes({ languages, names = {} }: ErrorMapsEntry = {}): readonly Mistake[] {
  const strange = (pointer: string, got: string): readonly Mistake[] =>
    languagesOfMaps.includes(got)
      ? []
      : [
          {
            pointer,
            message: `there are no error maps for ${got}`,
            expected: languagesOfMaps.join(', '),
            got,
            nearest: nearestName(got, languagesOfMaps),
          },
        ];
  return [
    ...(languages ?? []).flatMap((language, i) => strange(`/errorMaps/languages/${i}`, language)),
    ...Object.entries(names).flatMap(([language, given]) => {
      const at = `/errorMaps/names/${escaped(language)}`;
      const unknown = strange(at, language);
      if (unknown.length > 0) return unknown;
      return [
        ...misnamed(`${at}/package`, given?.package, packages[language]),
        ...misnamed(`${at}/namespace`, given?.namespace, namespaces[language]),
      ];
    }),
  ];
}

function misnamed(pointer: string, got: string | undefined, form: Form | undefined): readonly Mistake[] {
  if (got === undefined || form?.form.test(got) === true) return [];
  if (form === undefined) {
    return [{ pointer, message: 'code imports the package by its name', expected: 'no namespace', got }];
  }
  return [{ pointer, message: 'no package can be called so', expected: form.expected, got }];
}
