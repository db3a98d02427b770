import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseFixture } from '@sdk-conformance/handlers';
import { type Fixture, type Fixtures, formatProblem, type Scenario, type Spec } from '@sdk-conformance/model';
import { loadSpec, readYaml } from '@sdk-conformance/spec';
import { completeFixtures } from '../complete.js';
import { deriveScenarios } from '../derive.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** A spec of this repository with what derives from it. */
export interface SpecInRepository {
  readonly spec: Spec;
  readonly fixtures: Fixtures;
  /** By id, in their order. */
  readonly scenarios: ReadonlyMap<string, Scenario>;
}

/** The fixtures below a folder of the repository, by id. */
export function recordedIn(folder: string): Fixtures {
  const recorded = new Map<string, Fixture>();
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.http')) continue;
    const file = join(entry.parentPath, entry.name);
    const id = relative(join(root, folder), file).replace(/\.http$/, '');
    const parsed = parseFixture(id, relative(root, file), readFileSync(file));
    if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
    recorded.set(id, parsed.fixture);
  }
  return recorded;
}

/**
 * Reads a spec of this repository for a test.
 * @throws Error with every problem of the spec or of a fixture
 */
export function specInRepository(file: string, recorded: Fixtures = recordedIn('fixtures')): SpecInRepository {
  return specOf(file, readFileSync(join(root, file)), recorded);
}

/**
 * Reads a spec of this repository with one part of its text replaced.
 * @throws Error where the part does not stand in it once, or with every problem of the spec
 */
export function editedSpec(file: string, from: string, to: string): SpecInRepository {
  const text = readFileSync(join(root, file), 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file} must have once: ${from}`);
  return specOf(file, new TextEncoder().encode(text.replace(from, () => to)), new Map());
}

/** What is to stand at some pointers of a document; undefined takes it out. */
export type Edits = Readonly<Record<string, unknown>>;

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Puts a value at a pointer, with the objects on the way there. */
function put(document: Node, pointer: string, value: unknown): void {
  const keys = pointer.split('/').slice(1);
  const last = keys.pop() ?? '';
  let at = document;
  for (const key of keys) {
    const inner = at[key];
    const next = isNode(inner) ? inner : {};
    at[key] = next;
    at = next;
  }
  if (value === undefined) delete at[last];
  else at[last] = value;
}

/**
 * Reads a spec of this repository with something else at some pointers.
 * @throws Error with every problem of the spec
 */
export function changedSpec(file: string, edits: Edits): SpecInRepository {
  const yaml = readYaml(file, readFileSync(join(root, file)));
  if (!yaml.ok) throw new Error(yaml.problems.map(formatProblem).join('\n'));
  const document = structuredClone(yaml.value) as Node;
  for (const [pointer, value] of Object.entries(edits)) put(document, pointer, structuredClone(value));
  return specOf(file, new TextEncoder().encode(JSON.stringify(document)), new Map());
}

function specOf(file: string, bytes: Uint8Array, recorded: Fixtures): SpecInRepository {
  const loaded = loadSpec(file, bytes);
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  const { spec } = loaded;
  const fixtures = completeFixtures(spec, recorded);
  return { spec, fixtures, scenarios: new Map(deriveScenarios(spec, fixtures).map((s) => [s.id, s])) };
}
