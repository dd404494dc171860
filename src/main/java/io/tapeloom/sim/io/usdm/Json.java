package io.tapeloom.sim.io.usdm;

import io.tapeloom.kernel.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * JSON written field by field, because order and spelling of the exchange's answers are part of
 * what clients see. Decimals are texts.
 */
final class Json {
  private static final int MONEY_DECIMALS = 8;

  private final StringBuilder out = new StringBuilder(512);

  static <T> String list(List<T> items, BiConsumer<Json, T> each) {
    return new Json().array(items, each).text();
  }

  static String object(Consumer<Json> fields) {
    Json json = new Json();
    json.open();
    fields.accept(json);
    return json.close().text();
  }

  Json open() {
    comma();
    out.append('{');
    return this;
  }

  Json close() {
    out.append('}');
    return this;
  }

  <T> Json array(List<T> items, BiConsumer<Json, T> each) {
    comma();
    out.append('[');
    items.forEach(item -> each.accept(this, item));
    out.append(']');
    return this;
  }

  private void comma() {
    if (!out.isEmpty() && "{[:".indexOf(out.charAt(out.length() - 1)) < 0) {
      out.append(',');
    }
  }

  /** The name of a field whose value comes next. */
  Json name(String name) {
    comma();
    out.append('"').append(name).append("\":");
    return this;
  }

  Json text(String name, String value) {
    name(name);
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      out.append(c == '"' || c == '\\' ? "\\" : "").append(c < ' ' ? ' ' : c);
    }
    out.append('"');
    return this;
  }

  Json text(String name, Enum<?> value) {
    return text(name, value.name());
  }

  Json number(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  Json flag(String name, boolean value) {
    name(name);
    out.append(value);
    return this;
  }

  /** JSON that is written already. */
  Json raw(String name, String json) {
    name(name);
    out.append(json);
    return this;
  }

  /** An element that is written already. */
  Json raw(String json) {
    comma();
    out.append(json);
    return this;
  }

  /** An amount with 8 decimals. */
  Json money(String name, long e8) {
    return decimal(name, e8, MONEY_DECIMALS);
  }

  /** A decimal without trailing zeros. */
  Json plain(String name, long e8) {
    return text(name, Decimals.format(e8));
  }

  /** A decimal with that many decimals, or more where it has more. */
  Json decimal(String name, long e8, int decimals) {
    return text(name, decimal(e8, decimals));
  }

  static String decimal(long e8, int decimals) {
    BigDecimal value = BigDecimal.valueOf(e8, MONEY_DECIMALS).stripTrailingZeros();
    int scale = Math.max(decimals, value.scale());
    return value.setScale(scale, RoundingMode.UNNECESSARY).toPlainString();
  }

  String text() {
    return out.toString();
  }
}
