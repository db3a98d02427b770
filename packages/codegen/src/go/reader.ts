import { ruleDocs } from '../rules.js';
import type { View } from '../view.js';
import { goFile } from './source.js';

/** How an answer is read; the same for every spec. */
export function readerFile(view: View): string {
  return goFile(view, reader.split('\n'));
}

const reader = `// Answer is an answer as it came.
type Answer struct {
	// Status is the HTTP status.
	Status int
	// Reason is the phrase that came with the status, without its number.
	Reason string
	// Headers has names in whatever case; the Header of an http.Response is one.
	Headers map[string][]string
	// Body is what was read of the body.
	Body []byte
	// Unread is cut, corrupt or "". ${ruleDocs.unread}
	Unread string
}

// reader is an answer that is asked for its headers and for what stands in its body.
type reader struct {
	status  int
	reason  string
	headers map[string]string
	text    string
	hasText bool
	// cut, corrupt, empty, notJson or nothing.
	unread string
	value  any
}

func read(answer Answer) *reader {
	text := decoded(answer.Body)
	r := &reader{answer.Status, answer.Reason, lowered(answer.Headers), text, answer.Body != nil, answer.Unread, nil}
	if r.unread != "" {
		return r
	}
	if text == "" {
		r.unread = "empty"
		return r
	}
	decoder := json.NewDecoder(strings.NewReader(strings.TrimPrefix(text, "\\ufeff")))
	// A large number keeps its digits.
	decoder.UseNumber()
	isJSON := decoder.Decode(&r.value) == nil
	if _, err := decoder.Token(); !isJSON || err != io.EOF {
		// What stands before a mistake is not the value.
		r.value, r.unread = nil, "notJson"
	}
	return r
}

// lowered joins what headers say whose names are the same but for their case, in an order that does not change.
func lowered(headers map[string][]string) map[string]string {
	names := make([]string, 0, len(headers))
	for name := range headers {
		names = append(names, name)
	}
	sort.Strings(names)
	found := map[string]string{}
	for _, name := range names {
		key := strings.ToLower(name)
		for _, value := range headers[name] {
			if before, ok := found[key]; ok {
				value = before + ", " + value
			}
			found[key] = value
		}
	}
	return found
}

// decoded is a text in which U+FFFD stands for what is no UTF-8, as other runtimes decode it.
func decoded(body []byte) string {
	var text strings.Builder
	for len(body) > 0 {
		point, size := utf8.DecodeRune(body)
		if point == utf8.RuneError && size == 1 {
			size = brokenSize(body)
		}
		text.WriteRune(point)
		body = body[size:]
	}
	return text.String()
}

// brokenSize counts the bytes of a character that breaks off: one mark stands for all of them.
func brokenSize(body []byte) int {
	lead, low, high := body[0], byte(0x80), byte(0xbf)
	more := 0
	switch {
	case 0xc2 <= lead && lead <= 0xdf:
		more = 1
	case 0xe0 <= lead && lead <= 0xef:
		more = 2
	case 0xf0 <= lead && lead <= 0xf4:
		more = 3
	}
	switch lead {
	case 0xe0:
		low = 0xa0
	case 0xed:
		high = 0x9f
	case 0xf0:
		low = 0x90
	case 0xf4:
		high = 0x8f
	}
	size := 1
	for size <= more && size < len(body) && low <= body[size] && body[size] <= high {
		low, high = 0x80, 0xbf
		size++
	}
	return size
}

// header gives a header by its name, in whatever case.
func (r *reader) header(name string) (string, bool) {
	value, ok := r.headers[strings.ToLower(name)]
	return value, ok
}

// body gives what a JSON pointer leads to; nil where nothing is there.
func (r *reader) body(pointer string) any {
	at := r.value
	for _, raw := range strings.Split(pointer, "/")[1:] {
		key := strings.ReplaceAll(strings.ReplaceAll(raw, "~1", "/"), "~0", "~")
		switch value := at.(type) {
		case map[string]any:
			at = value[key]
		case []any:
			place, err := strconv.ParseUint(key, 10, 31)
			if err != nil || place >= uint64(len(value)) {
				return nil
			}
			at = value[place]
		default:
			return nil
		}
	}
	return at
}

// whole gives the body as a text; nil where there is none.
func (r *reader) whole() any {
	if r.hasText {
		return r.text
	}
	return nil
}

// has tells whether an answer has what a condition asks for; nil asks for anything.
func (r *reader) has(when AnswerCondition) bool {
	if when.In == "header" {
		found, ok := r.header(when.Name)
		return ok && (when.Equals == nil || strings.TrimSpace(found) == scalarText(when.Equals))
	}
	switch found := r.body(when.Name).(type) {
	case nil:
		return false
	case json.Number:
		return when.Equals == nil || floatOf(found) == when.Equals
	case string, bool:
		return when.Equals == nil || found == when.Equals
	}
	return when.Equals == nil
}

func scalarText(value any) string {
	switch value := value.(type) {
	case string:
		return value
	case bool:
		return strconv.FormatBool(value)
	case float64:
		return numberText(value)
	}
	return ""
}

// floatOf is infinite where a number is too large.
func floatOf(number json.Number) float64 {
	value, _ := strconv.ParseFloat(number.String(), 64)
	return value
}

// numberText writes a number without needless zeros or exponent.
func numberText(value float64) string {
	if value == 0 {
		return "0"
	}
	if size := math.Abs(value); size >= 1e21 || size < 1e-6 {
		return strings.Replace(strconv.FormatFloat(value, 'e', -1, 64), "e-0", "e-", 1)
	}
	return strconv.FormatFloat(value, 'f', -1, 64)
}`;
