/** What waits for a lock. */
export interface Waiting {
  /** Ends the waiting, not the work. */
  readonly signal?: AbortSignal;
  /** Longest to wait, ms. */
  readonly longestMs?: number;
  /** Called some twenty times a second while another process has the lock. */
  readonly onWait?: (wait: Wait) => void;
  /** An owner that shows no life in so many looks, of which there are twenty a second, has given the lock up. */
  readonly staleLooks?: number;
}

export interface Wait {
  /** Number of the process that has the lock. */
  readonly owner: string;
  readonly waitedMs: number;
}

export type Locked<T> =
  | { readonly done: true; readonly value: T }
  | ({ readonly done: false; readonly why: 'interrupted' | 'late' } & Wait);

export function locked<T>(lock: string, act: () => Promise<T>, waiting?: Waiting): Promise<Locked<T>>;
