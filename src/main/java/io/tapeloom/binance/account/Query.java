package io.tapeloom.binance.account;

import io.tapeloom.kernel.Fixed;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/** The parameters of one call in the order they are sent; a name stands once. */
public final class Query {
  /** What a WS-API request carries as a number; amounts stay texts. */
  private static final Set<String> NUMBERS =
      Set.of("timestamp", "recvWindow", "orderId", "algoId", "subscriptionId", "limit");

  private final SequencedMap<String, String> values = new LinkedHashMap<>();

  /** No parameters yet. */
  public static Query empty() {
    return new Query();
  }

  /** One parameter. */
  public static Query of(String name, Object value) {
    return new Query().put(name, value);
  }

  /** Adds a parameter; enum values go by their names, amounts as plain decimals. */
  public Query put(String name, Object value) {
    String text =
        value instanceof Boolean truth
            ? truth.toString().toLowerCase(Locale.ROOT)
            : String.valueOf(value);
    if (values.putIfAbsent(name, text) != null) {
      throw new IllegalArgumentException("query: " + name + " stands twice");
    }
    return this;
  }

  /** Adds a parameter where there is one. */
  public Query put(String name, Optional<?> value) {
    value.ifPresent(given -> put(name, given));
    return this;
  }

  /** Adds an amount. */
  public Query put(String name, Fixed amount) {
    return put(name, (Object) amount.toString());
  }

  /** Another one with the same parameters, so that a request can be signed more than once. */
  public Query copy() {
    Query copy = new Query();
    copy.values.putAll(values);
    return copy;
  }

  /** The value of a parameter. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Names and values in order. */
  public Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }

  /** True when nothing is asked. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** {@code a=1&b=x%20y}: names and values percent-encoded as a URL carries them. */
  public String encoded() {
    StringBuilder out = new StringBuilder();
    values.forEach(
        (name, value) ->
            out.append(out.isEmpty() ? "" : "&")
                .append(percentEncoded(name))
                .append('=')
                .append(percentEncoded(value)));
    return out.toString();
  }

  /** What a WS-API request signs: sorted by name, values as they are. */
  public String sorted() {
    StringBuilder out = new StringBuilder();
    new TreeMap<>(values)
        .forEach(
            (name, value) ->
                out.append(out.isEmpty() ? "" : "&").append(name).append('=').append(value));
    return out.toString();
  }

  /** The parameters as a WS-API request carries them. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    values.forEach((name, value) -> json.put(name, NUMBERS.contains(name) ? number(value) : value));
    return json;
  }

  private static Object number(String value) {
    return value.matches("\\d{1,18}") ? (Object) Long.valueOf(value) : value;
  }

  /** One value as a URL carries it; a space is {@code %20}, not a plus. */
  static String percentEncoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** Names alone: values may be an account's business. */
  @Override
  public String toString() {
    return "Query" + values.keySet();
  }
}
