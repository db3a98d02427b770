import { expect, test } from 'vitest';
import { compareSpecs } from '../index.js';
import { edited, edits } from '../testing/spec-edits.js';
import { parcel } from '../testing/specs.js';

const before = parcel();

/** Changes as lines: the level in each language with its words, `*` where SDKs must do otherwise. */
function told({ changes }: ReturnType<typeof compareSpecs>): readonly string[] {
  return changes.map(({ pointer, obliges, inPackage, languages, words }) => {
    const levels = new Map<string, string[]>();
    for (const [language, { level, words: said }] of Object.entries(languages)) {
      const key = `${level}: ${said}`;
      levels.set(key, [...(levels.get(key) ?? []), language]);
    }
    const parts = [...levels].map(([said, names]) => `${names.join('+')} ${said}`);
    return `${pointer} ${parts.length === 0 ? words : parts.join(' | ')}${obliges ? ' *' : ''}${inPackage ? '' : ' (SDK)'}`;
  });
}

test.each(edits)('$name', ({ edit, lines, levels }) => {
  const compared = compareSpecs(before, edited(edit));
  expect(told(compared)).toEqual(lines);
  expect(Object.fromEntries(compared.packages.map(({ language, level }) => [language, level]))).toEqual(levels);
});
