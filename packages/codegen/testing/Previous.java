package dump;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import parcelnext.errormap.*;

/** What an SDK and its users wrote against the package as it was, with the package of all changes that are told as not breaking. */
@SuppressWarnings("deprecation") // Names of before are deprecated, and still there.
final class Previous {
    static void check() throws IOException, ClassNotFoundException, InterruptedException {
        ErrorDetails details = new ErrorDetails().status(418).requestId("r").depot("north").withCause(new IllegalStateException("inner"));
        ParcelConflictException conflict = new TeapotException("short and stout", details);
        Use.is(handle(conflict).equals("north 418 r"), "fields");
        Use.is(ErrorMap.create(422, "x") instanceof ParcelConflictException && ErrorMap.create(503, "x") instanceof ApiException, "classes by status");
        Use.is(ErrorMap.create(499, "x") instanceof ClientException, "a name of before");
        Use.is(ErrorMap.STATUSES.get(409).causes().size() == 1 && RateLimits.LABELS.limit() > 0 && RetryPolicy.MAX_RETRIES > 0, "tables");
        Use.is(RetryPolicy.BACKOFF.initial().toNanos() > 1 && !ApiRules.CALLS.operations().get("getParcel").stream(), "rules");
        Use.is(CallErrors.forFault(FaultKind.TIMEOUT, new IOException("late")).getCause() instanceof IOException, "faults");
        FailedAttempt failed = new FailedAttempt().answer(new Answer(500)).operation("getParcel");
        Use.is(Retries.decide(failed).action() == RetryAction.RETRY && !RetryDelays.backoff(0).isNegative(), "retries");
        Answer answer = new Answer(409).header("X-Depot", "east").body("{\"error\":{\"type\":\"LabelThere\",\"params\":{\"a\":[1,null]}}}");
        ApiException whole = Use.copyOf(CallErrors.toError(answer));
        Use.is(whole.params().toString().equals("{a=[1.0, null]}") && ((ParcelConflictException) whole).depot().equals("east"), "values, serialised");
        Serializable list = new ArrayList<>(List.of("of one's own"));
        Use.is(new ClientException("x", new ErrorDetails().params(list)).params().equals(list), "a value of one's own");
        ApiException[] deep = new ApiException[2];
        Thread small = new Thread(null, () -> {
            String params = "{\"error\":{\"params\":" + "[".repeat(890) + "]".repeat(890) + "}}";
            deep[0] = CallErrors.toError(new Answer(418).body(params), List.of("secret"));
            deep[1] = CallErrors.toError(new Answer(418).body("[".repeat(1_000_000)));
        }, "small", 256 * 1024);
        small.start();
        small.join();
        Use.is(deep[0].params() instanceof List && deep[1].params() == null, "lists within lists");
        Use.is(Retries.decide(failed.uncounted(null).given(null).elapsed(null)).action() == RetryAction.RETRY, "what is not known");
    }

    private static String handle(ApiException error) {
        try {
            throw error;
        } catch (ParcelConflictException caught) {
            return caught.depot() + " " + caught.status() + " " + caught.requestId();
        } catch (DepotException caught) {
            return caught.getMessage();
        }
    }

    private Previous() {}
}
