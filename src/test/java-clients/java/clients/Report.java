package clients;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.json.JSONObject;

/** What was called, what was checked of the answers, and what did not hold. */
final class Report {
  private static final long WAIT_MS = 30_000;

  private final List<String> failures = new ArrayList<>();
  private final Map<String, Integer> calls = new TreeMap<>();
  private int checks;

  /** A call that may fail as each library likes. */
  interface Ask<T> {
    T ask() throws Exception;
  }

  /** What one client is asked. */
  final class Client {
    private final String name;

    private Client(String name) {
      this.name = name;
    }

    /** One call: asks, and hands the answer to a proof that must check something of its content. */
    <T> T call(String what, Ask<T> ask, Consumer<T> prove) {
      String title = name + " " + what;
      count(name);
      T answer;
      try {
        answer = ask.ask();
      } catch (Exception e) {
        check(title, false, e.toString());
        throw new IllegalStateException(title + " failed, and the rest of its part with it", e);
      }
      int before = checks();
      try {
        prove.accept(answer);
      } catch (RuntimeException e) {
        check(title, false, "its answer could not be checked: " + e);
      }
      check(title + " is checked", checks() > before, "nothing was");
      return answer;
    }

    /** A call that the exchange must refuse, with a text that holds a word. */
    void refused(String what, String word, Ask<?> ask) {
      count(name);
      try {
        check(name + " " + what, false, "accepted with " + ask.ask());
      } catch (Exception e) {
        String said = e.toString();
        check(name + " " + what, said.contains(word), said + " instead of " + word);
      }
    }

    /** Compares, numbers by their value. */
    void is(String what, Object got, Object want) {
      boolean same =
          got instanceof BigDecimal one && want instanceof BigDecimal other
              ? one.compareTo(other) == 0
              : Objects.equals(got, want);
      check(name + ": " + what, same, got + " instead of " + want);
    }

    void that(String what, boolean holds, Object seen) {
      check(name + ": " + what, holds, String.valueOf(seen));
    }

    /** Waits for the probe's first answer that fits. */
    <T> T eventually(String what, Supplier<T> probe, Predicate<T> fits) {
      long untilMs = System.currentTimeMillis() + WAIT_MS;
      T last = probe.get();
      while (!fits.test(last) && System.currentTimeMillis() < untilMs) {
        sleep();
        last = probe.get();
      }
      check(name + ": " + what, fits.test(last), "not within " + WAIT_MS + " ms, last " + last);
      return last;
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Client client(String name) {
    return new Client(name);
  }

  private synchronized void count(String client) {
    calls.merge(client, 1, Integer::sum);
  }

  private synchronized int checks() {
    return checks;
  }

  synchronized void check(String what, boolean holds, String detail) {
    checks++;
    if (!holds) {
      failures.add(what + ": " + detail.substring(0, Math.min(600, detail.length())));
    }
  }

  /** One line that says how it went. */
  synchronized JSONObject line() {
    return new JSONObject()
        .put("ok", failures.isEmpty())
        .put("calls", calls.values().stream().mapToInt(Integer::intValue).sum())
        .put("by_client", calls)
        .put("checks", checks)
        .put("failures", failures);
  }
}
