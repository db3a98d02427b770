/** A failure that a team knows of and lives with for now: one entry of conformance.known.yaml. */
export interface KnownDeviation {
  /** Name of the target. */
  readonly target: string;
  readonly requirement: string;
  /** Ids, or globs over them. */
  readonly scenarios: readonly string[];
  /** What the failure says, without what is drawn; several where chance decides between them. */
  readonly signatures: readonly string[];
  readonly reason: string;
  readonly owner: string | null;
  /** Address of the issue. */
  readonly issue: string | null;
  /** Last day on which it is accepted, `2026-12-31`; null: for ever. */
  readonly expires: string | null;
  /** Where it stands, for messages: `conformance.known.yaml:12`. */
  readonly at: string;
}
