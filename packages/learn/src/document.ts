import { formatProblems, type JsonValue, type Spec } from '@sdk-conformance/model';
import { loadSpec } from '@sdk-conformance/spec';
import { stringify } from 'yaml';
import type { Learnt, Line, OpenLine } from './line.js';
import { isTree, observed, type Tree } from './skeleton.js';

const order = [
  'specVersion',
  'api',
  'sources',
  'languages',
  'options',
  'credentials',
  'statuses',
  'errors',
  'success',
  'redirects',
  'retry',
  'backoff',
  'hints',
  'timeouts',
  'abort',
  'streaming',
  'identity',
  'rateLimits',
  'operations',
];

const head = `# Written by \`conformance learn\`: what an SDK was seen to do, each line below the plays that show it. \`open\` tells what they do not show.
# A change of it fails a run as "changed since learnt". Where your documentation promises a line, give it that source in place of ${observed}.

`;

/** What a spec must have and nothing was learnt of: a class that stands for any error. */
export const placeholder = 'Unknown';

/** Learnt lines as a spec's text: what was given, and each line with its evidence as a comment. What is open is told where it would stand. */
export function specText(skeleton: Tree, language: string, { lines, open }: Learnt): string {
  const all = [...successes(skeleton), ...lines, ...missing(language, lines)];
  const sections = order.flatMap((section) => {
    const own = all.filter(({ at }) => at[0] === section);
    const unclear = open.filter(({ at }) => at[0] === section);
    const given = skeleton[section];
    if (own.length === 0) {
      const comments = unclear.map((line) => comment('', `open: ${line.at.join('.')}: ${line.why}`));
      return given === undefined ? comments : [...comments, plain({ [section]: given })];
    }
    return [sectionText(section, isTree(given) ? given : {}, own, unclear)];
  });
  return `${head}${sections.join('\n')}`;
}

/** The text as a spec. @throws RangeError where it is none, which is a mistake of this package or of what was given */
export function specOf(file: string, text: string): Spec {
  const loaded = loadSpec(file, new TextEncoder().encode(text));
  if (loaded.ok) return loaded.spec;
  throw new RangeError(`what was learnt is no spec:\n${formatProblems(loaded.problems)}`);
}

/** Rows of what operations succeed with, by which it is no error. */
function successes({ operations }: Tree): readonly Line[] {
  const each = isTree(operations) ? Object.values(operations) : [];
  const statuses = each.flatMap((operation) => {
    const response = isTree(operation) ? operation['response'] : null;
    const status = isTree(response) ? response['status'] : null;
    return typeof status === 'number' ? [status] : [];
  });
  return [...new Set(statuses)]
    .sort((a, b) => a - b)
    .map((status) => ({ at: ['statuses', String(status)], value: {}, evidence: 'operations succeed with it' }));
}

/** What a language calls any error. */
const builtins: Readonly<Record<string, string>> = {
  typescript: 'Error',
  python: 'Exception',
  csharp: 'Exception',
  java: 'Exception',
  go: 'error',
};

function missing(language: string, lines: readonly Line[]): readonly Line[] {
  const has = (...at: readonly string[]) => lines.some((line) => at.every((key, i) => line.at[i] === key));
  const evidence = 'stands for any error: none was learnt';
  const builtin = builtins[language];
  const names =
    builtin === undefined ? { names: { [language]: placeholder } } : { builtin: true, names: { [language]: builtin } };
  return [
    ...(has('errors', 'base') ? [] : [{ at: ['errors', 'base'], value: placeholder, evidence }]),
    ...(has('errors', 'base') ? [] : [{ at: ['errors', 'classes', placeholder], value: names, evidence }]),
    ...(has('statuses') ? [] : [{ at: ['statuses', 'default'], value: { error: placeholder }, evidence }]),
  ];
}

function plain(value: Tree): string {
  return stringify(value, { lineWidth: 0 });
}

function comment(indent: string, text: string): string {
  if (text === '') return '';
  return `${indent}# ${text.replaceAll('\n', ' ')}\n`;
}

function sectionText(section: string, given: Tree, lines: readonly Line[], open: readonly OpenLine[]): string {
  const [whole] = lines;
  if (whole !== undefined && whole.at.length === 1)
    return `${comment('', whole.evidence)}${section}: ${flow({ value: whole.value, source: observed })}\n`;
  const notes = open.map(({ at, why }) => comment('  ', `open: ${at.slice(1).join('.') || section}: ${why}`)).join('');
  const head =
    Object.keys(given).length === 0
      ? `${section}:\n  source: ${observed}\n`
      : `${section}:\n${indented(without(given))}  source: ${observed}\n`;
  return head + below(lines, 1) + notes;
}

function without(given: Tree): string {
  const kept = Object.fromEntries(Object.entries(given).filter(([key]) => key !== 'source'));
  const source = given['source'];
  // What was given keeps its own source, key by key.
  const sourced = Object.fromEntries(
    Object.entries(kept).map(([key, value]): [string, JsonValue] =>
      typeof source !== 'string'
        ? [key, value]
        : isTree(value)
          ? [key, { ...value, source }]
          : [key, { value, source }],
    ),
  );
  return Object.keys(sourced).length === 0 ? '' : plain(sourced);
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/** Lines below a place, those of one key together. */
function below(lines: readonly Line[], depth: number): string {
  const indent = '  '.repeat(depth);
  const keys = [...new Set(lines.map(({ at }) => at[depth] ?? ''))];
  return keys
    .map((key) => {
      const own = lines.filter(({ at }) => at[depth] === key);
      const leaf = own.find(({ at }) => at.length === depth + 1);
      if (leaf === undefined) return `${indent}${key}:\n${below(own, depth + 1)}`;
      return `${comment(indent, leaf.evidence)}${indent}${key}: ${flow(leaf.value)}\n`;
    })
    .join('');
}

function flow(value: JsonValue): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true }).trimEnd();
}
