import type { Operation, Spec } from '@sdk-conformance/model';

/** How often and how long a call tries, with the lines that say so. */
export interface Limits {
  /** Null: unspecified. */
  readonly maxRetries: number | null;
  readonly maxRetriesAt: string;
  /** Of one attempt, ms; null: unspecified. */
  readonly timeoutMs: number | null;
  readonly timeoutAt: string;
}

/** What a client sets goes before what the operation has of its own, and that before what holds for all. */
export function limitsOf(
  spec: Spec,
  { own, pointer }: Operation,
  options: Readonly<Record<string, number | undefined>>,
): Limits {
  const set = { maxRetries: options['maxRetries'] ?? null, timeoutMs: options['timeoutMs'] ?? null };
  const hasOwn = (key: keyof typeof set) => set[key] === null && own !== undefined && own[key] !== null;
  return {
    maxRetries: set.maxRetries ?? own?.maxRetries ?? spec.retry.maxRetries,
    maxRetriesAt: hasOwn('maxRetries') ? `${pointer}/retry/maxRetries` : '/retry/maxRetries',
    timeoutMs: set.timeoutMs ?? own?.timeoutMs ?? spec.timeouts.attemptMs,
    timeoutAt: hasOwn('timeoutMs') ? `${pointer}/timeoutMs` : '/timeouts/attemptMs',
  };
}
