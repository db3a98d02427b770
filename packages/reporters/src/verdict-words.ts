import type { EndRecord } from './records.js';
import { count, sum } from './terminal/words.js';

/** What a run came to, in a few words, and how good that is. */
export interface VerdictWords {
  readonly state: 'good' | 'open' | 'bad' | 'unknown';
  readonly words: string;
}

export function verdictWords({ verdict, targets, known }: EndRecord): VerdictWords {
  const failed = sum(targets, (t) => t.failed);
  const advised = sum(targets, (t) => t.failedShould);
  const holding = known.filter(({ state }) => state === 'holds').length;
  switch (verdict) {
    case 'conforms': {
      const parts = [...(advised === 0 ? [] : [`${advised} should`]), ...(holding === 0 ? [] : [`${holding} known`])];
      return { state: advised === 0 ? 'good' : 'open', words: ['conforms', ...parts].join(', ') };
    }
    case 'doesNotConform':
      return { state: 'bad', words: `does not conform, ${count(failed, 'scenario')} failed` };
    case 'stale':
      return { state: 'bad', words: 'a known deviation holds no more' };
    case 'notJudged':
      return { state: 'unknown', words: 'not judged' };
    case 'incomplete':
      return { state: 'unknown', words: 'incomplete' };
  }
}
