package calls;

import __PACKAGE__.Answer;
import __PACKAGE__.RetryDelays;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How long the waits of one policy are. Compiled once for each package. */
final class Waits__NUMBER__ {
    static List<Object> says(List<?> asked) {
        List<Object> said = new ArrayList<>();
        for (Object each : asked) {
            Map<?, ?> one = (Map<?, ?>) each;
            Answer answer = new Answer(number(one, "status")).body((String) one.get("text"));
            ((Map<?, ?>) one.get("headers")).forEach((name, value) -> answer.header((String) name, (String) value));
            Instant now = Instant.ofEpochMilli(((Double) one.get("nowMs")).longValue());
            double random = (Double) one.get("random");
            Duration delay = RetryDelays.delay(number(one, "retry"), answer, now, () -> random, null);
            said.add(Arrays.asList(delay == null ? null : delay.getSeconds() * 1000D + delay.getNano() / 1e6, __SECONDS__));
        }
        return said;
    }

    private static int number(Map<?, ?> of, String name) {
        return ((Double) of.get(name)).intValue();
    }

    private Waits__NUMBER__() {}
}
