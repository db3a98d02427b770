/** What is wrong at a place of a document. */
export interface Mistake {
  /** JSON pointer; shown is the value where there is something that came, else the key. */
  readonly pointer: string;
  readonly message: string;
  readonly expected?: string;
  readonly got?: string;
  readonly nearest?: string | null;
}
