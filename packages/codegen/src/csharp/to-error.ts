import { ruleDocs } from '../rules.js';
import { csDoc, csString } from '../text/csharp.js';
import { statusPhrases } from '../text/phrases.js';
import { indent } from '../text/wrap.js';
import type { FieldView, View } from '../view.js';
import { dataClass, inNamespace, list } from './source.js';

const generic = 'global::System.Collections.Generic';
const secrets = `${generic}.IReadOnlyList<string>`;
const type = 'global::System.Type?';

/** The exception of an answer, and that of a fault. */
export function toErrorFile(view: View): string {
  return inNamespace(view, [
    ...dataClass('Fault', 'What a fault raises, in which words.', [
      { name: 'Error', type, doc: 'Null: none of this package; raise what is behind it as it is.' },
      { name: 'Words', type: 'string', doc: 'The message.' },
    ]),
    '',
    ...csDoc(['The exception of an answer, and that of a fault.'], ''),
    'public static class CallErrors',
    '{',
    ...indent(members(view), '    '),
    '}',
  ]);
}

function members(view: View): readonly string[] {
  const { base, answers, waits, fields, faults, noStatus, words } = view;
  const asksHint = fields.some(({ kind }) => kind === 'retryAfter') && waits?.hints != null;
  const parts = fields.flatMap((field) => {
    const value = partOf(field, asksHint);
    return value === null ? [] : [`            ${field.name} = ${value},`];
  });
  const status = fields.find(({ kind }) => kind === 'status');
  const none = status === undefined || noStatus === null ? '' : `${status.name} = ${noStatus}, `;
  return [
    ...csDoc(['What each fault raises.'], ''),
    `public static ${generic}.IReadOnlyDictionary<string, Fault> Faults { get; } = new ${generic}.Dictionary<string, Fault>`,
    '{',
    ...faults.map(
      ({ kind, error, words: said }) =>
        `    [${csString(kind)}] = new Fault(${error === null ? 'null' : `typeof(${error})`}, ${csString(said)}),`,
    ),
    '};',
    '',
    ...csDoc([ruleDocs.toError, `secrets: ${ruleDocs.secrets}`, 'now: when the answer came.'], ''),
    `public static ${base.name}? ToError(Answer answer, ${secrets}? secrets = null, global::System.DateTimeOffset? now = null, global::System.Exception? innerException = null)`,
    '{',
    '    var reader = new AnswerReader(answer);',
    `    ${type} error = ClassOf(reader);`,
    '    if (error == null) return null;',
    `    ${secrets} known = secrets ?? global::System.Array.Empty<string>();`,
    '    return ErrorMap.Create(',
    '        error,',
    '        Bounded(CleanedText(WordsOf(reader), known) ?? ""),',
    '        new ErrorDetails',
    '        {',
    ...parts,
    '            InnerException = innerException,',
    '        });',
    '}',
    '',
    ...csDoc([ruleDocs.errorForFault], ''),
    `public static ${base.name} ForFault(string kind, global::System.Exception? innerException = null, string? words = null)`,
    '{',
    '    Fault fault = Faults[kind];',
    `    return ErrorMap.Create(fault.Error ?? typeof(${base.name}), words ?? fault.Words, new ErrorDetails { ${none}InnerException = innerException });`,
    '}',
    '',
    `private static ${type} ClassOf(AnswerReader reader)`,
    '{',
    ...view.unread.map(
      ({ kind, error }) =>
        `    if (reader.Unread == ${csString(kind)} && ErrorMap.ForStatus(reader.Status) != null) return typeof(${error});`,
    ),
    answers === null
      ? '    return ErrorMap.ForStatus(reader.Status);'
      : '    return Answers.ErrorFor(reader.Status, reader.Header, reader.Body);',
    '}',
    '',
    `private static readonly string[] messagePointers = ${list('string', words.pointers.map(csString))};`,
    '',
    `private static readonly ${generic}.Dictionary<int, string> phrases = new ${generic}.Dictionary<int, string>`,
    '{',
    ...Object.entries(statusPhrases).map(([code, phrase]) => `    [${code}] = ${csString(phrase)},`),
    '};',
    '',
    'private static string WordsOf(AnswerReader reader)',
    '{',
    '    foreach (string pointer in messagePointers)',
    '    {',
    '        if (reader.Body(pointer) is string said && said.Length > 0) return said;',
    '    }',
    '',
    ...indent(fallbackLines(view), '    '),
    '}',
    '',
    ...boundLines(words.maxBytes),
    ...cleaned.split('\n'),
  ];
}

function partOf({ kind, headers, from }: FieldView, asksHint: boolean): string | null {
  switch (kind) {
    case 'status':
      return 'reader.Status';
    case 'retryAfter':
      return asksHint ? 'RetryDelays.RetryAfterSeconds(reader.Header, reader.Body, now)' : null;
    case 'requestId':
      return headers === undefined ? null : `CleanedText(reader.First(${headers.map(csString).join(', ')}), known)`;
    case 'headers':
      return 'CleanedHeaders(reader.Headers, known)';
    case 'free':
      if (from?.in === 'header') return `Cleaned(reader.First(${from.names.map(csString).join(', ')}), known)`;
      if (from?.in === 'body') return `Cleaned(reader.Body(${csString(from.name)}), known)`;
      return 'Cleaned(reader.Text, known)';
    case 'message':
    case 'cause':
      return null;
  }
}

const invariant = 'global::System.Globalization.CultureInfo.InvariantCulture';

function fallbackLines({ words: { fallback } }: View): readonly string[] {
  if (typeof fallback === 'object')
    return [`return ${csString(fallback.is)}.Replace("{status}", reader.Status.ToString(${invariant}));`];
  return [
    ...(fallback === 'body'
      ? [
          'string whole = reader.Unread == "cut" || reader.Text == null ? "" : reader.Text.Trim();',
          'if (whole.Length > 0) return whole;',
        ]
      : []),
    'if (reader.Reason.Length > 0) return reader.Reason;',
    'string? meaning = ErrorMap.Statuses.TryGetValue(reader.Status, out StatusInfo? row) ? row.Meaning : null;',
    'if (meaning != null) return meaning;',
    `return phrases.TryGetValue(reader.Status, out string? phrase) ? phrase : "Status " + reader.Status.ToString(${invariant});`,
  ];
}

function boundLines(maxBytes: number | null): readonly string[] {
  if (maxBytes === null) return ['private static string Bounded(string text)', '{', '    return text;', '}', ''];
  return [
    ...csDoc([`The first ${maxBytes} bytes of a text in UTF-8, cut between characters.`], ''),
    'private static string Bounded(string text)',
    '{',
    '    int bytes = 0;',
    '    for (int i = 0; i < text.Length; i++)',
    '    {',
    '        bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);',
    "        bytes += isPair ? 4 : text[i] < '\\u0080' ? 1 : text[i] < '\\u0800' ? 2 : 3;",
    `        if (bytes > ${maxBytes}) return text.Substring(0, i);`,
    '        if (isPair) i++;',
    '    }',
    '',
    '    return text;',
    '}',
    '',
  ];
}

const cleaned = `private static string? CleanedText(string? text, ${secrets} secrets)
{
    if (text == null) return null;
    foreach (string secret in secrets)
    {
        if (secret.Length > 0) text = text.Replace(secret, "[redacted]");
    }

    return text;
}

private static ${generic}.IReadOnlyDictionary<string, string> CleanedHeaders(${generic}.IReadOnlyDictionary<string, string> headers, ${secrets} secrets)
{
    var made = new ${generic}.Dictionary<string, string>(global::System.StringComparer.OrdinalIgnoreCase);
    foreach (var header in headers) made[header.Key.ToLowerInvariant()] = CleanedText(header.Value, secrets) ?? "";
    return made;
}

/// <summary>Takes secrets out of whatever JSON can say.</summary>
private static object? Cleaned(object? value, ${secrets} secrets)
{
    if (secrets.Count == 0) return value;
    if (value is string text) return CleanedText(text, secrets);
    if (value is ${generic}.List<object?> items)
    {
        return items.ConvertAll(item => Cleaned(item, secrets));
    }

    if (!(value is ${generic}.Dictionary<string, object?> members)) return value;
    var made = new ${generic}.Dictionary<string, object?>(global::System.StringComparer.Ordinal);
    foreach (var member in members) made[CleanedText(member.Key, secrets) ?? ""] = Cleaned(member.Value, secrets);
    return made;
}`;
