import { upperSnake } from '../names.js';
import { ruleDocs } from '../rules.js';
import { javaDoc, javaString } from '../text/java.js';
import { statusPhrases } from '../text/phrases.js';
import { indent } from '../text/wrap.js';
import type { View } from '../view.js';
import { classOf } from './error-map.js';
import { type GivenField, givenFields } from './errors.js';
import { dataClass, holder, list } from './source.js';

/** The error of an answer, and that of a fault. */
export function toErrorFile(view: View): string {
  const { base, answers, waits, faults, noStatus, words } = view;
  const fields = givenFields(view);
  const type = `Class<? extends ${base.name}>`;
  const asksHint = fields.some(({ kind }) => kind === 'retryAfter') && waits?.hints != null;
  const parts = fields.flatMap((field) => {
    const value = partOf(field, asksHint);
    return value === null ? [] : [`            .${field.detail}(${value})`];
  });
  const status = fields.find(({ kind }) => kind === 'status');
  const none = status === undefined || noStatus === null ? '' : `.${status.detail}(${noStatus})`;
  return holder(
    view,
    'CallErrors',
    ['The error of an answer, and that of a fault.'],
    [
      [...javaDoc(['What each fault raises.'], ''), 'public static final Map<FaultKind, Fault> FAULTS = faults();'],
      [
        ...javaDoc([ruleDocs.toError], ''),
        `public static ${base.name} toError(Answer answer) {`,
        '    return toError(answer, List.of(), null, null);',
        '}',
      ],
      [
        ...javaDoc([ruleDocs.toError, `secrets: ${ruleDocs.secrets}`], ''),
        `public static ${base.name} toError(Answer answer, Collection<String> secrets) {`,
        '    return toError(answer, secrets, null, null);',
        '}',
      ],
      [
        ...javaDoc(
          [ruleDocs.toError, `secrets: ${ruleDocs.secrets} now: when the answer came. What is null is not known.`],
          '',
        ),
        `public static ${base.name} toError(Answer answer, Collection<String> secrets, Instant now, Throwable cause) {`,
        '    AnswerReader reader = new AnswerReader(answer);',
        `    ${type} error = classOf(reader);`,
        '    if (error == null) return null;',
        '    return ErrorMap.create(',
        '        error,',
        '        bounded(cleanedText(wordsOf(reader), secrets)),',
        '        new ErrorDetails()',
        ...parts,
        '            .withCause(cause));',
        '}',
      ],
      [
        ...javaDoc([ruleDocs.errorForFault], ''),
        `public static ${base.name} forFault(FaultKind kind, Throwable cause) {`,
        '    return forFault(kind, cause, null);',
        '}',
      ],
      [
        ...javaDoc([ruleDocs.errorForFault, 'words: what it says; null: the usual.'], ''),
        `public static ${base.name} forFault(FaultKind kind, Throwable cause, String words) {`,
        '    Fault fault = FAULTS.get(kind);',
        `    ${type} error = fault.error == null ? ${base.name}.class : fault.error;`,
        `    ErrorDetails details = new ErrorDetails()${none}.withCause(cause);`,
        '    return ErrorMap.create(error, words == null ? fault.words : words, details);',
        '}',
      ],
      [
        `private static ${type} classOf(AnswerReader reader) {`,
        ...view.unread.map(
          ({ kind, error }) =>
            `    if (${javaString(kind)}.equals(reader.unread) && ErrorMap.forStatus(reader.status) != null) return ${classOf(error)};`,
        ),
        `    return ${answers === null ? 'ErrorMap.forStatus(reader.status)' : 'Answers.errorFor(reader)'};`,
        '}',
      ],
      [`private static final List<String> MESSAGE_POINTERS = ${list(words.pointers.map(javaString))};`],
      [
        'private static String wordsOf(AnswerReader reader) {',
        '    for (String pointer : MESSAGE_POINTERS) {',
        '        Object said = reader.body(pointer);',
        '        if (said instanceof String && !((String) said).isEmpty()) return (String) said;',
        '    }',
        ...indent(fallbackLines(view), '    '),
        '}',
      ],
      typeof words.fallback === 'object' ? [] : phrase,
      boundLines(words.maxBytes),
      cleanedText,
      fields.some(({ kind }) => kind === 'headers') ? cleanedHeaders : [],
      fields.some(({ kind }) => kind === 'free') ? cleaned : [],
      [
        'private static Map<FaultKind, Fault> faults() {',
        '    Map<FaultKind, Fault> rows = new EnumMap<>(FaultKind.class);',
        ...faults.map(
          ({ kind, error, words: said }) =>
            `    rows.put(FaultKind.${upperSnake(kind)}, new Fault(${classOf(error)}, ${javaString(said)}));`,
        ),
        '    return Collections.unmodifiableMap(rows);',
        '}',
      ],
      dataClass('Fault', 'What a fault raises, in which words.', [
        { name: 'error', type, doc: 'Null: none of this package; raise what is behind it as it is.' },
        { name: 'words', type: 'String', doc: 'The message.' },
      ]),
    ],
  );
}

function partOf({ kind, headers, from }: GivenField, asksHint: boolean): string | null {
  const first = (names: readonly string[]) => `reader.first(${names.map(javaString).join(', ')})`;
  switch (kind) {
    case 'status':
      return 'reader.status';
    case 'retryAfter':
      return asksHint ? 'RetryDelays.retryAfterSeconds(reader, now)' : null;
    case 'requestId':
      return headers === undefined ? null : `cleanedText(${first(headers)}, secrets)`;
    case 'headers':
      return 'cleanedHeaders(reader.headers, secrets)';
    case 'free':
      if (from?.in === 'header') return `cleaned(${first(from.names)}, secrets)`;
      if (from?.in === 'body') return `cleaned(reader.body(${javaString(from.name)}), secrets)`;
      return 'cleaned(reader.text, secrets)';
  }
}

function fallbackLines({ words: { fallback } }: View): readonly string[] {
  if (typeof fallback === 'object')
    return [`return ${javaString(fallback.is)}.replace("{status}", Integer.toString(reader.status));`];
  return [
    ...(fallback === 'body'
      ? [
          'String whole = "cut".equals(reader.unread) || reader.text == null ? "" : AnswerReader.trimmed(reader.text);',
          'if (!whole.isEmpty()) return whole;',
        ]
      : []),
    'if (!reader.reason.isEmpty()) return reader.reason;',
    'ErrorMap.StatusInfo row = ErrorMap.STATUSES.get(reader.status);',
    'return row != null && row.meaning() != null ? row.meaning() : phraseOf(reader.status);',
  ];
}

const phrase = [
  'private static String phraseOf(int status) {',
  '    switch (status) {',
  ...Object.entries(statusPhrases).map(([code, words]) => `        case ${code}: return ${javaString(words)};`),
  '        default: return "Status " + status;',
  '    }',
  '}',
];

function boundLines(maxBytes: number | null): readonly string[] {
  if (maxBytes === null) return ['private static String bounded(String text) {', '    return text;', '}'];
  return [
    ...javaDoc([`The first ${maxBytes} bytes of a text in UTF-8, cut between characters.`], ''),
    'private static String bounded(String text) {',
    '    int bytes = 0;',
    '    for (int i = 0; i < text.length(); i++) {',
    '        char c = text.charAt(i);',
    '        boolean isPair = Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));',
    '        bytes += isPair ? 4 : c < 0x80 ? 1 : c < 0x800 ? 2 : 3;',
    `        if (bytes > ${maxBytes}) return text.substring(0, i);`,
    '        if (isPair) i++;',
    '    }',
    '    return text;',
    '}',
  ];
}

const cleanedText = [
  'private static String cleanedText(String text, Collection<String> secrets) {',
  '    if (text == null || secrets == null) return text;',
  '    String clean = text;',
  '    for (String secret : secrets) {',
  '        if (!secret.isEmpty()) clean = clean.replace(secret, "[redacted]");',
  '    }',
  '    return clean;',
  '}',
];

const cleanedHeaders = [
  'private static Map<String, String> cleanedHeaders(Map<String, String> headers, Collection<String> secrets) {',
  '    Map<String, String> made = new LinkedHashMap<>();',
  '    headers.forEach((name, value) -> made.put(name.toLowerCase(Locale.ROOT), cleanedText(value, secrets)));',
  '    return made;',
  '}',
];

/** Lists and maps that can be serialised, as all of an error can. */
const cleaned = [
  '/** Takes secrets out of whatever JSON can say. */',
  'private static Serializable cleaned(Object value, Collection<String> secrets) {',
  '    Cleaner cleaner = new Cleaner(secrets);',
  '    Serializable made = cleaner.begun(value);',
  '    cleaner.finish();',
  '    return made;',
  '}',
  '',
  '/** Works through lists and maps one after the other: a body may be deeper than a stack. */',
  'private static final class Cleaner {',
  '    private final Collection<String> secrets;',
  '    private final ArrayList<List<?>> lists = new ArrayList<>();',
  '    private final ArrayList<ArrayList<Object>> madeLists = new ArrayList<>();',
  '    private final ArrayList<Map<?, ?>> maps = new ArrayList<>();',
  '    private final ArrayList<LinkedHashMap<String, Object>> madeMaps = new ArrayList<>();',
  '',
  '    Cleaner(Collection<String> secrets) {',
  '        this.secrets = secrets;',
  '    }',
  '',
  '    Serializable begun(Object value) {',
  '        if (value instanceof String) return cleanedText((String) value, secrets);',
  '        if (value instanceof List) {',
  '            ArrayList<Object> made = new ArrayList<>();',
  '            lists.add((List<?>) value);',
  '            madeLists.add(made);',
  '            return made;',
  '        }',
  '        if (!(value instanceof Map)) return (Serializable) value;',
  '        LinkedHashMap<String, Object> made = new LinkedHashMap<>();',
  '        maps.add((Map<?, ?>) value);',
  '        madeMaps.add(made);',
  '        return made;',
  '    }',
  '',
  '    void finish() {',
  '        while (!lists.isEmpty() || !maps.isEmpty()) {',
  '            if (!lists.isEmpty()) {',
  '                ArrayList<Object> made = madeLists.remove(madeLists.size() - 1);',
  '                for (Object item : lists.remove(lists.size() - 1)) made.add(begun(item));',
  '            } else {',
  '                LinkedHashMap<String, Object> made = madeMaps.remove(madeMaps.size() - 1);',
  '                for (Map.Entry<?, ?> member : maps.remove(maps.size() - 1).entrySet())',
  '                    made.put(cleanedText((String) member.getKey(), secrets), begun(member.getValue()));',
  '            }',
  '        }',
  '    }',
  '}',
];
