package __PACKAGE__;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The package's own reader, for programs of tests, and what writes what they say. */
public final class Json {
    public static Object read(String text) {
        return JsonReader.read(text);
    }

    public static String text(Object value) {
        StringBuilder made = new StringBuilder();
        write(value, made);
        return made.toString();
    }

    private static void write(Object value, StringBuilder made) {
        if (value == null || value instanceof Boolean || value instanceof Number) {
            made.append(value);
        } else if (value instanceof Map) {
            made.append('{');
            for (Iterator<? extends Map.Entry<?, ?>> at = ((Map<?, ?>) value).entrySet().iterator(); at.hasNext(); ) {
                Map.Entry<?, ?> entry = at.next();
                write(String.valueOf(entry.getKey()), made);
                made.append(':');
                write(entry.getValue(), made);
                if (at.hasNext()) made.append(',');
            }
            made.append('}');
        } else if (value instanceof List) {
            made.append('[');
            for (Iterator<?> at = ((List<?>) value).iterator(); at.hasNext(); ) {
                write(at.next(), made);
                if (at.hasNext()) made.append(',');
            }
            made.append(']');
        } else if (value instanceof String) {
            quote((String) value, made);
        } else {
            throw new IllegalArgumentException(value.getClass().getName());
        }
    }

    private static void quote(String text, StringBuilder made) {
        made.append('"');
        for (char c : text.toCharArray()) {
            if (c >= ' ' && c <= '~' && c != '"' && c != '\\') made.append(c);
            else made.append(String.format("\\u%04x", (int) c));
        }
        made.append('"');
    }

    private Json() {}
}
