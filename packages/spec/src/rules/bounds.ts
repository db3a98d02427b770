import { highestStatus, type StatusMatch } from '@sdk-conformance/model';

/** First and last status of a match. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
}

export function bounds(match: StatusMatch): Bounds {
  switch (match.kind) {
    case 'code':
      return { from: match.code, to: match.code };
    case 'range':
      return match;
    case 'default':
      return { from: 100, to: highestStatus };
  }
}

export function overlap(a: StatusMatch, b: StatusMatch): boolean {
  const [one, other] = [bounds(a), bounds(b)];
  return one.from <= other.to && other.from <= one.to;
}

/** A match as a spec writes it: `429`, `5xx`, `494-499`, `500+`. */
export function spelt(match: StatusMatch): string {
  const { from, to } = bounds(match);
  if (from === to) return String(from);
  if (to === highestStatus) return `${from}+`;
  return from % 100 === 0 && to === from + 99 ? `${from / 100}xx` : `${from}-${to}`;
}
