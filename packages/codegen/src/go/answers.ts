import type { Condition } from '@sdk-conformance/model';
import { type AnswersView, answerDocs, type CaseView, type CodeView, type PlaceView } from '../answers.js';
import { goDoc, goString } from '../text/go.js';
import type { View } from '../view.js';
import { block, classValue, goFile, pointer, struct, within } from './source.js';

const doc = (text: string) => text.replaceAll('null', 'nil');

/** What hangs on the headers or the body of an answer; a spec whose statuses decide alone has no such file. */
export function answersFile(view: View, answers: AnswersView): string {
  const { places, codes, failure } = answers;
  return goFile(view, [
    ...struct(
      'CodePlace',
      ['CodePlace is a place in which an error tells its code.'],
      [
        { name: 'In', type: 'string', doc: 'In is body or header.' },
        { name: 'Name', type: 'string', doc: 'Name is a pointer into the body, or the name of a header.' },
        { name: 'After', type: 'string', doc: 'After: the code begins behind this text, where that stands there.' },
        { name: 'Until', type: 'string', doc: 'Until: the code ends before this text, where that stands there.' },
        {
          name: 'Error',
          type: '*ErrorClass',
          doc: 'Error is what a code that stands here raises where the table does not have it.',
        },
      ],
    ),
    '',
    ...struct(
      'ErrorCode',
      ['ErrorCode is what a code says; nil where the status decides.'],
      [
        { name: 'Code', type: 'string', doc: 'Code is the code itself.' },
        { name: 'Error', type: '*ErrorClass', doc: 'Error is the class that it raises.' },
        { name: 'Retryable', type: '*bool', doc: 'Retryable: whether it is retried.' },
        { name: 'Throttle', type: '*bool', doc: 'Throttle: whether it tells that the client is throttled.' },
        { name: 'Statuses', type: '[]StatusSpan', doc: 'Statuses with which it counts; nil for any.' },
      ],
    ),
    '',
    ...goDoc([`CodePlaces: ${doc(answerDocs.places)}`]),
    ...block('var CodePlaces = []CodePlace', places.map(placeText)),
    '',
    ...goDoc([`ErrorCodes: ${doc(answerDocs.codes)}`]),
    ...block('var ErrorCodes = byCode([]ErrorCode', codes.map(codeText)).map((line, i, { length }) =>
      i === length - 1 ? `${line})` : line,
    ),
    '',
    ...goDoc([`CodeOf: ${answerDocs.codeOf.replace('null', '""')}`]),
    'func CodeOf(answer Answer) string {',
    '\treturn foundIn(read(answer)).code',
    '}',
    '',
    ...goDoc([`ErrorForAnswer: ${doc(answerDocs.errorFor)}`]),
    'func ErrorForAnswer(answer Answer) *ErrorClass {',
    '\treturn errorOf(read(answer))',
    '}',
    ...(view.retried === null ? [] : ['', ...isRetryable(answers)]),
    '',
    ...errorOf(answers),
    '',
    ...lookUp(answers),
    ...(failure === null
      ? []
      : [
          '',
          'func failed(r *reader) bool {',
          `\treturn ErrorForStatus(r.status) == nil && ${condition(failure.when)}`,
          '}',
        ]),
  ]);
}

function isRetryable({ retriedWhen }: AnswersView): readonly string[] {
  return [
    ...goDoc([`IsRetryableAnswer: ${doc(answerDocs.retryable)}`]),
    'func IsRetryableAnswer(answer Answer) bool {',
    '\tr := read(answer)',
    '\tif found := foundIn(r); found.counts && found.entry.Retryable != nil {',
    '\t\treturn *found.entry.Retryable',
    '\t}',
    ...retriedWhen.flatMap((one) => [`\tif ${holds(one)} {`, '\t\treturn true', '\t}']),
    '\treturn IsRetryable(r.status)',
    '}',
  ];
}

function errorOf({ cases, failure, unknown }: AnswersView): readonly string[] {
  const isFailed = failure === null ? '' : ' && !inSuccess';
  return [
    'func errorOf(r *reader) *ErrorClass {',
    '\tbyStatus := ErrorForStatus(r.status)',
    ...(failure === null ? [] : ['\tinSuccess := failed(r)']),
    `\tif byStatus == nil${isFailed} {`,
    '\t\treturn nil',
    '\t}',
    '\tfound := foundIn(r)',
    '\tif found.isKnown {',
    '\t\tif found.counts && found.entry.Error != nil {',
    '\t\t\treturn found.entry.Error',
    '\t\t}',
    '\t} else if found.code != "" && found.place.Error != nil {',
    '\t\treturn found.place.Error',
    ...(unknown === null
      ? []
      : [failure === null ? '\t} else {' : '\t} else if !inSuccess {', `\t\treturn ${classValue(unknown)}`]),
    '\t}',
    ...cases.flatMap((one) => [`\tif ${holds(one)} {`, `\t\treturn ${classValue(one.error)}`, '\t}']),
    ...(failure === null ? [] : ['\tif inSuccess {', `\t\treturn ${classValue(failure.error)}`, '\t}']),
    '\treturn byStatus',
    '}',
  ];
}

function lookUp({ failure }: AnswersView): readonly string[] {
  const own = failure?.place ?? null;
  return [
    '// foundCode is the code of an answer; isKnown where the table has it, counts where it has it for the status.',
    'type foundCode struct {',
    '\tcode            string',
    '\tplace           CodePlace',
    '\tentry           ErrorCode',
    '\tisKnown, counts bool',
    '}',
    '',
    'func foundIn(r *reader) foundCode {',
    '\tplaces := CodePlaces',
    // The words of a success tell of no failure.
    ...(failure === null
      ? ['\tif ErrorForStatus(r.status) == nil {', '\t\treturn foundCode{}', '\t}']
      : [
          '\tif failed(r) {',
          ...(own === null ? [] : [`\t\tplaces = append([]CodePlace{${placeText(own)}}, places...)`]),
          '\t} else if ErrorForStatus(r.status) == nil {',
          '\t\treturn foundCode{}',
          '\t}',
        ]),
    ...lookUpText.split('\n'),
  ];
}

const lookUpText = `	for _, place := range places {
		code := codeAt(r, place)
		if code == "" {
			continue
		}
		entry, isKnown := ErrorCodes[code]
		counts := isKnown && entry.Statuses == nil
		for _, span := range entry.Statuses {
			counts = counts || span.From <= r.status && r.status <= span.To
		}
		return foundCode{code, place, entry, isKnown, counts}
	}
	return foundCode{}
}

func codeAt(r *reader, place CodePlace) string {
	text := ""
	if place.In == "header" {
		text, _ = r.header(place.Name)
	} else {
		switch value := r.body(place.Name).(type) {
		case string:
			text = value
		case json.Number:
			text = numberText(floatOf(value))
		}
	}
	if at := strings.LastIndex(text, place.After); place.After != "" && at >= 0 {
		text = text[at+len(place.After):]
	}
	if at := strings.Index(text, place.Until); place.Until != "" && at >= 0 {
		text = text[:at]
	}
	return strings.TrimSpace(text)
}

func byCode(rows []ErrorCode) map[string]ErrorCode {
	table := map[string]ErrorCode{}
	for _, row := range rows {
		table[row.Code] = row
	}
	return table
}`;

function placeText({ in: where, name, after, until, error }: PlaceView): string {
  return `{${[where, name, after ?? '', until ?? ''].map(goString).join(', ')}, ${classValue(error)}}`;
}

function codeText({ code, error, retryable, throttle, statuses }: CodeView): string {
  const flag = (value: boolean | null) => pointer(value === null ? null : String(value));
  const spans = statuses?.map(({ from, to }) => `{${from}, ${to}}`);
  return `{${[
    goString(code),
    classValue(error),
    flag(retryable),
    flag(throttle),
    spans === undefined ? 'nil' : `[]StatusSpan{${spans.join(', ')}}`,
  ].join(', ')}}`;
}

function holds({ from, to, when }: CaseView): string {
  return `${within({ from, to }, 'r.status')} && ${condition(when)}`;
}

function condition({ in: where, name, equals }: Condition): string {
  return `r.has(AnswerCondition{${goString(where)}, ${goString(name)}, ${goScalar(equals)}})`;
}

export function goScalar(value: string | number | boolean | null): string {
  if (value === null) return 'nil';
  if (typeof value === 'string') return goString(value);
  return typeof value === 'number' ? `float64(${value})` : String(value);
}
