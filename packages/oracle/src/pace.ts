import { type FaultEffect, piecesOf } from '@sdk-conformance/model';

/** ms until the answer is whole, by its fault alone. */
export function lateness({ heldMs, pace }: FaultEffect, bytes: number): number {
  return heldMs + piecesOf(pace, bytes).reduce((sum, { pauseMs }) => sum + pauseMs, 0);
}

/** Waits for the events of a stream that comes in pieces, ms: the longest, and that since the last event was whole. */
export function eventWaits(
  pace: FaultEffect['pace'],
  stream: Uint8Array,
): { readonly longestMs: number; readonly sinceLastMs: number } {
  const text = new TextDecoder('latin1').decode(stream);
  const ends = [...text.matchAll(/\r\n\r\n|\n\n|\r\r/g)].map((end) => end.index + end[0].length);
  let [at, longestMs, sinceLastMs] = [0, 0, 0];
  for (const { bytes, pauseMs } of piecesOf(pace, stream.length)) {
    sinceLastMs += pauseMs;
    longestMs = Math.max(longestMs, sinceLastMs);
    if (ends.some((end) => end > at && end <= at + bytes)) sinceLastMs = 0;
    at += bytes;
  }
  return { longestMs, sinceLastMs };
}

/** How long an answer comes without a wait as long as a timeout, ms, and whether it comes whole so. */
export function readsBefore(
  { heldMs, pace }: FaultEffect,
  bytes: number,
  timeoutMs: number | null,
): { readonly isWhole: boolean; readonly sinceMs: number } {
  let sinceMs = heldMs;
  for (const { pauseMs } of piecesOf(pace, bytes)) {
    if (timeoutMs !== null && pauseMs >= timeoutMs) return { isWhole: false, sinceMs };
    sinceMs += pauseMs;
  }
  return { isWhole: true, sinceMs };
}
