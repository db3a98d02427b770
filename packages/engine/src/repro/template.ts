import type { JsonValue, Language, Step } from '@sdk-conformance/model';
import { callsOf, type ReproClient } from './calls.js';
import type { ReproSource } from './served.js';

interface Template {
  readonly name: string;
  readonly comment: string;
  readonly start: string;
  /** The calls as code, with names that a reader replaces. */
  readonly code: (call: TemplateCall) => readonly string[];
}

/** One call in a template. */
interface TemplateCall {
  readonly operation: string;
  /** By the option's name in the language. */
  readonly options: readonly (readonly [name: string, value: string])[];
  readonly argumentsGiven: readonly (readonly [name: string, value: JsonValue])[];
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const pascal = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1);

/** A value as Python writes it. */
function pythonValue(value: JsonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(pythonValue).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${pythonValue(item)}`)
    .join(', ')}}`;
}

const javascript: Template = {
  name: 'client.mjs',
  comment: '//',
  start: 'node client.mjs',
  code: ({ operation, options, argumentsGiven }) => [
    `const client = new Client({ ${options.map(([name, value]) => `${name}: ${value}`).join(', ')} });`,
    `console.log(await client.${operation}(${JSON.stringify(Object.fromEntries(argumentsGiven))}));`,
  ],
};

const templates: Readonly<Record<Language, Template>> = {
  javascript,
  typescript: { ...javascript, name: 'client.ts', start: 'npx tsx client.ts' },
  python: {
    name: 'client.py',
    comment: '#',
    start: 'python3 client.py',
    code: ({ operation, options, argumentsGiven }) => {
      const given = argumentsGiven.map(([name, value]) => `${name}=${pythonValue(value)}`);
      return [
        `client = Client(${options.map(([name, value]) => `${name}=${value}`).join(', ')})`,
        `print(client.${snake(operation)}(${given.join(', ')}))`,
      ];
    },
  },
  csharp: {
    name: 'Client.cs',
    comment: '//',
    start: 'dotnet run',
    code: ({ operation, options, argumentsGiven }) => {
      const given = argumentsGiven.map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
      return [
        `var client = new Client(new ClientOptions { ${options.map(([name, value]) => `${name} = ${value}`).join(', ')} });`,
        `Console.WriteLine(await client.${pascal(operation)}Async(${given.join(', ')}));`,
      ];
    },
  },
};

const otherLanguage: Template = { ...javascript, name: 'client.txt', comment: '#', start: 'run it', code: () => [] };

const optionUnits: Readonly<Record<string, string>> = { timeoutMs: ' ms' };

function abortLines({
  signal,
  abortAtMs,
  abortReason,
}: Pick<Step, 'signal' | 'abortAtMs' | 'abortReason'>): readonly string[] {
  const because = abortReason === undefined ? '' : `, for the reason ${JSON.stringify(abortReason)}`;
  const when = abortAtMs === 0 ? 'before its call is made' : `${abortAtMs} ms after its start`;
  return [
    ...(signal === undefined ? [] : [`  is given the abort signal ${signal}, as are all that name it`]),
    ...(abortAtMs === undefined ? [] : [`  is aborted ${when}${because}`]),
  ];
}

/** What is to be called, in comments: the kit does not know the SDK's own names. */
export function templateClient(source: ReproSource, language: Language, adapter: string): ReproClient {
  const { name, comment, start, code } = templates[language] ?? otherLanguage;
  const { baseUrl, clients, steps } = callsOf(source);
  const { spec, scenario } = source;
  const nameOf = (id: string, otherwise: string) =>
    spec.options.find((option) => option.id === id)?.names[language] ?? otherwise;
  const [first] = scenario.steps;
  const options = Object.entries(clients[0]?.options ?? {});
  const call: TemplateCall = {
    operation: first?.operation ?? '',
    options: [
      [nameOf('baseUrl', 'base_url'), JSON.stringify(baseUrl)],
      ...options.map(([id, value]) => [nameOf(id, id), String(value)] as const),
    ],
    argumentsGiven: Object.entries(first?.arguments ?? {}),
  };
  const lines = [
    `${scenario.id}: ${scenario.about}`,
    `Make these calls with the SDK; print what each returns or raises: class, bases, message, fields.`,
    `The adapter that was judged, which makes them: ${adapter}`,
    '',
    `base URL ${baseUrl}`,
    ...clients.flatMap(({ id, options: set, unset, credentials }) => [
      `client ${id}`,
      ...Object.entries(set).map(
        ([option, value]) => `  option ${nameOf(option, option)}: ${value}${optionUnits[option] ?? ''}`,
      ),
      ...unset.map((option) => `  option ${nameOf(option, option)}: given as undefined`),
      ...Object.entries(credentials).map(([credential, value]) =>
        value.endsWith('\n')
          ? `  credential ${credential}: ${value.trimEnd()}, and a line end behind it`
          : `  credential ${credential}: ${value}`,
      ),
    ]),
    ...steps.flatMap(({ id, client, operation, arguments: given, ...when }) => [
      `step ${id}: ${operation} by ${client}`,
      ...Object.entries(given).map(([argument, value]) => `  argument ${argument}: ${JSON.stringify(value)}`),
      ...(when.startAtMs === undefined ? [] : [`  starts after ${when.startAtMs} ms`]),
      ...(when.startAfter === undefined ? [] : [`  starts when ${when.startAfter} has settled`]),
      ...abortLines(when),
      ...(when.leaveAfter === undefined ? [] : [`  leaves the stream after event ${when.leaveAfter}`]),
    ]),
    '',
    'The first of them, in names that the SDK may have; its options in its own units:',
    ...code(call),
  ];
  return { name, text: `${lines.map((line) => `${comment} ${line}`.trimEnd()).join('\n')}\n`, runs: false, start };
}
