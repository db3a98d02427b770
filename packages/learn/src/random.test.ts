import { expect, test } from 'vitest';
import { lesson } from './testing/model-lesson.js';
import { randomPolicy } from './testing/random-policy.js';
import { itemsIn } from './words.js';

/** Seeds of the specs that are learnt: `LEARN_SEEDS=1-50` takes some minutes. */
const [from = 26, to = from] = (process.env['LEARN_SEEDS'] ?? '26').split('-').map(Number);

/** What the model SDK does not show as an SDK would. */
const unlike = ['errors.body.maxMessageBytes', 'errors.keepsCause', 'errors.fields.requestId', 'redirects', 'abort'];

test.each(Array.from({ length: to - from + 1 }, (_, i) => from + i))(
  'nothing that was played tells what is learnt from a spec that was drawn (%i)',
  { timeout: 120_000 },
  async (seed) => {
    const { spec, given } = randomPolicy(seed);
    const { compared, open } = await lesson(spec, given, 'typescript');
    expect([
      ...compared.differences
        .filter(({ line }) => !unlike.includes(line))
        .map((d) => `${itemsIn(d)}: ${d.one}, not ${d.other}`),
      ...open.filter(({ why }) => why.startsWith('does not hold')).map(({ at, why }) => `${at.join('.')}: ${why}`),
    ]).toEqual([]);
  },
);
