import type { Exchange, Spec } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { judge } from './judge.js';
import { drawFrom, simulate } from './testing/model-sdk.js';
import { foilengine } from './testing/observed.js';

const language = 'csharp';

/** What fails where each request that is closed without an answer is sent so often in all, and the runtime may resend so often. */
function failed(id: string, times: number, resends: number | null): readonly string[] {
  const { spec, fixtures, scenarios } = foilengine;
  const scenario = scenarios.get(id);
  const [step] = scenario?.steps ?? [];
  if (scenario === undefined || step === undefined) throw new RangeError(`no scenario ${id}`);
  const runtimeResends: Readonly<Record<string, number>> = resends === null ? {} : { [language]: resends };
  const stated: Spec = { ...spec, retry: { ...spec.retry, runtimeResends } };
  const played = simulate({ spec: stated, language, scenario, fixtures }, drawFrom(3));
  // Each of the SDK's attempts is answered by the next of the script, resends included.
  const attempts = played.observation.exchanges.map(({ served }) => served.label === 'closed without an answer');
  const exchanges = played.observation.exchanges.flatMap((exchange, i): readonly Exchange[] =>
    Array.from({ length: attempts[i] === true ? times : 1 }, () => exchange),
  );
  const observation = { ...played.observation, exchanges: exchanges.map((e, index) => ({ ...e, index })) };
  return judge({ ...played, observation }).flatMap((f) => (f.verdict === 'fail' ? [f.requirement] : []));
}

test('requests that the runtime sends again are no retries', () => {
  expect({
    'as often as it may': failed('transport/close/initSession', 4, 3),
    'less often': failed('transport/close/initSession', 2, 3),
    'none at all': failed('transport/close/initSession', 1, 3),
    'where there are no retries': failed('transport/max-0/close/initSession', 4, 3),
    'after another fault': failed('transport/reset/initSession', 1, 3),
  }).toEqual({
    'as often as it may': [],
    'less often': [],
    'none at all': [],
    'where there are no retries': [],
    'after another fault': [],
  });
});

test('more of them are, and all of them where the spec says nothing', () => {
  expect([
    failed('transport/max-0/close/initSession', 5, 3),
    failed('transport/max-0/close/initSession', 2, null),
  ]).toEqual([['retry.count'], ['retry.count']]);
});
