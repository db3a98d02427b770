import type { Condition } from '@sdk-conformance/model';
import { type AnswersView, answerDocs, type CaseView, type CodeView, type PlaceView } from '../answers.js';
import { csDoc, csString, csStringOrNull } from '../text/csharp.js';
import { indent } from '../text/wrap.js';
import type { View } from '../view.js';
import { dataClass, inNamespace, list, listOf } from './source.js';

const generic = 'global::System.Collections.Generic';
const header = 'global::System.Func<string, string?> header';
const body = 'global::System.Func<string, object?> body';
const parameters = `int status, ${header}, ${body}`;
const type = 'global::System.Type?';

/** What hangs on the headers or the body of an answer; a spec whose statuses decide alone has no such file. */
export function answersFile(view: View, answers: AnswersView): string {
  return inNamespace(view, [
    ...dataClass('CodePlace', 'A place in which an error tells its code.', [
      { name: 'Place', type: 'string', doc: 'body or header.' },
      { name: 'Name', type: 'string', doc: 'A pointer into the body, or the name of a header.' },
      { name: 'After', type: 'string?', doc: 'The code begins behind this text, where that stands there.' },
      { name: 'Until', type: 'string?', doc: 'The code ends before this text, where that stands there.' },
      { name: 'Error', type, doc: 'What a code that stands here raises where the table does not have it.' },
    ]),
    '',
    ...dataClass('ErrorCode', 'What a code says; null where the status decides.', [
      { name: 'Error', type, doc: 'The exception that it raises.' },
      { name: 'Retryable', type: 'bool?', doc: 'Whether it is retried.' },
      { name: 'Throttle', type: 'bool?', doc: 'Whether it tells that the client is throttled.' },
      { name: 'Statuses', type: `${listOf('StatusRange')}?`, doc: 'Statuses with which it counts; null for any.' },
    ]),
    '',
    ...csDoc(
      [
        'What hangs on more of an answer than its status.',
        `header: ${answerDocs.header}`,
        `body: ${answerDocs.body} Texts are strings, numbers are numbers, true and false are bools; an object or a list is any other object.`,
      ],
      '',
    ),
    'public static class Answers',
    '{',
    ...indent(members(view, answers), '    '),
    '}',
  ]);
}

function members(view: View, { places, codes, cases, failure, unknown, retriedWhen }: AnswersView): readonly string[] {
  const own = failure?.place ?? null;
  const conditions = cases.length + retriedWhen.length > 0 || failure !== null;
  return [
    ...csDoc([answerDocs.places], ''),
    `public static ${listOf('CodePlace')} CodePlaces { get; } = ${list('CodePlace', places.map(placeText))};`,
    '',
    ...(own === null ? [] : [`private static readonly CodePlace placeInSuccess = ${placeText(own)};`, '']),
    ...csDoc([answerDocs.codes], ''),
    `public static ${generic}.IReadOnlyDictionary<string, ErrorCode> Codes { get; } = new ${generic}.Dictionary<string, ErrorCode>`,
    '{',
    ...codes.map(codeText),
    '};',
    '',
    ...csDoc([answerDocs.codeOf], ''),
    `public static string? CodeOf(${parameters})`,
    '{',
    '    return Found(status, header, body)?.Code;',
    '}',
    '',
    ...csDoc([answerDocs.errorFor], ''),
    `public static ${type} ErrorFor(${parameters})`,
    '{',
    `    ${type} byStatus = ErrorMap.ForStatus(status);`,
    ...(failure === null
      ? ['    if (byStatus == null) return null;']
      : ['    bool inSuccess = Failed(status, header, body);', '    if (byStatus == null && !inSuccess) return null;']),
    '    FoundCode? found = Found(status, header, body);',
    '    if (found != null && found.Entry != null)',
    '    {',
    '        if (found.Counts && found.Entry.Error != null) return found.Entry.Error;',
    '    }',
    '    else if (found != null && found.Place.Error != null)',
    '    {',
    '        return found.Place.Error;',
    '    }',
    ...(unknown === null
      ? []
      : [
          failure === null ? '    else' : '    else if (!inSuccess)',
          '    {',
          `        return typeof(${unknown});`,
          '    }',
        ]),
    ...cases.map((one) => `    if (${within(one)}) return typeof(${one.error});`),
    failure === null ? '    return byStatus;' : `    return inSuccess ? typeof(${failure.error}) : byStatus;`,
    '}',
    ...(view.retried === null
      ? []
      : [
          '',
          ...csDoc([answerDocs.retryable], ''),
          `public static bool IsRetryable(${parameters})`,
          '{',
          '    FoundCode? found = Found(status, header, body);',
          '    if (found != null && found.Counts && found.Entry?.Retryable != null) return found.Entry.Retryable.Value;',
          ...retriedWhen.map((one) => `    if (${within(one)}) return true;`),
          '    return RetryPolicy.IsRetryable(status);',
          '}',
        ]),
    '',
    ...lookUp(failure !== null, own !== null),
    ...(conditions ? holds : []),
    ...(failure === null
      ? []
      : [
          '',
          `private static bool Failed(${parameters})`,
          '{',
          `    return ErrorMap.ForStatus(status) == null && ${condition(failure.when)};`,
          '}',
        ]),
  ];
}

function typeText(name: string | null): string {
  return name === null ? 'null' : `typeof(${name})`;
}

const boolText = (value: boolean | null) => String(value);

function placeText({ in: where, name, after, until, error }: PlaceView): string {
  return `new CodePlace(${csString(where)}, ${csString(name)}, ${csStringOrNull(after)}, ${csStringOrNull(until)}, ${typeText(error)})`;
}

function codeText({ code, error, retryable, throttle, statuses }: CodeView): string {
  const ranges = statuses?.map(({ from, to }) => `new StatusRange(${from}, ${to})`);
  return `    [${csString(code)}] = new ErrorCode(${typeText(error)}, ${boolText(retryable)}, ${boolText(throttle)}, ${ranges === undefined ? 'null' : list('StatusRange', ranges)}),`;
}

function within({ from, to, when }: CaseView): string {
  return `${from === to ? `status == ${from}` : `${from} <= status && status <= ${to}`} && ${condition(when)}`;
}

function condition({ in: where, name, equals }: Condition): string {
  if (where === 'header')
    return `Holds(header(${csString(name)}), ${csStringOrNull(equals === null ? null : String(equals))})`;
  const value =
    typeof equals === 'string' ? csString(equals) : typeof equals === 'number' ? `${equals}D` : String(equals);
  return `Holds(body(${csString(name)}), ${value})`;
}

const holds = [
  '',
  'private static bool Holds(object? value, object? equals)',
  '{',
  '    if (value == null) return false;',
  '    if (equals == null) return true;',
  '    if (equals is string || equals is bool || value is string || value is bool) return value.Equals(equals);',
  '    return value is global::System.IConvertible number',
  '        && equals.Equals(number.ToDouble(global::System.Globalization.CultureInfo.InvariantCulture));',
  '}',
];

function lookUp(hasFailure: boolean, hasOwnPlace: boolean): readonly string[] {
  return [
    'private sealed class FoundCode',
    '{',
    '    internal FoundCode(string code, CodePlace place, ErrorCode? entry, bool counts)',
    '    {',
    '        Code = code;',
    '        Place = place;',
    '        Entry = entry;',
    '        Counts = counts;',
    '    }',
    '',
    '    internal string Code { get; }',
    '    internal CodePlace Place { get; }',
    '    internal ErrorCode? Entry { get; }',
    '    internal bool Counts { get; }',
    '}',
    '',
    `private static FoundCode? Found(${parameters})`,
    '{',
    // The words of a success tell of no failure.
    ...(hasFailure
      ? [
          '    bool inSuccess = Failed(status, header, body);',
          '    if (ErrorMap.ForStatus(status) == null && !inSuccess) return null;',
        ]
      : ['    if (ErrorMap.ForStatus(status) == null) return null;']),
    `    var places = new ${generic}.List<CodePlace>(CodePlaces);`,
    ...(hasOwnPlace ? ['    if (inSuccess) places.Insert(0, placeInSuccess);'] : []),
    '    foreach (CodePlace place in places)',
    '    {',
    '        string? code = CodeAt(place, header, body);',
    '        if (code == null) continue;',
    '        ErrorCode? entry = Codes.TryGetValue(code, out ErrorCode? known) ? known : null;',
    '        return new FoundCode(code, place, entry, entry != null && Counts(entry, status));',
    '    }',
    '',
    '    return null;',
    '}',
    '',
    'private static bool Counts(ErrorCode code, int status)',
    '{',
    '    if (code.Statuses == null) return true;',
    '    foreach (StatusRange range in code.Statuses)',
    '    {',
    '        if (range.From <= status && status <= range.To) return true;',
    '    }',
    '',
    '    return false;',
    '}',
    '',
    `private static string? CodeAt(CodePlace place, ${header}, ${body})`,
    '{',
    '    object? value = place.Place == "header" ? header(place.Name) : body(place.Name);',
    '    if (value is bool) return null;',
    '    var invariant = global::System.Globalization.CultureInfo.InvariantCulture;',
    '    string? text = value is string given ? given : value is global::System.IFormattable number ? number.ToString(null, invariant) : null;',
    '    if (text == null) return null;',
    '    int from = place.After == null ? -1 : text.LastIndexOf(place.After, global::System.StringComparison.Ordinal);',
    '    if (place.After != null && from >= 0) text = text.Substring(from + place.After.Length);',
    '    int to = place.Until == null ? -1 : text.IndexOf(place.Until, global::System.StringComparison.Ordinal);',
    '    if (to >= 0) text = text.Substring(0, to);',
    '    text = text.Trim();',
    '    return text.Length == 0 ? null : text;',
    '}',
  ];
}
