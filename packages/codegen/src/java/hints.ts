import type { HintHeader } from '@sdk-conformance/model';
import type { Range } from '../answers.js';
import { upperSnake } from '../names.js';
import { javaDoc, javaDouble, javaString } from '../text/java.js';
import { dateForms, type HintView, unusableHints, waitDocs } from '../waits.js';

const unitMs = { s: 1000, ms: 1, epochS: 1000, epochMs: 1 } as const;

/** Whether a status is in one of some ranges. */
export const anyOf = (ranges: readonly Range[], status: string) =>
  ranges
    .map(({ from, to }) => (from === to ? `${status} == ${from}` : `(${from} <= ${status} && ${status} <= ${to})`))
    .join(' || ') || 'false';

export const delayParameters = 'Instant now, DoubleSupplier random, Duration previous';

function headerText({ name, unit, dateForms: forms, when, addMs }: HintHeader): string {
  const dates = forms.map((form) => `Pattern.compile(${javaString(dateForms[form])})`);
  const [beside, equals] = when === null ? ['null', 'null'] : [javaString(when.header), javaString(when.equals)];
  return `new HintPlace(${javaString(name)}, ${javaDouble(unitMs[unit])}, ${unit.startsWith('epoch')}, List.of(${dates.join(', ')}), ${javaDouble(addMs)}, ${beside}, ${equals})`;
}

/** A place without a name, in the body. */
const bodyPlace = (ms: number) => `new HintPlace("", ${javaDouble(ms)}, false, List.of(), 0D, null, null)`;

function delayLines({ policy, ranges }: HintView): readonly string[] {
  const { fractional } = policy;
  const rule = (said: string | number | null) =>
    said === 'immediate'
      ? 'Duration.ZERO'
      : said === 'noRetry'
        ? 'null'
        : typeof said === 'number'
          ? `span(${javaDouble(said)})`
          : 'span(backoffMs)';
  const most = policy.clampAboveMs;
  const told =
    most !== null
      ? `span(Math.min(Math.max(hint.ms, backoffMs), backoffMs + ${javaDouble(most)}))`
      : policy.combine === 'max'
        ? 'span(Math.max(hint.ms, backoffMs))'
        : policy.combine === 'add'
          ? 'span(hint.ms + backoffMs)'
          : 'span(hint.ms)';
  const over = {
    noRetry: 'null',
    clamp: `span(${javaDouble(policy.capMs ?? 0)})`,
    backoff: 'span(backoffMs)',
    honour: 'span(hint.ms)',
  }[policy.overCap ?? 'backoff'];
  return [
    `static Duration delay(int retry, AnswerReader answer, ${delayParameters}) {`,
    '    double backoffMs = backoffMs(retry, answer == null ? null : answer.status, random, previous);',
    `    if (answer == null${ranges === null ? '' : ` || !(${anyOf(ranges, 'answer.status')})`}) return span(backoffMs);`,
    '    Hint hint = hintOf(answer, nowMs(now));',
    ...unusableHints(policy).map(([kinds, said], at, { length }) => {
      const asked = kinds.map((kind) => `hint.kind == HintKind.${upperSnake(kind)}`).join(' || ');
      return `    if (${at === length - 1 ? 'hint.kind != HintKind.WAIT' : asked}) return ${rule(said)};`;
    }),
    ...(fractional === null || fractional === 'backoff' ? ['    if (hint.hasFraction) return span(backoffMs);'] : []),
    ...(policy.capMs === null ? [] : [`    if (hint.ms > ${javaDouble(policy.capMs)}) return ${over};`]),
    `    return ${told};`,
    '}',
  ];
}

/** How an answer is read for the moment of the next attempt, and what it comes to. */
export function hintMembers(view: HintView): readonly (readonly string[])[] {
  const { policy, number } = view;
  const { body, fractional } = policy;
  const amount =
    fractional === 'truncate'
      ? 'number < 0 ? Math.ceil(number) : Math.floor(number)'
      : fractional === 'ceil'
        ? 'Math.ceil(number)'
        : 'number';
  const next = policy.invalid === 'next';
  return [
    [
      ...javaDoc([waitDocs.retryAfter], ''),
      'public static Double retryAfterSeconds(Answer answer, Instant now) {',
      '    return retryAfterSeconds(new AnswerReader(answer), now);',
      '}',
    ],
    [
      'static Double retryAfterSeconds(AnswerReader answer, Instant now) {',
      '    Hint hint = hintOf(answer, nowMs(now));',
      '    return hint.kind == HintKind.WAIT ? hint.ms / 1000 : null;',
      '}',
    ],
    delayLines(view),
    [
      'private static final List<HintPlace> HINT_HEADERS = List.of(',
      ...policy.headers.map((header, i, { length }) => `    ${headerText(header)}${i === length - 1 ? '' : ','}`),
      ');',
    ],
    [`private static final Pattern NUMBER = Pattern.compile(${javaString(number)});`],
    ...(body?.unit === 'duration'
      ? [['private static final Pattern SECONDS = Pattern.compile("-?[0-9]+([.][0-9]+)?s");']]
      : []),
    [
      'private static final List<String> MONTHS =',
      `    List.of(${months.map((month) => javaString(month)).join(', ')});`,
    ],
    [
      'private static double nowMs(Instant now) {',
      '    Instant at = now == null ? Instant.now() : now;',
      '    return at.getEpochSecond() * 1000D + at.getNano() / 1e6;',
      '}',
    ],
    [
      'private static Hint hintOf(AnswerReader answer, double nowMs) {',
      ...(next ? ['    Hint unread = new Hint(HintKind.NONE);'] : []),
      '    for (HintPlace place : HINT_HEADERS) {',
      '        String value = answer.plain(place.name);',
      '        if (value == null) continue;',
      '        if (place.beside != null && !place.besideIs.equals(answer.plain(place.beside))) continue;',
      ...(next
        ? [
            '        Hint hint = hintIn(value, place, nowMs);',
            '        if (hint.kind != HintKind.INVALID) return hint;',
            '        unread = hint;',
          ]
        : ['        return hintIn(value, place, nowMs);']),
      '    }',
      ...(body === null
        ? []
        : [
            `    Object said = answer.body(${javaString(body.pointer)});`,
            '    if (said != null) {',
            ...(body.unit === 'duration'
              ? [
                  '        boolean isTime = said instanceof String && SECONDS.matcher((String) said).matches();',
                  '        if (!isTime) return new Hint(HintKind.INVALID);',
                  '        String seconds = ((String) said).substring(0, ((String) said).length() - 1);',
                  `        return hintIn(seconds, ${bodyPlace(1000)}, nowMs);`,
                ]
              : [
                  '        String word = AnswerReader.wordOf(said);',
                  `        return hintIn(word == null ? "" : word, ${bodyPlace(unitMs[body.unit])}, nowMs);`,
                ]),
            '    }',
          ]),
      `    return ${next ? 'unread' : 'new Hint(HintKind.NONE)'};`,
      '}',
    ],
    [
      'private static Hint hintIn(String text, HintPlace place, double nowMs) {',
      '    Double moment = momentOf(text, place.dates, nowMs);',
      '    if (moment == null) {',
      '        Matcher found = NUMBER.matcher(text);',
      '        if (!found.find()) return new Hint(HintKind.INVALID);',
      '        double number = Double.parseDouble(found.group());',
      `        double amount = ${amount};`,
      '        if (amount == 0) return new Hint(HintKind.ZERO);',
      '        if (amount < 0) return new Hint(HintKind.NEGATIVE);',
      "        boolean hasFraction = text.indexOf('.') >= 0;",
      '        if (!place.isMoment) return new Hint(HintKind.WAIT, amount * place.unitMs + place.addMs, hasFraction);',
      '        moment = amount * place.unitMs;',
      '    }',
      '    double inMs = moment - nowMs + place.addMs;',
      '    return inMs > 0 ? new Hint(HintKind.WAIT, inMs, false) : new Hint(HintKind.PAST);',
      '}',
    ],
    moment,
    ['private enum HintKind { NONE, ZERO, NEGATIVE, PAST, INVALID, WAIT }'],
    [
      'private static final class Hint {',
      '    private final HintKind kind;',
      '    private final double ms;',
      '    private final boolean hasFraction;',
      '',
      '    private Hint(HintKind kind) {',
      '        this(kind, 0, false);',
      '    }',
      '',
      '    private Hint(HintKind kind, double ms, boolean hasFraction) {',
      '        this.kind = kind;',
      '        this.ms = ms;',
      '        this.hasFraction = hasFraction;',
      '    }',
      '}',
    ],
    hintPlace,
  ];
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const moment = [
  'private static Double momentOf(String text, List<Pattern> dates, double nowMs) {',
  '    for (Pattern form : dates) {',
  '        Matcher found = form.matcher(text);',
  '        if (!found.matches()) continue;',
  '        int month = MONTHS.indexOf(found.group("month"));',
  '        if (month < 0) return null;',
  '        int year = Integer.parseInt(found.group("year"));',
  '        if (found.group("year").length() == 2) {',
  '            // Two digits: a year that looks more than fifty years ahead is a past one.',
  '            int thisYear = Instant.ofEpochMilli((long) nowMs).atZone(ZoneOffset.UTC).getYear();',
  '            year += thisYear / 100 * 100;',
  '            if (year > thisYear + 50) year -= 100;',
  '        }',
  '        String[] time = found.group("time").split(":");',
  '        double firstDay = LocalDate.of(Math.max(year, 1), month + 1, 1).toEpochDay();',
  '        double days = firstDay + Integer.parseInt(found.group("day").trim()) - 1;',
  '        int seconds = Integer.parseInt(time[0]) * 3600 + Integer.parseInt(time[1]) * 60 + Integer.parseInt(time[2]);',
  '        return 1000 * (86400 * days + seconds);',
  '    }',
  '    return null;',
  '}',
];

const hintPlace = [
  'private static final class HintPlace {',
  '    private final String name;',
  '    private final double unitMs;',
  '    private final boolean isMoment;',
  '    private final List<Pattern> dates;',
  '    private final double addMs;',
  '    private final String beside;',
  '    private final String besideIs;',
  '',
  '    private HintPlace(',
  '        String name, double unitMs, boolean isMoment, List<Pattern> dates, double addMs, String beside, String besideIs) {',
  '        this.name = name;',
  '        this.unitMs = unitMs;',
  '        this.isMoment = isMoment;',
  '        this.dates = dates;',
  '        this.addMs = addMs;',
  '        this.beside = beside;',
  '        this.besideIs = besideIs;',
  '    }',
  '}',
];
