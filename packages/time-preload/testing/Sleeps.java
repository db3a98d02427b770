import java.io.*;
import java.net.URI;
import java.net.http.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

/** Reads a way to wait and a server's origin from each line, sends up to four requests with waits between, and says how it ended. */
class Sleeps {
  interface Wait { void of(long ms) throws Exception; }

  static final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  static final Map<String, Wait> waits = Map.of(
      "sleep", Thread::sleep,
      "monitor", ms -> { var it = new Object(); synchronized (it) { it.wait(ms); } },
      "park", ms -> { var end = System.nanoTime() + ms * 1_000_000; while (System.nanoTime() < end) LockSupport.parkNanos(end - System.nanoTime()); },
      "latch", ms -> new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS),
      "scheduled", ms -> scheduler.schedule(() -> 0, ms, TimeUnit.MILLISECONDS).get(),
      "future", ms -> { try { new CompletableFuture<Void>().orTimeout(ms, TimeUnit.MILLISECONDS).get(); } catch (ExecutionException late) { } });

  public static void main(String[] args) throws Exception {
    var lines = new BufferedReader(new InputStreamReader(System.in));
    System.out.println("ready");
    for (String line; (line = lines.readLine()) != null;) {
      var words = line.split(" ");
      if (words[0].equals("date")) { System.out.println(Instant.now()); continue; }
      var backoff = new ArrayList<Long>();
      for (var i = 1; i < words.length - 1; i++) backoff.add(Long.parseLong(words[i]));
      System.out.println(chain(waits.get(words[0]), words[words.length - 1], backoff));
    }
  }

  static String chain(Wait wait, String origin, List<Long> backoff) throws Exception {
    var client = HttpClient.newHttpClient();
    for (var retry = 0; ; retry++) {
      var request = HttpRequest.newBuilder(URI.create(origin + "/")).timeout(Duration.ofSeconds(60)).POST(HttpRequest.BodyPublishers.ofString("{}")).build();
      HttpResponse<String> answer = null;
      try { answer = client.send(request, HttpResponse.BodyHandlers.ofString()); } catch (HttpTimeoutException late) { }
      if (answer != null && answer.statusCode() < 400 || retry == backoff.size()) return answer == null ? "late" : "" + answer.statusCode();
      var after = answer == null ? Optional.<String>empty() : answer.headers().firstValue("Retry-After");
      wait.of(after.map(s -> Long.parseLong(s) * 1000).orElse(backoff.get(retry)));
    }
  }
}
