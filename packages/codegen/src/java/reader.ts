import { ruleDocs } from '../rules.js';
import { javaDoc } from '../text/java.js';
import type { View } from '../view.js';
import { javaFile } from './source.js';

/** How an answer is read, and JSON, which Java has no reader of; the same for every spec. */
export function readerFiles(view: View): Readonly<Record<string, string>> {
  return {
    'Answer.java': javaFile(view, answer.split('\n')),
    'AnswerReader.java': javaFile(view, reader.split('\n')),
    'JsonReader.java': javaFile(view, json.split('\n')),
  };
}

const answer = `/** An answer as it came. */
public final class Answer {
    private final int status;
    private final TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private String reason = "";
    private String body;
    private String unread;

    /** Begins an answer with its HTTP status. */
    public Answer(int status) {
        this.status = status;
    }

    /** The phrase that came with the status. */
    public Answer reason(String phrase) {
        this.reason = phrase == null ? "" : phrase;
        return this;
    }

    /** Adds a header, its name in whatever case. */
    public Answer header(String name, String value) {
        headers.merge(name, value, (before, more) -> before + ", " + more);
        return this;
    }

    /** Adds headers as HTTP clients have them, their names in whatever case. */
    public Answer headers(Map<String, List<String>> given) {
        given.forEach((name, values) -> {
            if (name != null) values.forEach(value -> header(name, value));
        });
        return this;
    }

    /** The text of the body; null where there is none. */
    public Answer body(String text) {
        this.body = text;
        return this;
    }

    /** The body was cut, and cannot be read. */
    public Answer cut() {
        this.unread = "cut";
        return this;
    }

    /** The body cannot be read: its coding is broken. */
    public Answer corrupt() {
        this.unread = "corrupt";
        return this;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    TreeMap<String, String> headers() {
        return headers;
    }

    String body() {
        return body;
    }

    String unread() {
        return unread;
    }
}`;

const reader = `final class AnswerReader {
    final int status;
    final String reason;
    final String text;
    final TreeMap<String, String> headers;
${javaDoc([ruleDocs.unread, 'Or it is empty, or notJson; null where it was read.'], '    ').join('\n')}
    final String unread;
    private final Object value;

    AnswerReader(Answer answer) {
        status = answer.status();
        reason = answer.reason();
        text = answer.body();
        headers = answer.headers();
        boolean isEmpty = text == null || text.isEmpty();
        Object read = answer.unread() != null || isEmpty ? null : JsonReader.read(text);
        boolean isJson = read != JsonReader.NONE;
        unread = answer.unread() != null ? answer.unread() : isEmpty ? "empty" : isJson ? null : "notJson";
        value = isJson ? read : null;
    }

    /** A header; null where there is none. */
    String header(String name) {
        return headers.get(name);
    }

    /** A header without blanks around it; null where there is none. */
    String plain(String name) {
        String found = header(name);
        return found == null ? null : trimmed(found);
    }

    /** The first of some headers that is there. */
    String first(String... names) {
        for (String name : names) {
            String found = plain(name);
            if (found != null) return found;
        }
        return null;
    }

    /** What a JSON pointer leads to; null where nothing is there. */
    Object body(String pointer) {
        Object at = value;
        String[] keys = pointer.split("/", -1);
        for (int i = 1; i < keys.length; i++) {
            String key = keys[i].replace("~1", "/").replace("~0", "~");
            if (at instanceof Map) at = ((Map<?, ?>) at).get(key);
            else if (at instanceof List) at = itemOf((List<?>) at, key);
            else return null;
        }
        return at;
    }

    private static Object itemOf(List<?> items, String key) {
        if (key.isEmpty() || key.length() > 9 || !key.chars().allMatch(c -> c >= '0' && c <= '9')) return null;
        int place = Integer.parseInt(key);
        return place < items.size() ? items.get(place) : null;
    }

    /** Whether what stands somewhere is what is asked for; null asks for anything. */
    static boolean isThere(Object found, Object asked) {
        return found != null && (asked == null || found.equals(asked));
    }

    /** A text as it stands, a number in digits; null for anything else. */
    static String wordOf(Object found) {
        if (found instanceof String) return (String) found;
        if (!(found instanceof Double)) return null;
        double number = (Double) found;
        return number == Math.rint(number) && Math.abs(number) < 9e15 ? Long.toString((long) number) : Double.toString(number);
    }

    /** Without blanks of any kind around it. */
    static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) from++;
        while (to > from && isBlank(text.charAt(to - 1))) to--;
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}`;

const json = `/** JSON as texts, doubles, booleans, null, lists and maps. */
final class JsonReader {
    /** What is no JSON. */
    static final Object NONE = new Object();
    private static final int DEEPEST = 900;
    private final String text;
    private int at;

    private JsonReader(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** The value of a text; NONE where it is no JSON. */
    static Object read(String text) {
        JsonReader reader = new JsonReader(text, !text.isEmpty() && text.charAt(0) == '\\uFEFF' ? 1 : 0);
        Object value = reader.value();
        return value != NONE && reader.next() == '\\0' && reader.at >= text.length() ? value : NONE;
    }

    /** The next character that is no white space; U+0000 at the end. */
    private char next() {
        while (at < text.length() && " \\t\\n\\r".indexOf(text.charAt(at)) >= 0) at++;
        return at < text.length() ? text.charAt(at) : '\\0';
    }

    /** Without recursion: whoever nests lists a thousand deep ends no thread of a small stack. */
    private Object value() {
        ArrayList<Object> open = new ArrayList<>();
        ArrayList<String> names = new ArrayList<>();
        while (true) {
            Object made = begun();
            if (made == NONE || open.size() > DEEPEST) return NONE;
            boolean isOpen = made instanceof Map && next() != '}' || made instanceof List && next() != ']';
            if (isOpen) {
                open.add(made);
                if (made instanceof Map && !named(names)) return NONE;
                continue;
            }
            if (made instanceof Map || made instanceof List) at++;
            while (true) {
                if (open.isEmpty()) return made;
                Object last = open.get(open.size() - 1);
                put(last, names, made);
                if (next() == ',') {
                    at++;
                    if (last instanceof Map && !named(names)) return NONE;
                    break;
                }
                if (next() != (last instanceof Map ? '}' : ']')) return NONE;
                at++;
                made = open.remove(open.size() - 1);
            }
        }
    }

    /** A whole text, number or word, or what begins a map or a list. */
    private Object begun() {
        switch (next()) {
            case '{': return word("{", new LinkedHashMap<String, Object>());
            case '[': return word("[", new ArrayList<Object>());
            case '"': return text();
            case 't': return word("true", true);
            case 'f': return word("false", false);
            case 'n': return word("null", null);
            default: return number();
        }
    }

    private Object word(String word, Object meaning) {
        if (!text.startsWith(word, at)) return NONE;
        at += word.length();
        return meaning;
    }

    /** Reads the name of a member, and the colon behind it. */
    private boolean named(List<String> names) {
        Object name = next() == '"' ? text() : NONE;
        if (name == NONE || next() != ':') return false;
        at++;
        names.add((String) name);
        return true;
    }

    @SuppressWarnings("unchecked")
    private static void put(Object last, List<String> names, Object made) {
        if (last instanceof List) ((List<Object>) last).add(made);
        else ((Map<String, Object>) last).put(names.remove(names.size() - 1), made);
    }

    private Object text() {
        StringBuilder made = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') return word("\\"", made.toString());
            if (c < ' ') return NONE;
            if (c != '\\\\') {
                made.append(c);
                continue;
            }
            at++;
            if (at >= text.length()) return NONE;
            int escape = "\\"\\\\/bfnrt".indexOf(text.charAt(at));
            if (escape >= 0) {
                made.append("\\"\\\\/\\b\\f\\n\\r\\t".charAt(escape));
                continue;
            }
            if (text.charAt(at) != 'u' || at + 4 >= text.length()) return NONE;
            int unit = 0;
            for (int digits = 0; digits < 4; digits++) {
                int digit = "0123456789abcdef".indexOf(Character.toLowerCase(text.charAt(++at)));
                if (digit < 0) return NONE;
                unit = unit * 16 + digit;
            }
            made.append((char) unit);
        }
        return NONE;
    }

    private Object number() {
        int from = at;
        if (is('-')) at++;
        if (is('0')) at++;
        else if (!digits()) return NONE;
        if (is('.')) {
            at++;
            if (!digits()) return NONE;
        }
        if (is('e') || is('E')) {
            at++;
            if (is('+') || is('-')) at++;
            if (!digits()) return NONE;
        }
        return Double.valueOf(text.substring(from, at));
    }

    private boolean is(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean digits() {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
        return at > from;
    }
}`;
