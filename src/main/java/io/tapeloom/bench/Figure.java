package io.tapeloom.bench;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/**
 * One measured number.
 *
 * @param bench the bench that measured it
 * @param name what the number is
 * @param goal what was wanted, empty for yardsticks and side figures
 * @param met whether it was reached; absent where there is no goal
 */
public record Figure(
    String bench, String name, double value, String unit, String goal, Optional<Boolean> met) {

  /** A number without a goal. */
  static Figure plain(String bench, String name, double value, String unit) {
    return new Figure(bench, name, value, unit, "", Optional.empty());
  }

  /** A number that should not exceed a limit. */
  static Figure atMost(double limit, String bench, String name, double value, String unit) {
    return new Figure(
        bench, name, value, unit, "at most " + number(limit), Optional.of(value <= limit));
  }

  /** A number that should reach a limit. */
  static Figure atLeast(double limit, String bench, String name, double value, String unit) {
    return new Figure(
        bench, name, value, unit, "at least " + number(limit), Optional.of(value >= limit));
  }

  /** The same without a verdict, where nobody measured in earnest. */
  public Figure unjudged() {
    return plain(bench, name, value, unit);
  }

  /** One line of a table. */
  public String row() {
    String verdict = met.map(m -> (m ? "ok, " : "MISSED, ") + "goal " + goal).orElse("");
    return String.format(
            Locale.ROOT, "%-8s %-38s %14s %-9s %s", bench, name, number(value), unit, verdict)
        .stripTrailing();
  }

  /** One object of NDJSON. */
  public JsonObject json() {
    return new JsonObject()
        .put("bench", bench)
        .put("figure", name)
        .put("value", value)
        .put("unit", unit)
        .put("goal", goal.isEmpty() ? null : goal)
        .put("met", met.orElse(null));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%,.0f", value);
  }
}
