package dump;

// only answers
import __PACKAGE__.Answer;
import __PACKAGE__.Answers;
// end
import __PACKAGE__.ErrorMap;
import __PACKAGE__.RateLimits;
import __PACKAGE__.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything that an error map for Java says. Compiled once for each package. */
final class Dump__NUMBER__ {
    static Map<String, Object> says(List<?> answers) {
        RetryPolicy.BackoffPolicy backoff = RetryPolicy.BACKOFF;
        RetryPolicy.HintPolicy hint = RetryPolicy.HINT;
        List<Object> statuses = new ArrayList<>();
        for (int status = 0; status <= 1000; status++) {
            Object made = ErrorMap.create(status, "message");
            Class<?> due = ErrorMap.forStatus(status);
            if ((made == null ? null : made.getClass()) != due) throw new IllegalStateException(status + " makes " + made);
            statuses.add(Arrays.asList(status, name(due), RetryPolicy.isRetryable(status)));
        }
        boolean all = List.of("all").equals(RetryPolicy.METHODS);
        Map<String, Object> jitter = map("kind", backoff.jitterKind(), "ratio", backoff.jitterRatio(), "ms", ms(backoff.jitterSpread()));
        Map<String, Object> backoffs = map("kind", backoff.kind(), "initialMs", ms(backoff.initial()), "factor", backoff.factor(), "power", backoff.power(),
            "delaysMs", each(backoff.delays(), Dump__NUMBER__::ms), "firstRetryMs", ms(backoff.firstRetry()), "minMs", ms(backoff.min()),
            "maxMs", ms(backoff.max()), "jitter", jitter);
        Map<String, Object> hints = map("headers", hint.headers(), "body", hint.body() == null ? null : map("pointer", hint.body(), "unit", hint.bodyUnit()),
            "clampAboveMs", ms(hint.clampAbove()), "capMs", ms(hint.cap()));
        Map<String, Object> retry = map("maxRetries", RetryPolicy.MAX_RETRIES, "statuses", ranges(RetryPolicy.STATUSES),
            "methods", all ? "all" : RetryPolicy.METHODS, "transport", RetryPolicy.TRANSPORT, "attemptTimeoutMs", ms(RetryPolicy.ATTEMPT_TIMEOUT),
            "backoff", backoffs, "hint", hints);
        return map(
            "statuses", statuses,
            "odd", List.of(),
            "table", each(new ArrayList<>(ErrorMap.STATUSES.values()), info -> map("code", info.code(), "meaning", info.meaning(), "causes", info.causes(),
                "resolution", info.resolution(), "error", name(info.error()), "retryable", info.retryable())),
            "ranges", each(ErrorMap.STATUS_RANGES, range -> Arrays.asList(range.from(), range.to(), name(range.error()))),
            "retry", retry,
            "fields", fields(),
            "codes", codes(),
            "places", places(),
            "answers", answersIn(answers),
            "rateLimits", each(RateLimits.ALL, limit -> map("id", limit.id(), "name", limit.name(), "limit", limit.limit(), "windowMs", ms(limit.window()),
                "scope", limit.scope(), "appliesTo", limit.appliesTo())));
    }

    private static String name(Class<?> error) {
        return error == null ? null : error.getSimpleName();
    }

    private static Double ms(Duration time) {
        return time == null ? null : time.getSeconds() * 1000D + time.getNano() / 1e6;
    }

    private static <T> List<Object> each(List<T> values, Function<T, Object> said) {
        return values == null ? null : values.stream().map(said).collect(Collectors.toList());
    }

    private static Object ranges(List<RetryPolicy.StatusRange> ranges) {
        return each(ranges, range -> List.of(range.from(), range.to()));
    }

    private static Map<String, Object> map(Object... said) {
        Map<String, Object> made = new LinkedHashMap<>();
        for (int i = 0; i < said.length; i += 2) made.put((String) said[i], said[i + 1]);
        return made;
    }

    // only answers
    private static Object fields() {
        return each(ErrorMap.FIELD_PLACES, field -> Arrays.asList(field.field(), field.place(), field.names()));
    }

    private static Object codes() {
        List<Object> said = new ArrayList<>();
        new TreeMap<>(Answers.CODES).forEach((code, entry) ->
            said.add(Arrays.asList(code, name(entry.error()), entry.retryable(), entry.throttle(), ranges(entry.statuses()))));
        return said;
    }

    private static Object places() {
        return each(Answers.CODE_PLACES, place -> Arrays.asList(place.place(), place.name(), place.after(), place.until(), name(place.error())));
    }

    private static Object answersIn(List<?> asked) {
        return each(asked, one -> {
            Map<?, ?> given = (Map<?, ?>) one;
            Answer answer = new Answer(((Double) given.get("status")).intValue()).body((String) given.get("text"));
            ((Map<?, ?>) given.get("headers")).forEach((name, value) -> answer.header((String) name, (String) value));
            Class<?> error = Answers.errorFor(answer);
            if (error != null && ErrorMap.create(Answers.errorFor(answer), "message", null).getClass() != error) throw new IllegalStateException(error + " is not made");
            return Arrays.asList(name(error), Answers.codeOf(answer), Answers.isRetryable(answer));
        });
    }
    // end
    // without answers
    private static Object fields() {
        return List.of();
    }

    private static Object codes() {
        return List.of();
    }

    private static Object places() {
        return List.of();
    }

    private static Object answersIn(List<?> asked) {
        return null;
    }
    // end

    private Dump__NUMBER__() {}
}
