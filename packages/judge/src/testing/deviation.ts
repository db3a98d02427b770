import type { Exchange, Outcome } from '@sdk-conformance/model';

/** One thing that a model SDK does other than it must. */
export type Deviation =
  /** Goes on after a decision to stop. */
  | { readonly kind: 'oneMore'; readonly attempt: number }
  /** Stops after a decision to retry. */
  | { readonly kind: 'oneFewer'; readonly attempt: number }
  /** Waits another gap, in ms. */
  | { readonly kind: 'gap'; readonly attempt: number; readonly ms: number }
  /** Settles so many ms after its last answer. */
  | { readonly kind: 'late'; readonly ms: number }
  /** Sends a header from its second attempt on. */
  | { readonly kind: 'newHeader' }
  /** Reads on for so many ms behind the event that ends a stream, where the connection stays open. */
  | { readonly kind: 'readsOn'; readonly ms: number }
  /** Keeps the connection of a stream that is left. */
  | { readonly kind: 'keepsStream' }
  /** Leaves a listener on a signal that calls share. */
  | { readonly kind: 'listens' }
  /** Comes to something else. */
  | { readonly kind: 'outcome'; readonly change: (outcome: Outcome) => Outcome };

type Sent = Exchange['request'];

/** The request of an attempt, with what a deviation adds to it. */
export function changed(request: Sent, attempt: number, deviation: Deviation | null): Sent {
  if (deviation?.kind !== 'newHeader' || attempt === 0) return request;
  return { ...request, headers: [...request.headers, ['x-new', 'yes']] };
}
