import { ruleDocs } from '../rules.js';
import { goDoc, goString, goStrings } from '../text/go.js';
import { statusPhrases } from '../text/phrases.js';
import type { FieldView, View } from '../view.js';
import { givenFields } from './errors.js';
import { faultName } from './rules.js';
import { block, classValue, goFile, struct } from './source.js';

/** The error of an answer, and that of a fault. */
export function toErrorFile(view: View): string {
  const { base, answers, waits, fields, faults, noStatus, words } = view;
  const asksHint = fields.some(({ kind }) => kind === 'retryAfter') && waits?.hints != null;
  const parts = givenFields(fields).flatMap((field) => {
    const value = partOf(field, asksHint);
    return value === null ? [] : [`\tdetails.${field.name}${field.kind === 'retryAfter' ? ', _' : ''} = ${value}`];
  });
  const status = fields.find(({ kind }) => kind === 'status');
  const none = status === undefined || !noStatus ? '' : `, ${status.name}: ${noStatus}`;
  return goFile(view, [
    ...struct(
      'ErrorOptions',
      ['ErrorOptions is what an error is made with beside its answer.'],
      [
        { name: 'Secrets', type: '[]string', doc: `Secrets: ${ruleDocs.secrets}` },
        { name: 'Now', type: 'time.Time', doc: 'Now is when the answer came; the zero time is now.' },
        { name: 'Cause', type: 'error', doc: 'Cause is the error behind this one.' },
      ],
    ),
    '',
    ...goDoc([`ToError: ${ruleDocs.toError.replace('null', 'nil')}`, 'options may be nil.']),
    'func ToError(answer Answer, options *ErrorOptions) error {',
    '\tif options == nil {',
    '\t\toptions = &ErrorOptions{}',
    '\t}',
    '\tr := read(answer)',
    '\tclass := classOf(r)',
    '\tif class == nil {',
    '\t\treturn nil',
    '\t}',
    '\tclean := cleaner(options.Secrets)',
    '\tdetails := ErrorDetails{Cause: options.Cause}',
    ...parts,
    '\treturn class.New(bounded(clean.text(wordsOf(r))), details)',
    '}',
    '',
    ...struct(
      'Fault',
      ['Fault is what a fault raises, in which words.'],
      [
        {
          name: 'Error',
          type: '*ErrorClass',
          doc: 'Error is nil where it is none of this package: return what is behind it as it is.',
        },
        { name: 'Words', type: 'string', doc: 'Words is the message.' },
      ],
    ),
    '',
    '// Faults is what each fault raises.',
    ...block('var Faults = byKind([]FaultKind', [faults.map(({ kind }) => faultName(kind)).join(', ')]).map(
      (line, i, { length }) => (i === length - 1 ? '}, []Fault{' : line),
    ),
    ...faults.map(({ error, words: said }) => `\t{${classValue(error)}, ${goString(said)}},`),
    '})',
    '',
    ...goDoc([`ErrorForFault: ${ruleDocs.errorForFault}`, 'words are the message; "" for those of the fault.']),
    'func ErrorForFault(kind FaultKind, cause error, words string) error {',
    '\tfault := Faults[kind]',
    '\tclass := fault.Error',
    '\tif class == nil {',
    `\t\tclass = ${classValue(base.name)}`,
    '\t}',
    '\tif words == "" {',
    '\t\twords = fault.Words',
    '\t}',
    `\treturn class.New(words, ErrorDetails{Cause: cause${none}})`,
    '}',
    '',
    'func byKind(kinds []FaultKind, faults []Fault) map[FaultKind]Fault {',
    '\ttable := map[FaultKind]Fault{}',
    '\tfor i, kind := range kinds {',
    '\t\ttable[kind] = faults[i]',
    '\t}',
    '\treturn table',
    '}',
    '',
    'func classOf(r *reader) *ErrorClass {',
    ...view.unread.flatMap(({ kind, error }) => [
      `\tif r.unread == ${goString(kind)} && ErrorForStatus(r.status) != nil {`,
      `\t\treturn ${classValue(error)}`,
      '\t}',
    ]),
    `\treturn ${answers === null ? 'ErrorForStatus(r.status)' : 'errorOf(r)'}`,
    '}',
    '',
    ...wordsText(view),
    '',
    ...boundText(words.maxBytes),
    '',
    ...cleanText.split('\n'),
    ...(parts.some((line) => /(first|anyOf)\(/.test(line)) ? ['', ...firstText.split('\n')] : []),
  ]);
}

function partOf({ kind, headers, from }: FieldView, asksHint: boolean): string | null {
  switch (kind) {
    case 'status':
      return 'r.status';
    case 'retryAfter':
      return asksHint ? 'retryAfter(r, options.Now)' : null;
    case 'requestId':
      return headers === undefined ? null : `clean.text(first(r, ${goStrings(headers)}))`;
    case 'headers':
      return 'clean.headers(r.headers)';
    case 'free':
      if (from?.in === 'header') return `clean.value(anyOf(r, ${goStrings(from.names)}))`;
      if (from?.in === 'body') return `clean.value(r.body(${goString(from.name)}))`;
      return 'clean.value(r.whole())';
    case 'message':
    case 'cause':
      return null;
  }
}

function wordsText({ words: { pointers, fallback } }: View): readonly string[] {
  const own =
    typeof fallback === 'object'
      ? [`\treturn strings.ReplaceAll(${goString(fallback.is)}, "{status}", strconv.Itoa(r.status))`]
      : [
          ...(fallback === 'body'
            ? ['\tif whole := strings.TrimSpace(r.text); whole != "" && r.unread != "cut" {', '\t\treturn whole', '\t}']
            : []),
          '\tif r.reason != "" {',
          '\t\treturn r.reason',
          '\t}',
          '\tif meaning := Statuses[r.status].Meaning; meaning != "" {',
          '\t\treturn meaning',
          '\t}',
          '\tif phrase, ok := phrases[r.status]; ok {',
          '\t\treturn phrase',
          '\t}',
          '\treturn "Status " + strconv.Itoa(r.status)',
        ];
  return [
    'func wordsOf(r *reader) string {',
    `\tfor _, pointer := range ${goStrings(pointers)} {`,
    '\t\tif said, ok := r.body(pointer).(string); ok && said != "" {',
    '\t\t\treturn said',
    '\t\t}',
    '\t}',
    ...own,
    '}',
    ...(typeof fallback === 'object'
      ? []
      : [
          '',
          'var phrases = map[int]string{',
          ...Object.entries(statusPhrases).map(([code, phrase]) => `\t${code}: ${goString(phrase)},`),
          '}',
        ]),
  ];
}

function boundText(maxBytes: number | null): readonly string[] {
  if (maxBytes === null) return ['func bounded(text string) string {', '\treturn text', '}'];
  return [
    `// bounded gives the first ${maxBytes} bytes of a text in UTF-8, cut between characters.`,
    'func bounded(text string) string {',
    '\tfor at, point := range text {',
    `\t\tif at+utf8.RuneLen(point) > ${maxBytes} {`,
    '\t\t\treturn text[:at]',
    '\t\t}',
    '\t}',
    '\treturn text',
    '}',
  ];
}

const cleanText = `// cleaner takes secrets out of whatever JSON can say.
type cleaner []string

func (secrets cleaner) text(text string) string {
	for _, secret := range secrets {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "[redacted]")
		}
	}
	return text
}

func (secrets cleaner) value(value any) any {
	switch value := value.(type) {
	case string:
		return secrets.text(value)
	case []any:
		made := make([]any, len(value))
		for i, inner := range value {
			made[i] = secrets.value(inner)
		}
		return made
	case map[string]any:
		made := map[string]any{}
		for name, inner := range value {
			made[secrets.text(name)] = secrets.value(inner)
		}
		return made
	}
	return value
}

func (secrets cleaner) headers(headers map[string]string) map[string]string {
	made := map[string]string{}
	for name, value := range headers {
		made[secrets.text(name)] = secrets.text(value)
	}
	return made
}`;

const firstText = `// anyOf gives the first of some headers that is there; nil where none is.
func anyOf(r *reader, names []string) any {
	for _, name := range names {
		if value, ok := r.header(name); ok {
			return strings.TrimSpace(value)
		}
	}
	return nil
}

func first(r *reader, names []string) string {
	value, _ := anyOf(r, names).(string)
	return value
}`;
