package dump;

import com.sun.net.httpserver.HttpServer;
import foilengine.errormap.NotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls by the client of the README: retried after a 503 that asks for 10 ms, raised on a 404. */
final class Readme {
    static void check() throws IOException, InterruptedException {
        AtomicInteger served = new AtomicInteger();
        int[] statuses = {503, 200, 404};
        String[] bodies = {"", "{}", "{\"message\":\"no such persona\"}"};
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            int at = served.getAndIncrement();
            byte[] body = bodies[at].getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Retry-After", "0.01");
            exchange.sendResponseHeaders(statuses[at], body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        try {
            HttpClient http = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/")).build();
            Use.is(Caller.call(http, "listPersonas", request).equals("{}") && served.get() == 2, "the value of the README's client");
            Caller.call(http, "listPersonas", request);
            Use.is(false, "an error of the README's client");
        } catch (NotFoundException error) {
            Use.is(error.getMessage().equals("no such persona") && error.statusCode() == 404, "the error of the README's client");
        } finally {
            server.stop(0);
        }
    }

    private Readme() {}
}
