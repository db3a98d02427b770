package calls;

import __PACKAGE__.Answer;
import __PACKAGE__.CallErrors;
import __PACKAGE__.FailedAttempt;
import __PACKAGE__.FaultKind;
import __PACKAGE__.Retries;
import __PACKAGE__.RetryAction;
import __PACKAGE__.RetryDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a package makes of each attempt. Compiled once for each package. */
final class Calls__NUMBER__ {
    static List<Object> says(Map<?, ?> of) throws ReflectiveOperationException {
        List<Object> said = new ArrayList<>();
        for (Object one : (List<?>) of.get("asked")) said.add(one((List<?>) of.get("fields"), (Map<?, ?>) one));
        return said;
    }

    private static Map<String, Object> one(List<?> fields, Map<?, ?> asked) throws ReflectiveOperationException {
        FaultKind fault = kindOf((String) asked.get("fault"));
        Answer answer = fault != null ? null : answerOf(asked);
        RuntimeException error = answer == null
            ? CallErrors.forFault(fault, new IllegalStateException("cause"))
            : CallErrors.toError(answer, List.of("secret-key"));
        Double maxRetries = (Double) asked.get("maxRetries");
        FailedAttempt attempt = new FailedAttempt().answer(answer).fault(fault).operation((String) asked.get("operation"))
            .attempt(((Double) asked.get("attempt")).intValue()).maxRetries(maxRetries == null ? null : maxRetries.intValue())
            .uncounted(texts(asked.get("uncounted"))).given(texts(asked.get("given")));
        double random = (Double) asked.get("random");
        RetryDecision decision = Retries.decide(attempt, null, () -> random, null);
        boolean isStop = decision.action() == RetryAction.STOP;
        if (Retries.shouldRetry(attempt) == isStop) throw new IllegalStateException("two words on one attempt");
        Map<String, Object> values = new LinkedHashMap<>();
        for (Object name : fields) {
            if (error == null) continue;
            try {
                values.put((String) name, error.getClass().getMethod((String) name).invoke(error));
            } catch (NoSuchMethodException none) {
                // The class has no such field.
            }
        }
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("error", error == null ? null : error.getClass().getSimpleName());
        said.put("message", error == null ? null : error.getMessage());
        said.put("fields", values);
        said.put("action", decision.action().name().toLowerCase(Locale.ROOT));
        said.put("delayMs", ms(decision.delay()));
        said.put("uncounted", decision.uncounted());
        said.put("cost", isStop ? null : decision.cost());
        return said;
    }

    private static Answer answerOf(Map<?, ?> asked) {
        Answer answer = new Answer(((Double) asked.get("status")).intValue()).body((String) asked.get("body"));
        ((Map<?, ?>) asked.get("headers")).forEach((name, value) -> answer.header((String) name, (String) value));
        if ("cut".equals(asked.get("unread"))) answer.cut();
        if ("corrupt".equals(asked.get("unread"))) answer.corrupt();
        return answer;
    }

    private static FaultKind kindOf(String id) {
        if (id == null) return null;
        for (FaultKind kind : FaultKind.values()) if (kind.id().equals(id)) return kind;
        throw new IllegalArgumentException(id);
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).collect(Collectors.toList());
    }

    private static Double ms(Duration time) {
        return time == null ? null : time.getSeconds() * 1000D + time.getNano() / 1e6;
    }

    private Calls__NUMBER__() {}
}
