import type { Finding } from './finding.js';

const duration = /(\d[\d,]*(?:\.\d+)?) ?(ms|s|min)\b/g;
const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000 };

function inMs(number: string, unit: string): number {
  return Number(number.replaceAll(',', '')) * (unitMs[unit] ?? 1);
}

/** Durations that a text names, ms; of `250 to 500 ms` both. */
function durationsIn(text: string): readonly number[] {
  const ranged = text.replace(/(\d[\d,]*(?:\.\d+)?) to (?=[\d,.]+ ?(ms|s|min)\b)/g, '$1 $2 to ');
  return [...ranged.matchAll(duration)].map(([, number = '', unit = '']) => inMs(number, unit));
}

// In this order: what comes first would else be taken for what comes later.
const loosened: readonly (readonly [RegExp, string])[] = [
  [/\b\d{4}-\d\d-\d\d(T|\b)([\d:.]+(Z|[+-]\d\d:?\d\d)?)?/g, '<date>'],
  [/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? [\w -]+ [\d:]{8}( \w+|( \d{4}))?/g, '<date>'],
  [/\b1\d{9}(\d{3})?\b/g, '<date>'],
  [/\b[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\b/gi, '<id>'],
  [/\b0x[\da-f]+\b/gi, '<address>'],
  [/\b(?=[a-z]*\d)[\da-f]{16,}\b/gi, '<id>'],
  [/\b(127\.0\.0\.\d+|localhost|\[::1\]):(\d+|PORT)\b/g, '$1:<port>'],
  [/\bport([=: ]+)\d+\b/gi, 'port$1<port>'],
  // A socket as Python prints it.
  [/\('(127\.0\.0\.\d+|::1)', \d+/g, "('$1', <port>"],
  [/\bfd=\d+\b/g, 'fd=<n>'],
  // A frame's file without the folders and lines of one machine and version.
  [/(?:file:\/\/)?(?:\/|\b[A-Z]:\\)(?:[^\s:()'"]+[/\\])+([^\s:()/'"\\]+\.\w+):\d+(?::\d+)?/g, '$1'],
  [/\bnode:\d+\b/g, 'node:<n>'],
  [/\b(pid|thread|process) \d+\b/gi, '$1 <n>'],
  [/\bstep-\d+\b/g, 'step-<n>'],
  // Before which retry a drawn delay first misses its window is drawn too.
  [/\bretry \d+ came\b/g, 'retry <n> came'],
  [/\bbetween [\d,.]+ and [\d,.]+ (ms|s|min)\b/g, 'between <some time>'],
  [/\b\d+(\.\d+)? %/g, '<share>'],
];

/**
 * What tells a failure from others of its requirement, the same on each run: `retry <n> came after <too soon>`. What is drawn or given by
 * the machine is loosened: ids, ports, addresses, dates, shares, and durations, of which only remains on which side they miss what was
 * expected. Numbers that tell faults apart stay: of requests and events, statuses, exit codes, lengths. Credentials must be masked before.
 */
export function signatureOf({ expected, seen }: Pick<Finding, 'expected' | 'seen'>): string {
  const due = durationsIn(expected);
  const side = (ms: number) => (ms < Math.min(...due) ? '<too soon>' : ms > Math.max(...due) ? '<too late>' : null);
  const known = loosened.reduce((text, [pattern, word]) => text.replace(pattern, word), seen);
  return (
    known
      .replace(duration, (_, number: string, unit: string) => {
        const found = due.length === 0 ? null : side(inMs(number, unit));
        return found ?? '<some time>';
      })
      // So many digits behind the point are worked out of the time, and not said by anybody.
      .replace(/\b(\d+)\.\d{3,}\b/g, '$1.<n>')
  );
}
