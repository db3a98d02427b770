package dump;

import foilengine.errormap.*;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;

/** What an SDK does with the package, checked where it runs. */
final class Use {
    static void check() throws IOException, ClassNotFoundException {
        IllegalStateException cause = new IllegalStateException("inner");
        RateLimitException error = new RateLimitException("slow down", new ErrorDetails().statusCode(429).retryAfter(2.5).withCause(cause));
        FoilEngineException above = error;
        is(above.statusCode() == 429 && error.retryAfter() == 2.5 && error.getCause() == cause, "fields");
        is(error.getMessage().equals("slow down"), "message");
        is(error.toString().equals("foilengine.errormap.RateLimitException: slow down (status 429)"), error.toString());
        is(new ServerException("x").toString().equals("foilengine.errormap.ServerException: x"), "text without a status");
        is(new NotFoundException().statusCode() == null && new NotFoundException("x", cause).getCause() == cause, "standard constructors");
        is(new NotFoundException("x", (ErrorDetails) null).statusCode() == null, "no details");
        RateLimitException copied = copyOf(error);
        is(copied.statusCode() == 429 && copied.retryAfter() == 2.5 && copied.getCause() instanceof IllegalStateException, "serialised");
        ErrorDetails given = new ErrorDetails().retryAfter(3D);
        is(ErrorMap.create(429, "x", given).statusCode() == 429 && given.statusCode() == null, "made by status");
        is(ErrorMap.create(200, "x") == null && ErrorMap.forStatus(204) == null && ErrorMap.forStatus(201) == null, "success");
        is(ErrorMap.forStatus(418) == FoilEngineException.class, "outside the table");
        is(RateLimits.SDK_CHAT.window().equals(Duration.ofMinutes(1)) && RetryPolicy.BACKOFF.initial().toMillis() == 500, "times");
    }

    static <T> T copyOf(T thing) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(thing);
        @SuppressWarnings("unchecked")
        T read = (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        return read;
    }

    static void is(boolean holds, String what) {
        if (!holds) throw new IllegalStateException(what);
    }

    private Use() {}
}
