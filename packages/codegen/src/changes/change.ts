import type { Language, Position } from '@sdk-conformance/model';

/**
 * How a change reaches who writes code against an error map, gravest first. `breaking`: code that was right does not compile, or does otherwise.
 * `additive`: it goes on as it was, and there is something new. `words`: only what people read is new.
 */
export const changeLevels = ['breaking', 'additive', 'words'] as const;
export type ChangeLevel = (typeof changeLevels)[number];

/** What a change is in one language. */
export interface Told {
  readonly level: ChangeLevel;
  readonly words: string;
}

/** One thing that a spec says otherwise than before. */
export interface Change {
  /** Of the new spec; of the old one where nothing is left of it. */
  readonly pointer: string;
  readonly position: Position;
  /** An SDK that kept the old spec may break the new one. */
  readonly obliges: boolean;
  /** The error map shows it, and not the SDK alone. */
  readonly inPackage: boolean;
  /** None: no language's code sees it. */
  readonly languages: Readonly<Record<Language, Told>>;
  /** What it is where no language's code sees it. */
  readonly words: string | null;
}

/** A change as one language sees it; `gone`: the pointer is one of the old spec. */
export interface Seen extends Told {
  readonly pointer: string;
  readonly gone: boolean;
  readonly obliges: boolean;
  readonly inPackage: boolean;
}

type Options = Partial<Pick<Seen, 'gone' | 'obliges' | 'inPackage'>>;

export function seen(level: ChangeLevel, pointer: string, words: string, options: Options = {}): Seen {
  return { level, pointer, words, gone: false, obliges: false, inPackage: true, ...options };
}

/** The graver of two levels; null: none. */
export function graver(one: ChangeLevel | null, other: ChangeLevel | null): ChangeLevel | null {
  return changeLevels.find((level) => level === one || level === other) ?? null;
}
