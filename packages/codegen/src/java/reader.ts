import { ruleDocs } from '../rules.js';
import { javaDoc } from '../text/java.js';
import type { View } from '../view.js';
import { jsonReader } from './json-reader.js';
import { javaFile } from './source.js';

/** How an answer is read, and JSON, which Java has no reader of; the same for every spec. */
export function readerFiles(view: View): Readonly<Record<string, string>> {
  return {
    'Answer.java': javaFile(view, answer.split('\n')),
    'AnswerReader.java': javaFile(view, reader.split('\n')),
    'JsonReader.java': javaFile(view, jsonReader.split('\n')),
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
