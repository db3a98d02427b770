import type { RequirementId } from '@sdk-conformance/oracle';
import type { Edits } from '@sdk-conformance/scenarios/testing';
import type { Deviation } from '../testing/deviation.js';

/**
 * What a key of the spec language is worth: an SDK that keeps it passes, one that breaks it fails on its requirements and on no
 * other, and without the key nothing is accused.
 */
export interface Cell {
  /** The key, with `*` for names of the writer's own choice: `/hints/missingMs`. A value of it may follow: `/backoff/kind polynomial`. */
  readonly key: string;
  /** The spec that is changed; `tides.yaml` where it is left out. */
  readonly file?: string;
  /** True: it is played with the bodies that are recorded for all APIs. */
  readonly recorded?: true;
  /** What makes the spec say it. */
  readonly promised: Edits;
  /** What another SDK keeps instead, or does otherwise where no spec could say so. */
  readonly other: Edits | Deviation;
  /** What the other SDK breaks, in alphabetical order. */
  readonly breaks: readonly RequirementId[];
  /** The key where its path has names of the writer's own choice, so that it can be taken out. */
  readonly at?: string;
  /** The key taken out: the requirement that is then unspecified and names a key, or what a spec without the key says. */
  readonly without: { readonly unspecified: RequirementId; readonly names: string } | { readonly means: string };
}
