import { codeFrame, formatProblem, type Problem } from '@sdk-conformance/model';
import { nearestName, readYaml, type YamlText } from '@sdk-conformance/spec';

/** Who is to blame for a group of findings. */
export type Blame =
  /** The SDK breaks a sentence of its vendor. */
  | { readonly fault: 'sdk' }
  /** The vendor's own sentence is wrong. */
  | { readonly fault: 'documentation' }
  /** The suite accuses a sound SDK: the spec has no key for the promise. */
  | { readonly fault: 'ours'; readonly wantsKey: string }
  /** The suite accuses a sound SDK by a rule that is wrong. */
  | { readonly fault: 'ours'; readonly rule: string };

/** Findings of one cause, as a person classified them. */
export interface Recorded {
  /** As shown in messages: file and line. */
  readonly at: string;
  /** A requirement, or a glob over them. */
  readonly requirement: string;
  /** Globs over scenario ids. */
  readonly scenarios: readonly string[];
  /** How many findings there are. */
  readonly count: number;
  /** Not every run shows all of them: the runtime's chance decides. */
  readonly unsteady: boolean;
  readonly blame: Blame;
  readonly why: string;
}

const keys = ['requirement', 'scenarios', 'count', 'unsteady', 'fault', 'wantsKey', 'rule', 'why'];

/**
 * Reads a file of recorded findings.
 *
 * @throws Error that shows every mistake with its place
 */
export function readRecorded(file: string, bytes: Uint8Array): readonly Recorded[] {
  const read = readYaml(file, bytes);
  if (!read.ok) throw new Error(read.problems.map(formatProblem).join('\n\n'));
  const problems: Problem[] = [];
  const refuse: Refuse = (pointer, expected, got, nearest = null) =>
    void problems.push({ ...problemAt(file, read, pointer), expected, got, nearest });
  const content = read.value;
  const list = isMap(content) ? content['findings'] : undefined;
  if (!Array.isArray(list)) refuse('', 'findings: a list of recorded findings', shown(content));
  const recorded = (Array.isArray(list) ? list : []).flatMap((entry: unknown, i) => {
    const pointer = `/findings/${i}`;
    const line = read.at(pointer)?.line ?? 1;
    const found = recordedOf(entry, pointer, `${file}:${line}`, refuse);
    return found === null ? [] : [found];
  });
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join('\n\n'));
  return recorded;
}

type Refuse = (pointer: string, expected: string, got: string, nearest?: string | null) => void;

function recordedOf(entry: unknown, pointer: string, at: string, refuse: Refuse): Recorded | null {
  if (!isMap(entry)) {
    refuse(pointer, `a map of ${keys.join(', ')}`, shown(entry));
    return null;
  }
  for (const key of Object.keys(entry)) {
    if (!keys.includes(key)) refuse(`${pointer}/${key}`, `one of ${keys.join(', ')}`, key, nearestName(key, keys));
  }
  const text = (key: string): string => {
    const value = entry[key];
    if (typeof value === 'string' && value !== '') return value;
    refuse(key in entry ? `${pointer}/${key}` : pointer, `${key}: a text`, shown(value));
    return '';
  };
  const scenarios = typeof entry['scenarios'] === 'string' ? [entry['scenarios']] : entry['scenarios'];
  if (!isTexts(scenarios)) {
    refuse(pointer, 'scenarios: a glob over scenario ids, or a list of them', shown(entry['scenarios']));
    return null;
  }
  const { count } = entry;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1) {
    refuse(pointer, 'count: how many findings there are, 1 or more', shown(count));
    return null;
  }
  const { unsteady = false } = entry;
  if (typeof unsteady !== 'boolean') {
    refuse(`${pointer}/unsteady`, 'true or false', shown(unsteady));
    return null;
  }
  const blame = blameOf(entry, pointer, refuse);
  return blame === null
    ? null
    : { at, requirement: text('requirement'), scenarios, count, unsteady, blame, why: text('why') };
}

function blameOf(entry: Readonly<Record<string, unknown>>, pointer: string, refuse: Refuse): Blame | null {
  const { fault, wantsKey, rule } = entry;
  if (fault === 'sdk' || fault === 'documentation') {
    if (wantsKey === undefined && rule === undefined) return { fault };
    refuse(pointer, 'wantsKey or rule only where the fault is ours', fault);
    return null;
  }
  if (fault !== 'ours') {
    refuse(pointer, 'fault: sdk, documentation or ours', shown(fault));
    return null;
  }
  if (typeof wantsKey === 'string' && rule === undefined) return { fault, wantsKey };
  if (typeof rule === 'string' && wantsKey === undefined) return { fault, rule };
  refuse(
    pointer,
    'where the fault is ours, either wantsKey: the key that is wanting, or rule: the rule that is wrong',
    shown(wantsKey ?? rule),
  );
  return null;
}

function problemAt(file: string, read: YamlText, pointer: string): Omit<Problem, 'expected' | 'got' | 'nearest'> {
  const { line, column, length } = read.at(pointer) ?? { line: 1, column: 1, length: 1 };
  const frame = codeFrame(read.text, line, column, length);
  return { file, line, column, message: 'this is no recorded finding', frame };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
