package clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;

/**
 * Runs every client, each with accounts of its own. Takes the {@code sim} object of the exchange's
 * ready line by its input, prints one JSON line that says how it went, and exits 0 or 1.
 */
final class Prove {
  private static final long PART_SECONDS = 120;

  private Prove() {}

  /** Something to prove. */
  private interface Part {
    void run() throws Exception;
  }

  /** Arguments name the parts wanted; none means all. */
  public static void main(String[] wanted) throws IOException, InterruptedException {
    long began = System.nanoTime();
    String input = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    Venue venue = Venue.of(new JSONObject(input));
    Report report = new Report();
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("spot connector", () -> new SpotConnector(venue, report).prove());
    parts.put("futures connector", () -> new FuturesConnector(venue, report).prove());
    parts.put("xchange", () -> new Xchange(venue, report).prove());
    List<Thread> running = new ArrayList<>();
    for (Map.Entry<String, Part> part : parts.entrySet()) {
      if (wanted.length == 0 || List.of(wanted).contains(part.getKey())) {
        running.add(start(part.getKey(), part.getValue(), report));
      }
    }
    for (Thread thread : running) {
      boolean ended = thread.join(java.time.Duration.ofSeconds(PART_SECONDS));
      report.check(thread.getName(), ended, "not done within " + PART_SECONDS + " s");
    }
    JSONObject line = report.line();
    line.put("seconds", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / 1000.0);
    System.out.println(line);
    System.exit(line.getBoolean("ok") ? 0 : 1);
  }

  private static Thread start(String name, Part part, Report report) {
    return Thread.ofPlatform()
        .name(name)
        .daemon()
        .start(
            () -> {
              try {
                part.run();
              } catch (Exception | LinkageError e) {
                report.check(name, false, e.toString());
              }
            });
  }
}
