import type { Beginning } from './beginning.js';
import { adapterPath } from './files.js';
import type { InitLanguage } from './language.js';
import type { Repository } from './repository.js';

/** What is to be done once the files are there, in the order of work. */
export function nextSteps(
  language: InitLanguage,
  repository: Repository,
  version: string,
  { toDo }: Beginning,
): readonly string[] {
  const run = language === 'typescript' ? `${repository.installer.run} conformance` : 'npx @sdk-conformance/cli';
  const steps = [
    ...installing(language, repository, version),
    [`${run} run`, 'plays what the adapter has: nothing so far, so it ends with 3 and says what is to do'],
    [`edit ${adapterPath(language, repository)}`, 'your client and one operation first: see TO DO'],
    [
      'edit conformance.config.yaml',
      'take what the adapter has out of unsupported, and run again: this is your first verdict',
    ],
    [
      `${run} learn --target ${language} --out conformance/learnt.yaml`,
      'finds out what the SDK does already, line by line with what was seen: take from it what is meant',
    ],
    ['edit conformance/spec.yaml', toDo],
  ];
  return ['Next:', ...steps.map(([what, why], i) => `  ${i + 1}. ${what}\n       ${why}`)];
}

function installing(
  language: InitLanguage,
  { installer, projects, name }: Repository,
  version: string,
): readonly (readonly [string, string])[] {
  if (language === 'typescript') {
    return [
      [
        `${installer.add} @sdk-conformance/cli @sdk-conformance/adapter-typescript`,
        'the command, and what the adapter imports',
      ],
    ];
  }
  if (language === 'python') {
    return [
      [
        `pip install sdk-conformance==${version}`,
        `what the adapter imports, beside ${name ?? 'the SDK'} in the same environment`,
      ],
    ];
  }
  const [project] = projects;
  const inRoot = project !== undefined && !project.includes('/');
  return [
    ...(project === undefined
      ? [['edit conformance/adapter/Conformance.csproj', 'the path of the SDK in place of src/MySdk.csproj'] as const]
      : []),
    ...(inRoot
      ? [
          [
            `edit ${project}: <ItemGroup><Compile Remove="conformance/**" /></ItemGroup>`,
            'it stands above the adapter, and would compile it as a part of the SDK',
          ] as const,
        ]
      : []),
  ];
}
