import type { Condition } from '@sdk-conformance/model';
import { type AnswersView, answerDocs, type CaseView, type CodeView, type PlaceView } from '../answers.js';
import { javaDoc, javaDouble, javaString, javaStringOrNull } from '../text/java.js';
import type { View } from '../view.js';
import { classOf } from './error-map.js';
import { dataClass, holder, list, table } from './source.js';

/** What hangs on the headers or the body of an answer; a spec whose statuses decide alone has no such file. */
export function answersFile(view: View, answers: AnswersView): string {
  const { places, codes, cases, failure, retriedWhen } = answers;
  const type = `Class<? extends ${view.base.name}>`;
  const own = failure?.place ?? null;
  return holder(
    view,
    'Answers',
    ['What hangs on more of an answer than its status.'],
    [
      [
        ...javaDoc([answerDocs.places], ''),
        `public static final List<CodePlace> CODE_PLACES = ${list(places.map(placeText))};`,
      ],
      own === null ? [] : [`private static final CodePlace PLACE_IN_SUCCESS = ${placeText(own)};`],
      [...javaDoc([answerDocs.codes], ''), 'public static final Map<String, ErrorCode> CODES = codes();'],
      asked(answerDocs.codeOf, 'String', 'codeOf'),
      [
        'static String codeOf(AnswerReader answer) {',
        '    FoundCode found = found(answer);',
        '    return found == null ? null : found.code;',
        '}',
      ],
      asked(answerDocs.errorFor, type, 'errorFor'),
      errorFor(answers, type),
      ...(view.retried === null ? [] : [asked(answerDocs.retryable, 'boolean', 'isRetryable'), isRetryable(answers)]),
      ...lookUp(failure !== null, own !== null),
      cases.length + retriedWhen.length > 0 || failure !== null ? holds : [],
      failure === null
        ? []
        : [
            'private static boolean failed(AnswerReader answer) {',
            `    return ErrorMap.forStatus(answer.status) == null && ${condition(failure.when)};`,
            '}',
          ],
      ...table(
        'codes',
        'String, ErrorCode',
        codes.map((code) => [codeText(code)]),
      ),
      dataClass('CodePlace', 'A place in which an error tells its code.', [
        { name: 'place', type: 'String', doc: 'body or header.' },
        { name: 'name', type: 'String', doc: 'A pointer into the body, or the name of a header.' },
        { name: 'after', type: 'String', doc: 'The code begins behind this text, where that stands there; or null.' },
        { name: 'until', type: 'String', doc: 'The code ends before this text, where that stands there; or null.' },
        { name: 'error', type, doc: 'What a code that stands here raises where the table does not have it; or null.' },
      ]),
      dataClass('ErrorCode', 'What a code says; null where the status decides.', [
        { name: 'error', type, doc: 'The class that it raises.' },
        { name: 'retryable', type: 'Boolean', doc: 'Whether it is retried.' },
        { name: 'throttle', type: 'Boolean', doc: 'Whether it tells that the client is throttled.' },
        {
          name: 'statuses',
          type: 'List<RetryPolicy.StatusRange>',
          doc: 'Statuses with which it counts; null for any.',
        },
      ]),
      [
        'private static final class FoundCode {',
        '    private final String code;',
        '    private final CodePlace place;',
        '    private final ErrorCode entry;',
        '    private final boolean counts;',
        '',
        '    private FoundCode(String code, CodePlace place, ErrorCode entry, boolean counts) {',
        '        this.code = code;',
        '        this.place = place;',
        '        this.entry = entry;',
        '        this.counts = counts;',
        '    }',
        '}',
      ],
    ],
  );
}

/** A function of an answer, which reads it for the one below. */
function asked(doc: string, type: string, name: string): readonly string[] {
  return [
    ...javaDoc([doc], ''),
    `public static ${type} ${name}(Answer answer) {`,
    `    return ${name}(new AnswerReader(answer));`,
    '}',
  ];
}

function errorFor({ cases, failure, unknown }: AnswersView, type: string): readonly string[] {
  return [
    `static ${type} errorFor(AnswerReader answer) {`,
    `    ${type} byStatus = ErrorMap.forStatus(answer.status);`,
    ...(failure === null
      ? ['    if (byStatus == null) return null;']
      : ['    boolean inSuccess = failed(answer);', '    if (byStatus == null && !inSuccess) return null;']),
    '    FoundCode found = found(answer);',
    '    if (found != null && found.entry != null) {',
    '        if (found.counts && found.entry.error != null) return found.entry.error;',
    '    } else if (found != null && found.place.error != null) {',
    '        return found.place.error;',
    ...(unknown === null
      ? []
      : [failure === null ? '    } else {' : '    } else if (!inSuccess) {', `        return ${classOf(unknown)};`]),
    '    }',
    ...cases.map((one) => `    if (${within(one)}) return ${classOf(one.error)};`),
    failure === null ? '    return byStatus;' : `    return inSuccess ? ${classOf(failure.error)} : byStatus;`,
    '}',
  ];
}

function isRetryable({ retriedWhen }: AnswersView): readonly string[] {
  return [
    'static boolean isRetryable(AnswerReader answer) {',
    '    FoundCode found = found(answer);',
    '    if (found != null && found.counts && found.entry.retryable != null) return found.entry.retryable;',
    ...retriedWhen.map((one) => `    if (${within(one)}) return true;`),
    '    return RetryPolicy.isRetryable(answer.status);',
    '}',
  ];
}

function placeText({ in: where, name, after, until, error }: PlaceView): string {
  return `new CodePlace(${javaString(where)}, ${javaString(name)}, ${javaStringOrNull(after)}, ${javaStringOrNull(until)}, ${classOf(error)})`;
}

function codeText({ code, error, retryable, throttle, statuses }: CodeView): string {
  const ranges = statuses?.map(({ from, to }) => `new RetryPolicy.StatusRange(${from}, ${to})`);
  return `rows.put(${javaString(code)}, new ErrorCode(${classOf(error)}, ${retryable}, ${throttle}, ${ranges === undefined ? 'null' : list(ranges)}));`;
}

function within({ from, to, when }: CaseView): string {
  const status = 'answer.status';
  return `${from === to ? `${status} == ${from}` : `${from} <= ${status} && ${status} <= ${to}`} && ${condition(when)}`;
}

function condition({ in: where, name, equals }: Condition): string {
  const found = `answer.${where}(${javaString(name)})`;
  if (where === 'header') return `holds(${found}, ${javaStringOrNull(equals === null ? null : String(equals))})`;
  const value =
    typeof equals === 'string' ? javaString(equals) : typeof equals === 'number' ? javaDouble(equals) : String(equals);
  return `holds(${found}, ${value})`;
}

const holds = [
  'private static boolean holds(Object value, Object equals) {',
  '    return value != null && (equals == null || value.equals(equals));',
  '}',
];

function lookUp(hasFailure: boolean, hasOwnPlace: boolean): readonly (readonly string[])[] {
  return [
    [
      'private static FoundCode found(AnswerReader answer) {',
      // The words of a success tell of no failure.
      ...(hasFailure
        ? [
            '    boolean inSuccess = failed(answer);',
            '    if (ErrorMap.forStatus(answer.status) == null && !inSuccess) return null;',
          ]
        : ['    if (ErrorMap.forStatus(answer.status) == null) return null;']),
      ...(hasOwnPlace
        ? [
            '    FoundCode own = inSuccess ? foundAt(PLACE_IN_SUCCESS, answer) : null;',
            '    if (own != null) return own;',
          ]
        : []),
      '    for (CodePlace place : CODE_PLACES) {',
      '        FoundCode found = foundAt(place, answer);',
      '        if (found != null) return found;',
      '    }',
      '    return null;',
      '}',
    ],
    [
      'private static FoundCode foundAt(CodePlace place, AnswerReader answer) {',
      '    String code = codeAt(place, answer);',
      '    if (code == null) return null;',
      '    ErrorCode entry = CODES.get(code);',
      '    return new FoundCode(code, place, entry, entry != null && counts(entry, answer.status));',
      '}',
    ],
    [
      'static boolean counts(ErrorCode code, int status) {',
      '    if (code.statuses == null) return true;',
      '    for (RetryPolicy.StatusRange range : code.statuses) {',
      '        if (range.from() <= status && status <= range.to()) return true;',
      '    }',
      '    return false;',
      '}',
    ],
    [
      'private static String codeAt(CodePlace place, AnswerReader answer) {',
      '    boolean isHeader = place.place.equals("header");',
      '    String text = isHeader ? answer.header(place.name) : AnswerReader.wordOf(answer.body(place.name));',
      '    if (text == null) return null;',
      '    int from = place.after == null ? -1 : text.lastIndexOf(place.after);',
      '    if (from >= 0) text = text.substring(from + place.after.length());',
      '    int to = place.until == null ? -1 : text.indexOf(place.until);',
      '    if (to >= 0) text = text.substring(0, to);',
      '    text = AnswerReader.trimmed(text);',
      '    return text.isEmpty() ? null : text;',
      '}',
    ],
  ];
}
