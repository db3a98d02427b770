export const jsonReader = `/** JSON as texts, doubles, booleans, null, lists and maps. */
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
