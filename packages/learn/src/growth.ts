import type { JsonValue } from '@sdk-conformance/model';

export interface Growth {
  readonly label: string;
  readonly at: (retry: number) => number;
  readonly keys: Readonly<Record<string, JsonValue>>;
}

const factors = [1.1, 1.2, 1.25, 1.3, 1.4, 1.5, 1.6, 1.7, 1.75, 1.8, 2, 2.5, 3, 4, 5, 8, 10];

export const growths: readonly Growth[] = [
  { label: 'constant', at: () => 1, keys: { kind: 'constant' } },
  ...factors.map((factor) => ({
    label: `exponential by ${factor}`,
    at: (retry: number) => factor ** retry,
    keys: { kind: 'exponential', factor },
  })),
  ...[0.5, 1, 2].map((factor) => ({
    label: `linear by ${factor}`,
    at: (retry: number) => 1 + retry * factor,
    keys: { kind: 'linear', factor },
  })),
  ...[2, 3].map((power) => ({
    label: `polynomial of power ${power}`,
    at: (retry: number) => (retry + 1) ** power,
    keys: { kind: 'polynomial', power },
  })),
];

/** Whether the cap holds for the delay before its jitter, or for what is drawn. */
export type Clamp = 'before' | 'after';

export const clamps: readonly Clamp[] = ['before', 'after'];

/** What a backoff says of its delays. */
export interface Delays {
  readonly growth: Growth;
  readonly base: number;
  readonly jitter: { readonly kind: string; readonly ratio?: number; readonly ms?: number };
  readonly maxMs: number | null;
  readonly clamp: Clamp;
}
