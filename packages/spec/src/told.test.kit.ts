import { readFileSync } from 'node:fs';
import { formatProblem, type Spec } from '@sdk-conformance/model';
import { loadSpec } from './load-spec.js';

export const tides = readFileSync(new URL('../test-data/tides.yaml', import.meta.url), 'utf8');

export type Edit = readonly [from: string, to: string];

/** A small valid spec with some of its text replaced. */
export function edited(...edits: readonly Edit[]): string {
  return edits.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`${JSON.stringify(from)} must stand in the spec once`);
    return text.replace(from, () => to);
  }, tides);
}

/** What is told of a small valid spec with some of its text replaced. */
export function told(...edits: readonly Edit[]): string {
  return toldOf(edited(...edits));
}

/** What is told of a spec: its problems, or its warnings. */
export function toldOf(text: string): string {
  const loaded = loadSpec('tides.yaml', new TextEncoder().encode(text));
  if (!loaded.ok) return loaded.problems.map(formatProblem).join('\n');
  return ['valid', ...loaded.warnings.map((warning) => `warning: ${formatProblem(warning)}`)].join('\n');
}

export function specOf(text: string): Spec {
  const loaded = loadSpec('tides.yaml', new TextEncoder().encode(text));
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return loaded.spec;
}
