/** One header line as recorded: name in its own case. */
export type HeaderLine = readonly [name: string, value: string];

/** A recorded HTTP response. Header values and the body may hold `{{…}}` templates, filled when served. */
export interface Fixture {
  /** Path below `fixtures/` without the ending: `foilengine/429`. */
  readonly id: string;
  readonly file: string;
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
}

export type Fixtures = ReadonlyMap<string, Fixture>;
