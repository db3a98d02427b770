/** What a request comes to, as one line: `503, 428 ms, 503, 787 ms, 200, returned`. By the SDK's formulas, and as the mock server saw it. */
import type { Answer } from '@sdk-conformance/model';
import type { Formula, Published } from './formulas.js';
import type { Played } from './play.js';

export const timeoutMs = 30_000;
const lateMs = 29_999;

const ok: Answer = { fixture: 'thing' };
const unavailable: Answer = { fixture: 'thing', status: 503 };
const asking = (value: string): Answer => ({ ...unavailable, headers: { 'Retry-After': value } });

type Draws = readonly number[];
type Wait = (formula: Formula, k: number) => string;

interface Play {
  readonly script: readonly Answer[];
  /** The course by the formulas, where `wait` words the wait before retry k. */
  readonly course: (sdk: Published, wait: Wait) => readonly string[];
}

const afterHint: Play['course'] = ({ after30 }, wait) => ['503', wait(after30, 1), '200', 'returned'];

/** What is played with each SDK; retries are 3, the timeout of an attempt 30 s. */
export const plays: Readonly<Record<string, Play>> = {
  backoff: {
    script: [unavailable, unavailable, unavailable, ok],
    course: ({ backoff }, wait) => [...[1, 2, 3].flatMap((k) => ['503', wait(backoff, k)]), '200', 'returned'],
  },
  'retry-after-30': { script: [asking('30'), ok], course: afterHint },
  'retry-after-date': { script: [asking('{{httpdate +30s}}'), ok], course: afterHint },
  'never-answered': {
    script: [{ fixture: null, fault: { kind: 'stall', after: 'request' } }, ok],
    course: ({ timeout, retriesTimeouts, backoff }, wait) => [
      `given up after ${timeout(timeoutMs)} ms`,
      ...(retriesTimeouts ? [wait(backoff, 1), '200', 'returned'] : ['raised']),
    ],
  },
  'answered-late': {
    script: [{ ...ok, fault: { kind: 'delay', ms: lateMs } }],
    course: () => [`200 after ${lateMs} ms`, 'returned'],
  },
};

/** By the formulas, with what was drawn. */
export function expectedCourse(play: Play, sdk: Published, draws: Draws): string {
  const wait: Wait = (formula, k) => `${Math.trunc(formula(k, draws[sdk.draw(k)] ?? Number.NaN))} ms`;
  return play.course(sdk, wait).join(', ');
}

/** By the formulas, whatever is drawn. */
export function possibleCourse(play: Play, sdk: Published): string {
  const wait: Wait = (formula, k) => {
    const ends = [formula(k, 0), formula(k, 1)].map(Math.trunc).sort((a, b) => a - b);
    return `${[...new Set(ends)].join('–')} ms`;
  };
  return play.course(sdk, wait).join(', ');
}

/** As the mock server saw it. */
export function seenCourse({ exchanges, outcome, settledMs }: Played): string {
  const course: string[] = [];
  let endedMs = 0;
  for (const [index, { arrivedAt, served }] of exchanges.entries()) {
    if (index > 0 || arrivedAt.virtualMs > 0) course.push(`${arrivedAt.virtualMs - endedMs} ms`);
    const end = served.endedAt ?? served.abandonedAt;
    endedMs = end?.virtualMs ?? Number.NaN;
    const tookMs = endedMs - arrivedAt.virtualMs;
    if (served.endedAt === null) course.push(`given up after ${tookMs} ms`);
    else course.push(tookMs === 0 ? `${served.status}` : `${served.status} after ${tookMs} ms`);
  }
  if (settledMs !== endedMs) course.push(`${(settledMs ?? Number.NaN) - endedMs} ms`);
  return [...course, outcome].join(', ');
}
