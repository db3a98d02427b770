import type { HintHeader } from '@sdk-conformance/model';
import { pascal } from '../names.js';
import { goDoc, goString } from '../text/go.js';
import { dateForms, type HintView, unusableHints, waitDocs } from '../waits.js';
import { anyOf, block } from './source.js';

const unitMs = { s: 1000, ms: 1, epochS: 1000, epochMs: 1 } as const;

export const delayHead = [
  ...goDoc([`Delay: ${waitDocs.delay.replace('null', 'false')}`, 'answer is nil where none came. options may be nil.']),
  'func Delay(retry int, answer *Answer, options *DelayOptions) (time.Duration, bool) {',
  '\tif answer == nil {',
  '\t\treturn delayOf(retry, nil, options)',
  '\t}',
  '\treturn delayOf(retry, read(*answer), options)',
  '}',
  '',
];

/** Groups have their names as they have them in Go 1.19. */
function regexp(pattern: string): string {
  return `regexp.MustCompile(${goString(pattern.replaceAll('(?<', '(?P<'))})`;
}

function headerText({ name, unit, dateForms: forms, when, addMs }: HintHeader): string {
  const dates =
    forms.length === 0 ? 'nil' : `[]*regexp.Regexp{${forms.map((form) => regexp(dateForms[form])).join(', ')}}`;
  const beside =
    when === null ? 'nil' : `&AnswerCondition{"header", ${goString(when.header)}, ${goString(when.equals)}}`;
  return `{${[goString(name), unitMs[unit], unit.startsWith('epoch'), dates, addMs, beside].join(', ')}}`;
}

/** How an answer is read for the moment of the next attempt, and what it comes to. */
export function hintText({ policy, ranges, number }: HintView): readonly string[] {
  const { body, fractional } = policy;
  const next = policy.invalid === 'next';
  const amount =
    fractional === 'truncate' ? 'math.Trunc(number)' : fractional === 'ceil' ? 'math.Ceil(number)' : 'number';
  return [
    ...goDoc([
      'ParseRetryAfter: Time that an answer asks to wait, for the field of its error; false where it gives no usable hint.',
      'now is when the answer came; the zero time is now.',
    ]),
    'func ParseRetryAfter(answer Answer, now time.Time) (time.Duration, bool) {',
    '\treturn retryAfter(read(answer), now)',
    '}',
    '',
    'func retryAfter(r *reader, now time.Time) (time.Duration, bool) {',
    '\thint := hintOf(r, now)',
    '\treturn durationOf(hint.ms), hint.kind == hintWait',
    '}',
    '',
    ...delayHead,
    ...delayText({ policy, ranges, number }),
    '',
    ...types,
    '',
    ...block('var hintHeaders = []hintPlace', policy.headers.map(headerText)),
    '',
    `var numberForm = ${regexp(number)}`,
    '',
    'func hintOf(r *reader, now time.Time) hint {',
    '\tif now.IsZero() {',
    '\t\tnow = time.Now()',
    '\t}',
    ...(next ? ['\tunread := hint{kind: hintNone}'] : []),
    '\tfor _, place := range hintHeaders {',
    '\t\tvalue, ok := r.header(place.name)',
    '\t\tif !ok || place.when != nil && !r.has(*place.when) {',
    '\t\t\tcontinue',
    '\t\t}',
    ...(next
      ? [
          '\t\tunread = hintIn(strings.TrimSpace(value), place, now)',
          '\t\tif unread.kind != hintInvalid {',
          '\t\t\treturn unread',
          '\t\t}',
        ]
      : ['\t\treturn hintIn(strings.TrimSpace(value), place, now)']),
    '\t}',
    ...(body === null ? [] : bodyText(body)),
    `\treturn ${next ? 'unread' : 'hint{kind: hintNone}'}`,
    '}',
    '',
    ...inText(amount),
  ];
}

function delayText({ policy, ranges }: HintView): readonly string[] {
  const { fractional } = policy;
  const rule = (said: string | number | null) =>
    said === 'immediate'
      ? '0, true'
      : said === 'noRetry'
        ? '0, false'
        : typeof said === 'number'
          ? `durationOf(${said}), true`
          : 'durationOf(backoff), true';
  const most = policy.clampAboveMs;
  const told =
    most !== null
      ? `math.Min(math.Max(hint.ms, backoff), backoff+${most})`
      : policy.combine === 'max'
        ? 'math.Max(hint.ms, backoff)'
        : policy.combine === 'add'
          ? 'hint.ms + backoff'
          : 'hint.ms';
  const over = {
    noRetry: '0, false',
    clamp: `durationOf(${policy.capMs}), true`,
    backoff: 'durationOf(backoff), true',
    honour: 'durationOf(hint.ms), true',
  }[policy.overCap ?? 'backoff'];
  const when = (condition: string, result: string) => [`\tif ${condition} {`, `\t\treturn ${result}`, '\t}'];
  return [
    'func delayOf(retry int, r *reader, options *DelayOptions) (time.Duration, bool) {',
    ...when('r == nil', 'Backoff(retry, 0, options), true'),
    '\tbackoff := backoffMs(retry, r.status, options)',
    ...(ranges === null ? [] : ['\tstatus := r.status', ...when(`!(${anyOf(ranges)})`, 'durationOf(backoff), true')]),
    '\thint := hintOf(r, options.now())',
    ...unusableHints(policy).flatMap(([kinds, said], at, { length }) =>
      when(
        at === length - 1
          ? 'hint.kind != hintWait'
          : kinds.map((kind) => `hint.kind == hint${pascal(kind)}`).join(' || '),
        rule(said),
      ),
    ),
    ...(fractional === null || fractional === 'backoff' ? when('hint.hasFraction', 'durationOf(backoff), true') : []),
    ...(policy.capMs === null ? [] : when(`hint.ms > ${policy.capMs}`, over)),
    `\treturn durationOf(${told}), true`,
    '}',
  ];
}

function bodyText({
  pointer,
  unit,
}: {
  readonly pointer: string;
  readonly unit: 's' | 'ms' | 'duration';
}): readonly string[] {
  const place = (size: number) => `hintPlace{unitMs: ${size}}`;
  return [
    `\tif said := r.body(${goString(pointer)}); said != nil {`,
    ...(unit === 'duration'
      ? [
          '\t\ttext, _ := said.(string)',
          `\t\tif !${regexp('^-?[0-9]+([.][0-9]+)?s$')}.MatchString(text) {`,
          '\t\t\treturn hint{kind: hintInvalid}',
          '\t\t}',
          `\t\treturn hintIn(strings.TrimSuffix(text, "s"), ${place(1000)}, now)`,
        ]
      : [
          '\t\ttext, _ := said.(string)',
          '\t\tif number, ok := said.(json.Number); ok {',
          '\t\t\ttext = numberText(floatOf(number))',
          '\t\t}',
          `\t\treturn hintIn(text, ${place(unitMs[unit])}, now)`,
        ]),
    '\t}',
  ];
}

const types = `type hintKind int

const (
	hintNone hintKind = iota
	hintZero
	hintNegative
	hintPast
	hintInvalid
	hintWait
)

type hint struct {
	kind        hintKind
	ms          float64
	hasFraction bool
}

type hintPlace struct {
	name   string
	unitMs float64
	// isMoment: the number is one of the epoch.
	isMoment bool
	// dates are forms of a date that it may be instead.
	dates []*regexp.Regexp
	addMs float64
	// when: it counts only where another header says so.
	when *AnswerCondition
}`.split('\n');

const inText = (amount: string) =>
  `func hintIn(text string, place hintPlace, now time.Time) hint {
	nowMs := float64(now.UnixMicro()) / 1000
	moment, isDate := momentOf(text, place.dates, now)
	if !isDate {
		found := numberForm.FindString(text)
		if found == "" {
			return hint{kind: hintInvalid}
		}
		number, _ := strconv.ParseFloat(found, 64)
		amount := ${amount}
		switch {
		case amount == 0:
			return hint{kind: hintZero}
		case amount < 0:
			return hint{kind: hintNegative}
		case !place.isMoment:
			return hint{hintWait, amount*place.unitMs + place.addMs, strings.Contains(text, ".")}
		}
		moment = amount * place.unitMs
	}
	if ms := moment - nowMs + place.addMs; ms > 0 {
		return hint{kind: hintWait, ms: ms}
	}
	return hint{kind: hintPast}
}

// momentOf reads a date, as ms of the epoch.
func momentOf(text string, dates []*regexp.Regexp, now time.Time) (float64, bool) {
	for _, form := range dates {
		found := form.FindStringSubmatch(text)
		if found == nil {
			continue
		}
		part := func(name string) string {
			return strings.TrimSpace(found[form.SubexpIndex(name)])
		}
		month, err := time.Parse("Jan", part("month"))
		if err != nil {
			return 0, false
		}
		year, _ := strconv.Atoi(part("year"))
		if len(part("year")) == 2 {
			// Two digits: a year that looks more than fifty years ahead is a past one.
			thisYear := now.UTC().Year()
			year += thisYear / 100 * 100
			if year > thisYear+50 {
				year -= 100
			}
		}
		day, _ := strconv.Atoi(part("day"))
		clock := [3]int{}
		for i, digits := range strings.Split(part("time"), ":") {
			clock[i], _ = strconv.Atoi(digits)
		}
		date := time.Date(year, month.Month(), day, clock[0], clock[1], clock[2], 0, time.UTC)
		return float64(date.UnixMilli()), true
	}
	return 0, false
}`.split('\n');
