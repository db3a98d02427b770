import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { expectedCourse, plays, possibleCourse, seenCourse, timeoutMs } from './course.js';
import { published } from './formulas.js';
import { type Plan, playSdks } from './play.js';
import type { SdkName } from './sdks.js';

const names = Object.keys(published) as SdkName[];

interface Row {
  readonly sdk: SdkName;
  readonly play: string;
  readonly possible: string;
  readonly expected: string;
  readonly seen: string;
  /** What should not be: waits that were not virtual, things left behind. */
  readonly odd: readonly string[];
  readonly error: string | null;
}

/** Plays everything with every SDK so many times, all at once. */
async function played(times: number): Promise<readonly Row[]> {
  const asked = names.flatMap((sdk) =>
    Object.entries(plays).flatMap(([play, { script }]) =>
      Array.from({ length: times }, (_, n): [string, Plan & { play: string }] => [
        `${sdk}/${play}/${n}`,
        { sdk, play, script, maxRetries: 3, timeoutMs },
      ]),
    ),
  );
  const came = await playSdks(Object.fromEntries(asked.map(([id, { play: _, ...plan }]) => [id, plan])));
  return asked.map(([id, { sdk, play }]) => {
    const [what, call, by] = [plays[play], came[id], published[sdk]];
    if (what === undefined || call === undefined) throw new Error(id);
    return {
      sdk,
      play,
      possible: possibleCourse(what, by),
      expected: expectedCourse(what, by, call.draws),
      seen: seenCourse(call),
      odd: [...call.escaped, ...call.left],
      error: call.error,
    };
  });
}

test('delays and timeouts of real SDKs are what they publish, to the millisecond', async () => {
  const rows = await played(1);
  const table = rows.map(({ sdk, play, possible, expected, seen, odd, error }) =>
    [`${sdk}, ${play}`, `may be   ${possible}`, `expected ${expected}`, `seen     ${seen}`, error, ...odd]
      .filter((line) => line !== null)
      .join('\n  '),
  );
  expect(`\n${table.join('\n')}\n`).toMatchInlineSnapshot(`
    "
    openai, backoff
      may be   503, 375–500 ms, 503, 750–1000 ms, 503, 1500–2000 ms, 200, returned
      expected 503, 448 ms, 503, 985 ms, 503, 1689 ms, 200, returned
      seen     503, 448 ms, 503, 985 ms, 503, 1689 ms, 200, returned
    openai, retry-after-30
      may be   503, 30000 ms, 200, returned
      expected 503, 30000 ms, 200, returned
      seen     503, 30000 ms, 200, returned
    openai, retry-after-date
      may be   503, 30000 ms, 200, returned
      expected 503, 30000 ms, 200, returned
      seen     503, 30000 ms, 200, returned
    openai, never-answered
      may be   given up after 30000 ms, 375–500 ms, 200, returned
      expected given up after 30000 ms, 477 ms, 200, returned
      seen     given up after 30000 ms, 477 ms, 200, returned
    openai, answered-late
      may be   200 after 29999 ms, returned
      expected 200 after 29999 ms, returned
      seen     200 after 29999 ms, returned
    @anthropic-ai/sdk, backoff
      may be   503, 375–500 ms, 503, 750–1000 ms, 503, 1500–2000 ms, 200, returned
      expected 503, 496 ms, 503, 886 ms, 503, 1674 ms, 200, returned
      seen     503, 496 ms, 503, 886 ms, 503, 1674 ms, 200, returned
    @anthropic-ai/sdk, retry-after-30
      may be   503, 30000 ms, 200, returned
      expected 503, 30000 ms, 200, returned
      seen     503, 30000 ms, 200, returned
    @anthropic-ai/sdk, retry-after-date
      may be   503, 30000 ms, 200, returned
      expected 503, 30000 ms, 200, returned
      seen     503, 30000 ms, 200, returned
    @anthropic-ai/sdk, never-answered
      may be   given up after 30000 ms, 375–500 ms, 200, returned
      expected given up after 30000 ms, 434 ms, 200, returned
      seen     given up after 30000 ms, 434 ms, 200, returned
    @anthropic-ai/sdk, answered-late
      may be   200 after 29999 ms, returned
      expected 200 after 29999 ms, returned
      seen     200 after 29999 ms, returned
    stripe, backoff
      may be   503, 500 ms, 503, 500 ms, 503, 500–1000 ms, 200, returned
      expected 503, 500 ms, 503, 500 ms, 503, 508 ms, 200, returned
      seen     503, 500 ms, 503, 500 ms, 503, 508 ms, 200, returned
    stripe, retry-after-30
      may be   503, 500 ms, 200, returned
      expected 503, 500 ms, 200, returned
      seen     503, 500 ms, 200, returned
    stripe, retry-after-date
      may be   503, 500 ms, 200, returned
      expected 503, 500 ms, 200, returned
      seen     503, 500 ms, 200, returned
    stripe, never-answered
      may be   given up after 30000 ms, 500 ms, 200, returned
      expected given up after 30000 ms, 500 ms, 200, returned
      seen     given up after 30000 ms, 500 ms, 200, returned
    stripe, answered-late
      may be   200 after 29999 ms, returned
      expected 200 after 29999 ms, returned
      seen     200 after 29999 ms, returned
    got, backoff
      may be   503, 1000–1100 ms, 503, 2000–2100 ms, 503, 4000–4100 ms, 200, returned
      expected 503, 1026 ms, 503, 2028 ms, 503, 4057 ms, 200, returned
      seen     503, 1026 ms, 503, 2028 ms, 503, 4057 ms, 200, returned
    got, retry-after-30
      may be   503, 30000 ms, 200, returned
      expected 503, 30000 ms, 200, returned
      seen     503, 30000 ms, 200, returned
    got, retry-after-date
      may be   503, 30000 ms, 200, returned
      expected 503, 30000 ms, 200, returned
      seen     503, 30000 ms, 200, returned
    got, never-answered
      may be   given up after 30001 ms, 1000–1100 ms, 200, returned
      expected given up after 30001 ms, 1046 ms, 200, returned
      seen     given up after 30001 ms, 1046 ms, 200, returned
    got, answered-late
      may be   200 after 29999 ms, returned
      expected 200 after 29999 ms, returned
      seen     200 after 29999 ms, returned
    ky, backoff
      may be   503, 300 ms, 503, 600 ms, 503, 1200 ms, 200, returned
      expected 503, 300 ms, 503, 600 ms, 503, 1200 ms, 200, returned
      seen     503, 300 ms, 503, 600 ms, 503, 1200 ms, 200, returned
    ky, retry-after-30
      may be   503, 30000 ms, 200, returned
      expected 503, 30000 ms, 200, returned
      seen     503, 30000 ms, 200, returned
    ky, retry-after-date
      may be   503, 30000 ms, 200, returned
      expected 503, 30000 ms, 200, returned
      seen     503, 30000 ms, 200, returned
    ky, never-answered
      may be   given up after 30000 ms, raised
      expected given up after 30000 ms, raised
      seen     given up after 30000 ms, raised
      TimeoutError
    ky, answered-late
      may be   200 after 29999 ms, returned
      expected 200 after 29999 ms, returned
      seen     200 after 29999 ms, returned
    axios-retry, backoff
      may be   503, 200–240 ms, 503, 400–480 ms, 503, 800–960 ms, 200, returned
      expected 503, 207 ms, 503, 460 ms, 503, 861 ms, 200, returned
      seen     503, 207 ms, 503, 460 ms, 503, 861 ms, 200, returned
    axios-retry, retry-after-30
      may be   503, 30000–36000 ms, 200, returned
      expected 503, 32969 ms, 200, returned
      seen     503, 32969 ms, 200, returned
    axios-retry, retry-after-date
      may be   503, 30000–36000 ms, 200, returned
      expected 503, 32137 ms, 200, returned
      seen     503, 32137 ms, 200, returned
    axios-retry, never-answered
      may be   given up after 30000 ms, raised
      expected given up after 30000 ms, raised
      seen     given up after 30000 ms, raised
      AxiosError
    axios-retry, answered-late
      may be   200 after 29999 ms, returned
      expected 200 after 29999 ms, returned
      seen     200 after 29999 ms, returned
    "
  `);
  expect(rows.map(({ seen }) => seen)).toEqual(rows.map(({ expected }) => expected));
});

test('three hundred requests at once, with a CPU burner beside them, are as exact', async () => {
  const burner = spawn(process.execPath, ['-e', 'const parent = process.ppid; while (process.ppid === parent);'], {
    stdio: 'ignore',
  });
  try {
    const rows = await played(10);
    expect(rows).toHaveLength(300);
    expect(rows.filter(({ seen, expected, odd }) => seen !== expected || odd.length > 0)).toEqual([]);
  } finally {
    burner.kill('SIGKILL');
  }
});
