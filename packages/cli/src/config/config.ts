import { existsSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Publishing } from '@sdk-conformance/codegen';
import {
  type Config,
  type ConfiguredTarget,
  type Declarations,
  ruleSetNames,
  rulesInForce,
} from '@sdk-conformance/engine';
import { type ClockTier, printableLine } from '@sdk-conformance/model';
import { requirementIds } from '@sdk-conformance/oracle';
import { nearestName } from '@sdk-conformance/spec';
import { readKnown } from '../known/read.js';
import { type Document, readDocument } from './document.js';
import { type ErrorMapsEntry, errorMapMistakes, publishingOf } from './error-maps.js';
import type { Mistake } from './mistake.js';
import { pythonFor } from './python.js';
import { escaped } from './schema-mistakes.js';

/** A configuration as its file says it; paths are absolute. */
export interface LoadedConfig extends Config {
  readonly spec: string;
  readonly fixtures: string | null;
  /** Folder of scenarios of one's own. */
  readonly scenarios: string | null;
  /** File of the known deviations. */
  readonly knownFile: {
    readonly path: string;
    /** As shown in messages. */
    readonly shown: string;
    readonly there: boolean;
    /** The configuration names it. */
    readonly named: boolean;
  };
  /** Whose the error maps are that `generate` writes. */
  readonly publishing: Publishing;
  /** Shows what turns out to be wrong in the file once the spec is known. */
  readonly refuse: Document['refuse'];
}

interface ConfigFile {
  readonly spec: string;
  readonly fixtures?: string;
  readonly scenarios?: string;
  readonly require?: Requirements;
  readonly known?: string;
  readonly requirements?: Readonly<Record<string, { readonly off: string }>>;
  readonly rules?: string;
  readonly targets?: Readonly<Record<string, TargetEntry>>;
  readonly errorMaps?: ErrorMapsEntry;
}

/** What a run must come to besides finding nothing. */
interface Requirements {
  /** Least share of what is played that must be judged. */
  readonly judged?: number;
}

interface TargetEntry extends Partial<Declarations> {
  readonly language: string;
  readonly variant?: string;
  readonly granularityMs?: number;
  readonly tls?: boolean;
  readonly http2?: boolean;
  readonly adapter?: string;
  readonly command?: readonly string[];
  readonly python?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly clock?: ClockTier;
  readonly requires?: { readonly command: string; readonly check?: readonly string[]; readonly install?: string };
  readonly prepare?: readonly string[];
  readonly versions?: NonNullable<ConfiguredTarget['versions']>;
  readonly require?: Requirements;
  readonly mutants?: string;
}

/**
 * Reads a configuration.
 *
 * @throws UsageError that shows every problem with its place
 */
export function readConfig(path: string, cwd: string, env: Environment = process.env): LoadedConfig {
  const file = shownPath(path, cwd);
  const document = readDocument(file, path, 'config');
  // The schema vouches for the shape.
  const content = document.value as ConfigFile;
  const folder = dirname(path);
  const entries = Object.entries(content.targets ?? {});
  document.refuse(entries.flatMap(([name, entry]) => targetMistakes(folder, name, entry, cwd)));
  document.refuse([
    ...requirementMistakes(content),
    ...ruleSetMistakes(content),
    ...errorMapMistakes(content.errorMaps),
  ]);
  const targets = entries.map(([name, entry]) => configured(folder, name, entry, content, env));
  const knownPath = resolve(folder, content.known ?? 'conformance.known.yaml');
  const knownFile = {
    path: knownPath,
    shown: shownPath(knownPath, cwd),
    there: existsSync(knownPath),
    named: content.known !== undefined,
  };
  if (knownFile.named && knownFile.there) document.refuse(misplaced('/known', knownPath, 'file', cwd));
  return {
    file,
    folder,
    spec: resolve(folder, content.spec),
    fixtures: content.fixtures === undefined ? null : resolve(folder, content.fixtures),
    scenarios: content.scenarios === undefined ? null : resolve(folder, content.scenarios),
    targets,
    knownFile,
    known: knownFile.there ? readKnown(knownFile.shown, knownPath, targets) : [],
    off: Object.fromEntries(Object.entries(content.requirements ?? {}).map(([id, { off }]) => [id, off])),
    rules: content.rules ?? null,
    publishing: publishingOf(content.errorMaps),
    refuse: document.refuse,
  };
}

function configured(
  folder: string,
  name: string,
  entry: TargetEntry,
  file: ConfigFile,
  env: Environment,
): ConfiguredTarget {
  const { mutants, prepare } = entry;
  const python = entry.python === undefined ? null : pythonFor(folder, env);
  const requires = entry.requires ?? (python === null ? undefined : { command: python });
  return {
    name,
    language: entry.language,
    variant: entry.variant ?? null,
    start: startOf(folder, entry, python),
    env: entry.env ?? {},
    clock: entry.clock ?? null,
    granularityMs: entry.granularityMs ?? 0,
    tls: entry.tls === true || entry.http2 === true,
    http2: entry.http2 ?? false,
    requires:
      requires === undefined
        ? null
        : { command: requires.command, check: requires.check ?? null, install: requires.install ?? null },
    prepare: prepare ?? null,
    ...(entry.versions === undefined ? {} : { versions: entry.versions }),
    unsupported: entry.unsupported ?? {},
    without: entry.without ?? {},
    only: entry.only ?? null,
    leastJudged: entry.require?.judged ?? file.require?.judged ?? null,
    mutants: mutants === undefined ? null : resolve(folder, mutants),
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

function startOf(folder: string, { adapter, command, python }: TargetEntry, interpreter: string | null) {
  if (adapter !== undefined) return { adapter: resolve(folder, adapter) };
  return { command: interpreter === null ? (command ?? []) : [interpreter, ...(python ?? [])] };
}

function requirementMistakes({ requirements = {} }: ConfigFile): Mistake[] {
  const known: readonly string[] = requirementIds;
  return Object.keys(requirements)
    .filter((id) => !known.includes(id))
    .map((id) => ({
      pointer: `/requirements/${escaped(id)}`,
      message: `there is no requirement ${id}`,
      expected: 'the id of a requirement, as reports name it',
      nearest: nearestName(id, known),
    }));
}

function ruleSetMistakes({ rules }: ConfigFile): Mistake[] {
  if (rules === undefined || ruleSetNames.includes(rules)) return [];
  return [
    {
      pointer: '/rules',
      message: `there are no rules of ${rules}`,
      expected: `${ruleSetNames.join(' or ')}; without the key those of ${rulesInForce} bind`,
    },
  ];
}

function targetMistakes(folder: string, name: string, entry: TargetEntry, cwd: string): Mistake[] {
  const pointer = `/targets/${escaped(name)}`;
  const [one, other] = (['adapter', 'command', 'python'] as const).filter((key) => entry[key] !== undefined);
  if (one === undefined || other !== undefined) {
    return [
      {
        pointer: other === undefined ? pointer : `${pointer}/${other}`,
        message: `target ${name} has ${other === undefined ? 'neither adapter nor command nor python' : `both ${one} and ${other}`}`,
        expected:
          'adapter: a file that Node runs, command: the argument vector that starts it, or python: a script and its arguments',
      },
    ];
  }
  if (entry.only !== undefined && entry.unsupported !== undefined) {
    return [
      {
        pointer: `${pointer}/only`,
        message: `target ${name} has both only and unsupported`,
        expected: 'only: the operations that the SDK has, or unsupported: those that it lacks',
      },
    ];
  }
  if (entry.adapter === undefined) return [];
  return misplaced(`${pointer}/adapter`, resolve(folder, entry.adapter), 'file', cwd);
}

/** A mistake where a path that the configuration names leads to nothing, or to the other kind of thing. */
export function misplaced(pointer: string, path: string, what: 'file' | 'folder', cwd: string): Mistake[] {
  const found = statSync(path, { throwIfNoEntry: false });
  const shown = shownPath(path, cwd);
  if (found === undefined) {
    const expected = `a ${what}; paths are relative to the configuration`;
    return [{ pointer, message: `there is no such ${what}`, expected, got: shown }];
  }
  if (found.isDirectory() === (what === 'folder')) return [];
  const kinds = what === 'file' ? 'this is a folder' : 'this is a file';
  return [{ pointer, message: kinds, expected: `a ${what}`, got: shown }];
}

/**
 * A path as a person would write it here.
 *
 * @param between path from one folder to another, as this system writes it
 */
export function shownPath(path: string, cwd: string, between = relative): string {
  const short = between(cwd, path).replaceAll('\\', '/');
  return printableLine(short === '' || short.startsWith('../../../') ? path : short, 1_000);
}
