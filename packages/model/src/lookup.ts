import type { ErrorClass } from './errors.js';
import type { ClientPlan } from './scenario.js';
import type { Credential, Level, Operation, PolicySource, Position, Spec, StatusEntry } from './spec.js';
import type { CredentialId, ErrorClassId, Language, OperationId, StatusMatch } from './terms.js';

/** The highest status that HTTP/1.1 can write: a range without an end goes up to it. */
export const highestStatus = 999;

export function matchesStatus(match: StatusMatch, status: number): boolean {
  switch (match.kind) {
    case 'code':
      return match.code === status;
    case 'range':
      return match.from <= status && status <= match.to;
    case 'default':
      return true;
  }
}

const precedence = { code: 0, range: 1, default: 2 } as const;

/**
 * The row that decides for a status: a specific code beats a range, a range beats `default`.
 *
 * @example
 * ```ts
 * import { statusEntry } from '@sdk-conformance/model';
 *
 * statusEntry(spec, 503)?.error; // 'Server'
 * ```
 */
export function statusEntry(spec: Spec, status: number): StatusEntry | undefined {
  return [...spec.statuses]
    .sort((a, b) => precedence[a.match.kind] - precedence[b.match.kind])
    .find((entry) => matchesStatus(entry.match, status));
}

/** A class, then the classes above it up to the base class. */
export function ancestry(spec: Spec, id: ErrorClassId): readonly ErrorClass[] {
  const chain: ErrorClass[] = [];
  let next: ErrorClassId | null = id;
  while (next !== null && !chain.some((c) => c.id === next)) {
    const found: ErrorClass | undefined = spec.errors.classes.find((c) => c.id === next);
    if (found === undefined) break;
    chain.push(found);
    next = found.extends;
  }
  return chain;
}

/** The class's name in a language, or its canonical id where the spec gives none. */
export function className(spec: Spec, id: ErrorClassId, language: Language): string {
  return spec.errors.classes.find((c) => c.id === id)?.names[language] ?? id;
}

export function operationOf(spec: Spec, id: OperationId): Operation {
  const found = spec.operations.find((o) => o.id === id);
  if (found === undefined) throw new RangeError(`operation ${id} is not in ${spec.file}`);
  return found;
}

function enclosing<T>(table: Readonly<Record<string, T>>, pointer: string): T | undefined {
  for (let p = pointer; ; p = p.slice(0, p.lastIndexOf('/'))) {
    const found = table[p];
    if (found !== undefined || p === '') return found;
  }
}

/** Position of a pointer, or of the nearest key that encloses it. */
export function positionOf(spec: Spec, pointer: string): Position {
  return enclosing(spec.positions, pointer) ?? { file: spec.file, line: 1, column: 1 };
}

/** The source that vouches for a pointer, by the nearest enclosing `source` key. */
export function sourceOf(spec: Spec, pointer: string): PolicySource {
  const id = enclosing(spec.sourceOf, pointer);
  return spec.sources.find((s) => s.id === id) ?? { id: 'unnamed', title: 'no source named', level: 'should' };
}

/**
 * @example
 * ```ts
 * import { levelOf, positionOf } from '@sdk-conformance/model';
 *
 * levelOf(spec, '/retry/maxRetries'); // 'must'
 * positionOf(spec, '/retry/maxRetries').line; // 184
 * ```
 */
export function levelOf(spec: Spec, pointer: string): Level {
  return sourceOf(spec, pointer).level;
}

/** Whether what is broken at a level fails a run that is not strict. */
export function isBinding(level: Level): boolean {
  return level !== 'should';
}

/** The spec as it holds for SDKs of a language. */
export function specIn(spec: Spec, language: Language): Spec {
  const own = spec.inLanguages?.[language];
  return own === undefined ? spec : { ...spec, ...own };
}

/** What a client is given of credentials and of options that reach the wire. */
export function credentialsGiven({ credentials }: Spec, { without = [] }: ClientPlan): readonly Credential[] {
  return without.length === 0 ? credentials : credentials.filter(({ id }) => !without.includes(id));
}

/** A credential's value as a client is given it, with the line end behind it that a file has. */
export function valueGiven({ lineEndBehind }: ClientPlan, credential: CredentialId, value: string): string {
  return credential === lineEndBehind ? `${value}\n` : value;
}
