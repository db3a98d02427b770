import type { Seams } from '../src/seams.js';

/** One defect that can be switched on in the reference SDK. */
export interface Mutant {
  readonly name: string;
  readonly defect: string;
  /** Id of the requirement that must fail. */
  readonly breaks: string;
  /** The cause that must be told first, and features that its scope must have. */
  readonly cause?: string;
  readonly scope?: Readonly<Record<string, string>>;
  /** The seams it replaces, made anew for each client; gets the sound ones. */
  readonly seams: (sound: Seams) => Partial<Seams>;
}
