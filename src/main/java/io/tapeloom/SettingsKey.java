package io.tapeloom;

import io.tapeloom.pg.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One key of the configuration and what it accepts.
 *
 * @param path such as {@code http.port}
 * @param rule its part of the JSON schema
 */
public record SettingsKey(String path, JsonObject rule) {
  private static final String ADDRESS = "host:port, without login, query or spaces";

  /** The words that document the key. */
  public String description() {
    return rule.getString("description");
  }

  /** The JSON schema's name of the type. */
  public String type() {
    return rule.getString("type");
  }

  /** The value where nobody sets one. */
  public Object defaultValue() {
    return rule.getValue("default");
  }

  /** Whether the value may be printed. */
  public boolean secret() {
    return rule.getBoolean("writeOnly", false);
  }

  /** {@code TAPELOOM__HTTP__PORT} for {@code http.port}. */
  public String environmentName() {
    return "TAPELOOM__" + path.replace(".", "__").toUpperCase(Locale.ROOT);
  }

  /** What is wrong with a value, if anything. */
  public Optional<String> refusal(Object value) {
    if (accepts(value)) {
      return Optional.empty();
    }
    String masked = Database.masked(String.valueOf(value));
    String shown = value instanceof String ? "\"" + masked + "\"" : masked;
    return Optional.of(
        path + ": expected " + expectation() + ", got " + (secret() ? "***" : shown));
  }

  /** A value as the environment gives it; text that does not fit comes back as text. */
  public Object fromText(String text) {
    return switch (type()) {
      case "integer", "number" -> number(text);
      case "boolean" -> truth(text);
      case "array" -> list(text);
      default -> text;
    };
  }

  /** Whether two values are the same setting. */
  static boolean same(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return new BigDecimal(x.toString()).compareTo(new BigDecimal(y.toString())) == 0;
    }
    return a.equals(b);
  }

  /** The type and its limits in words. */
  public String expectation() {
    String range =
        rule.containsKey("minimum") ? " from " + limit("minimum") + " to " + limit("maximum") : "";
    return switch (type()) {
      case "integer" -> "a whole number" + range;
      case "number" -> "a number" + range;
      case "boolean" -> "true or false";
      case "array" -> list() + pattern(rule.getJsonObject("items"));
      default -> rule.containsKey("enum") ? "one of " + words() : "a text" + pattern(rule);
    };
  }

  private String list() {
    String atLeast = rule.getInteger("minItems", 0) > 0 ? "a list of one or more" : "a list of";
    return atLeast + (rule.getBoolean("uniqueItems", false) ? " different texts" : " texts");
  }

  /** The {@code minimum} or {@code maximum} without an exponent. */
  String limit(String which) {
    return new BigDecimal(rule.getValue(which).toString()).stripTrailingZeros().toPlainString();
  }

  private String words() {
    return String.join(", ", rule.getJsonArray("enum").stream().map(String::valueOf).toList());
  }

  private static String pattern(JsonObject rule) {
    if (rule.containsKey("format")) {
      return " like " + rule.getString("pattern").replaceAll("^\\^\\(?|\\.\\+.*$", "") + ADDRESS;
    }
    if (rule.containsKey("pattern")) {
      return " like " + rule.getString("pattern");
    }
    return rule.getInteger("minLength", 0) > 0 ? " that is not empty" : "";
  }

  private boolean accepts(Object value) {
    return switch (type()) {
      case "integer" -> value instanceof Number n && whole(n) && inRange(n);
      case "number" -> value instanceof Number n && inRange(n);
      case "boolean" -> value instanceof Boolean;
      case "array" -> value instanceof JsonArray items && accepts(items);
      default -> value instanceof String text && fits(rule, text);
    };
  }

  private boolean accepts(JsonArray items) {
    boolean enough = items.size() >= rule.getInteger("minItems", 0);
    boolean repeats =
        rule.getBoolean("uniqueItems", false) && items.stream().distinct().count() < items.size();
    return enough && !repeats && items.stream().allMatch(this::item);
  }

  private boolean item(Object value) {
    return value instanceof String text && fits(rule.getJsonObject("items"), text);
  }

  private static boolean fits(JsonObject rule, String text) {
    return text.length() >= rule.getInteger("minLength", 0)
        && (!rule.containsKey("pattern") || text.matches(rule.getString("pattern")))
        && (!rule.containsKey("enum") || rule.getJsonArray("enum").contains(text))
        && (!rule.containsKey("format") || text.isEmpty() || address(text));
  }

  /** Host, port and path; a login would be printed with every failure. */
  private static boolean address(String text) {
    try {
      URI uri = new URI(text);
      boolean port = uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() < 65_536);
      boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null;
      return uri.getHost() != null && port && bare && uri.getRawUserInfo() == null;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static boolean whole(Number value) {
    return value instanceof Integer || value instanceof Long;
  }

  private boolean inRange(Number value) {
    double number = value.doubleValue();
    return rule.getDouble("minimum") <= number && number <= rule.getDouble("maximum");
  }

  private static Object number(String text) {
    try {
      BigDecimal exact = new BigDecimal(text.strip());
      if (exact.stripTrailingZeros().scale() <= 0) {
        return exact.longValueExact();
      }
      return exact.doubleValue();
    } catch (ArithmeticException | NumberFormatException e) {
      return text;
    }
  }

  private static Object truth(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> text;
    };
  }

  private static JsonArray list(String text) {
    JsonArray items = new JsonArray();
    Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).forEach(items::add);
    return items;
  }
}
