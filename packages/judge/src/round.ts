/** A duration as findings show it: ms with one digit after the point. */
export function round(ms: number): string {
  return String(Math.round(ms * 10) / 10);
}
