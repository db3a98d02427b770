import { percent, type ScenarioRecord, type TargetRecord } from '@sdk-conformance/reporters';

/**
 * Why too little of a target is judged, by what its configuration requires; null where enough is. A filter says nothing of the share: what
 * it selects may be just what the spec leaves open.
 */
export function tooLittleJudged(
  configFile: string,
  {
    leastJudged,
    scenarios,
    derived,
  }: Pick<TargetRecord, 'scenarios' | 'derived'> & { readonly leastJudged: number | null },
  results: readonly Pick<ScenarioRecord, 'verdict'>[],
): string | null {
  if (leastJudged === null || scenarios < derived) return null;
  const count = (...verdicts: readonly ScenarioRecord['verdict'][]) =>
    results.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const judged = count('pass', 'fail', 'known');
  const played = judged + count('unspecified');
  if (played === 0 || judged / played >= leastJudged) return null;
  return [
    `${percent(judged, played)} of ${played} scenarios were judged, and ${configFile} requires ${percent(leastJudged, 1)}.`,
    'What the spec leaves open, and what this clock cannot show, stands above as unspecified.',
  ].join('\n');
}
