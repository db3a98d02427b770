/** Real ms for which a question is refused because of bytes that must be on their way. */
const PATIENCE_MS = 500;
/** One question counts for no more: a client that was not scheduled has not been waiting. */
const COUNTED_MS = 20;

/** Counts for how long the same question has been refused. */
export interface Patience {
  /** Returns true once a client has asked this, and nothing else, for {@link PATIENCE_MS}. */
  ended(question: string): boolean;
}

export function createPatience(realMs: () => number): Patience {
  let asked: { readonly question: string; readonly countedMs: number; readonly atMs: number } | null = null;
  return {
    ended(question) {
      const atMs = realMs();
      const passedMs = asked?.question === question ? Math.min(atMs - asked.atMs, COUNTED_MS) : 0;
      const countedMs = asked?.question === question ? asked.countedMs + passedMs : 0;
      asked = { question, countedMs, atMs };
      return countedMs >= PATIENCE_MS;
    },
  };
}
