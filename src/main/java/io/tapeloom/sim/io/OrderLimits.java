package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.FixedWindow;
import io.tapeloom.sim.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many orders one account has placed on one market; on spot a filled order is given back. */
final class OrderLimits {
  private static final long SECOND_MS = 1000;
  private static final long MINUTE_MS = 60 * SECOND_MS;
  private static final long DAY_MS = 24 * 60 * MINUTE_MS;

  private final List<Rule> rules;

  /** One limit and the name it goes by in headers and texts. */
  record Rule(String header, String words, String interval, int number, FixedWindow window) {}

  OrderLimits(Market market, boolean lifted) {
    rules =
        market == Market.SPOT
            ? List.of(
                rule("10S", "10 SECOND", "SECOND", 10, 10 * SECOND_MS, lifted ? 0 : 50),
                rule("1D", "1 DAY", "DAY", 1, DAY_MS, lifted ? 0 : 160_000))
            : List.of(
                rule("10S", "10 SECOND", "SECOND", 10, 10 * SECOND_MS, lifted ? 0 : 300),
                rule("1M", "1 MINUTE", "MINUTE", 1, MINUTE_MS, lifted ? 0 : 1200));
  }

  private static Rule rule(
      String header, String words, String interval, int number, long ms, long limit) {
    return new Rule(header, words, interval, number, new FixedWindow(ms, limit));
  }

  /** Refuses orders that would be too many (429, -1015). */
  void check(int orders, long realMs) {
    for (Rule rule : rules) {
      if (rule.window().refuses(orders, realMs)) {
        String text =
            "Too many new orders; current limit is %d orders per %s."
                .formatted(rule.window().limit(), rule.words());
        throw new TooMany(429, new Refused(-1015, text), rule.window().secondsLeft(realMs));
      }
    }
  }

  /** Counts orders, or gives them back when below 0. */
  void count(int orders, long realMs) {
    rules.forEach(rule -> rule.window().add(orders, realMs));
  }

  /** The headers of an order's answer. */
  Map<String, String> headers(long realMs) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Rule rule : rules) {
      headers.put("X-MBX-ORDER-COUNT-" + rule.header(), "" + rule.window().used(realMs));
    }
    return headers;
  }

  List<Rule> rules() {
    return rules;
  }
}
