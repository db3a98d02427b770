import type { HintHeader } from '@sdk-conformance/model';
import type { Range } from '../answers.js';
import { jsDoc, jsString } from '../text/javascript.js';
import { dateForms, type HintView, unusableHints, waitDocs } from '../waits.js';
import { within } from './statuses.js';

const unitMs = { s: 1000, ms: 1, epochS: 1000, epochMs: 1 } as const;

export const anyOf = (ranges: readonly Range[]) =>
  ranges.map((range) => (range.from === range.to ? within(range) : `(${within(range)})`)).join(' || ') || 'false';

function headerText({ name, unit, dateForms: forms, when, addMs }: HintHeader): readonly string[] {
  const dates = forms.map((form) => `      /${dateForms[form]}/,`);
  const beside = when === null ? 'null' : `{ header: ${jsString(when.header)}, equals: ${jsString(when.equals)} }`;
  return [
    '  {',
    `    name: ${jsString(name)},`,
    `    unitMs: ${unitMs[unit]},`,
    `    isMoment: ${unit.startsWith('epoch')},`,
    ...(dates.length === 0 ? ['    dates: [],'] : ['    dates: [', ...dates, '    ],']),
    `    when: ${beside},`,
    `    addMs: ${addMs},`,
    '  },',
  ];
}

/** How an answer is read for the moment of the next attempt, and what it comes to. */
export function hintText({ policy, ranges, number }: HintView): readonly string[] {
  const { body, fractional } = policy;
  const round =
    fractional === 'truncate'
      ? 'Math.trunc(Number(found))'
      : fractional === 'ceil'
        ? 'Math.ceil(Number(found))'
        : 'Number(found)';
  const rule = (said: string | number | null) =>
    said === 'immediate' ? '0' : said === 'noRetry' ? 'null' : typeof said === 'number' ? String(said) : 'backoff';
  const counts = ranges === null ? null : anyOf(ranges);
  const most = policy.clampAboveMs;
  const told =
    most !== null
      ? `Math.min(Math.max(hint.ms, backoff), backoff + ${most})`
      : policy.combine === 'max'
        ? 'Math.max(hint.ms, backoff)'
        : policy.combine === 'add'
          ? 'hint.ms + backoff'
          : 'hint.ms';
  const over = { noRetry: 'null', clamp: String(policy.capMs), backoff: 'backoff', honour: 'hint.ms' }[
    policy.overCap ?? 'backoff'
  ];
  return [
    'interface HintPlace {',
    '  readonly unitMs: number;',
    '  /** The number is a moment of the epoch. */',
    '  readonly isMoment: boolean;',
    '  /** Forms of a date that it may be instead. */',
    '  readonly dates: readonly RegExp[];',
    '  readonly addMs: number;',
    '}',
    '',
    'type WaitHint =',
    "  | { readonly kind: 'none' | 'zero' | 'negative' | 'past' | 'invalid' }",
    "  | { readonly kind: 'wait'; readonly ms: number; readonly hasFraction: boolean };",
    '',
    'interface HintHeader extends HintPlace {',
    '  readonly name: string;',
    '  /** It counts only where another header has this value. */',
    '  readonly when: { readonly header: string; readonly equals: string } | null;',
    '}',
    '',
    'const HINT_HEADERS: readonly HintHeader[] = [',
    ...policy.headers.flatMap(headerText),
    '];',
    '',
    "const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];",
    '',
    'function momentOf(text: string, dates: readonly RegExp[], nowMs: number): number | null {',
    '  for (const form of dates) {',
    '    const found = form.exec(text)?.groups;',
    '    if (found === undefined) continue;',
    "    const month = MONTHS.indexOf(found['month'] ?? '');",
    "    const [hours = 0, minutes = 0, seconds = 0] = (found['time'] ?? '').split(':').map(Number);",
    "    let year = Number(found['year']);",
    "    if (found['year']?.length === 2) {",
    '      // Two digits: a year that looks more than fifty years ahead is a past one.',
    '      year += 100 * Math.floor(new Date(nowMs).getUTCFullYear() / 100);',
    '      if (year > new Date(nowMs).getUTCFullYear() + 50) year -= 100;',
    '    }',
    "    return month < 0 ? null : Date.UTC(year, month, Number(found['day']), hours, minutes, seconds);",
    '  }',
    '  return null;',
    '}',
    '',
    'function hintIn(text: string, place: HintPlace, nowMs: number): WaitHint {',
    '  const moment = momentOf(text, place.dates, nowMs);',
    `  const found = moment === null ? /${number}/.exec(text)?.[0] : undefined;`,
    "  if (moment === null && found === undefined) return { kind: 'invalid' };",
    `  const amount = ${round};`,
    '  const inMs = moment ?? (place.isMoment && amount > 0 ? amount * place.unitMs : null);',
    '  if (inMs !== null) {',
    '    const ms = inMs - nowMs + place.addMs;',
    "    return ms > 0 ? { kind: 'wait', ms, hasFraction: false } : { kind: 'past' };",
    '  }',
    "  if (amount === 0) return { kind: 'zero' };",
    "  if (amount < 0) return { kind: 'negative' };",
    "  return { kind: 'wait', ms: amount * place.unitMs + place.addMs, hasFraction: text.includes('.') };",
    '}',
    '',
    'function hintOf(answer: RetriedAnswer, nowMs: number): WaitHint {',
    ...(policy.invalid === 'next' ? ["  let unread: WaitHint = { kind: 'none' };"] : []),
    '  for (const place of HINT_HEADERS) {',
    '    const value = answer.header(place.name);',
    '    if (value === null || value === undefined) continue;',
    '    if (place.when !== null && answer.header(place.when.header)?.trim() !== place.when.equals) continue;',
    ...(policy.invalid === 'next'
      ? [
          '    const hint = hintIn(value.trim(), place, nowMs);',
          "    if (hint.kind !== 'invalid') return hint;",
          '    unread = hint;',
        ]
      : ['    return hintIn(value.trim(), place, nowMs);']),
    '  }',
    ...(body === null
      ? []
      : [
          `  const said = answer.body(${jsString(body.pointer)});`,
          '  if (said !== null && said !== undefined) {',
          ...(body.unit === 'duration'
            ? [
                "    const seconds = typeof said === 'string' ? /^(-?\\d+(?:\\.\\d+)?)s$/.exec(said)?.[1] : undefined;",
                "    if (seconds === undefined) return { kind: 'invalid' };",
                '    return hintIn(seconds, { unitMs: 1000, isMoment: false, dates: [], addMs: 0 }, nowMs);',
              ]
            : [
                "    const text = typeof said === 'string' ? said : JSON.stringify(said);",
                `    return hintIn(text, { unitMs: ${unitMs[body.unit === 'ms' ? 'ms' : 's']}, isMoment: false, dates: [], addMs: 0 }, nowMs);`,
              ]),
          '  }',
        ]),
    policy.invalid === 'next' ? '  return unread;' : "  return { kind: 'none' };",
    '}',
    '',
    ...jsDoc([waitDocs.retryAfter]),
    'export function retryAfterSeconds(answer: RetriedAnswer, nowMs: number = Date.now()): number | null {',
    '  const hint = hintOf(answer, nowMs);',
    "  return hint.kind === 'wait' ? hint.ms / 1000 : null;",
    '}',
    '',
    ...jsDoc([`${waitDocs.delay} In ms.`]),
    'export function retryDelayMs(retry: number, answer: RetriedAnswer | null, options: DelayOptions = {}): number | null {',
    '  const backoff = backoffMs(retry, answer?.status ?? null, options);',
    '  if (answer === null) return backoff;',
    ...(counts === null ? [] : ['  const { status } = answer;', `  if (!(${counts})) return backoff;`]),
    '  const hint = hintOf(answer, options.nowMs ?? Date.now());',
    ...unusableHints(policy).map(([kinds, said], at, { length }) =>
      at === length - 1
        ? `  if (hint.kind !== 'wait') return ${rule(said)};`
        : `  if (${kinds.map((kind) => `hint.kind === ${jsString(kind)}`).join(' || ')}) return ${rule(said)};`,
    ),
    ...(fractional === null || fractional === 'backoff' ? ['  if (hint.hasFraction) return backoff;'] : []),
    ...(policy.capMs === null ? [] : [`  if (hint.ms > ${policy.capMs}) return ${over};`]),
    `  return ${told};`,
    '}',
  ];
}
