import leven from 'leven';

// No one misspells a name into a page.
const LONGEST = 200;

/**
 * The candidate nearest to a misspelt name, or null where none is near.
 *
 * @example
 * ```ts
 * import { nearestName } from '@sdk-conformance/spec';
 *
 * nearestName('sendMesage', ['sendMessage', 'getSession']); // 'sendMessage'
 * ```
 */
export function nearestName(name: string, candidates: Iterable<string>): string | null {
  if (name.length > LONGEST) return null;
  let best: string | null = null;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = leven(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
