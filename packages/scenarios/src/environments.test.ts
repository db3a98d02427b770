import { expect, test } from 'vitest';
import { specInRepository } from './testing/repository.js';

const foilengine = specInRepository('spec/foilengine.yaml');
const all = [...foilengine.scenarios.values()];
const placed = all.filter(({ environment }) => environment !== undefined);

test('what is read otherwise somewhere is played there, one of each kind', () => {
  expect(placed.map(({ id }) => id)).toMatchInlineSnapshot(`
    [
      "retry/after/fraction-0.25/503/initSession@culture=de-DE",
      "retry/after/fraction-0.25/503/initSession@culture=ar-SA",
      "retry/after/date-20/503/initSession@tz=Europe/Berlin",
      "retry/after/date-20/503/initSession@tz=America/Nuuk",
      "retry/after/date-20/503/initSession@culture=de-DE",
      "retry/after/date-20/503/initSession@culture=ar-SA",
      "retry/after/date-rfc850/429/initSession@tz=Europe/Berlin",
      "retry/after/date-asctime/429/initSession@tz=Europe/Berlin",
      "retry/after/number-comma/429/initSession@culture=de-DE",
      "body/type-case/400/initSession@culture=tr-TR",
      "success/type-case/initSession@culture=tr-TR",
    ]
  `);
});

test('what is played in an environment is played as usual besides', () => {
  for (const { environment: _, ...scenario } of placed) {
    const usual = foilengine.scenarios.get(scenario.id.replace(/@.*$/, ''));
    expect({ ...scenario, id: usual?.id, about: usual?.about }).toEqual(usual);
  }
});
