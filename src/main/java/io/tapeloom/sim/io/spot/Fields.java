package io.tapeloom.sim.io.spot;

import io.tapeloom.kernel.Fixed;

/**
 * Writes one JSON object member by member. Texts are symbols, ids and names of this exchange, none
 * of which needs escaping.
 */
final class Fields {
  private static final int DECIMALS = 8;

  private final StringBuilder out;

  Fields() {
    this(new StringBuilder(512));
  }

  Fields(StringBuilder out) {
    this.out = out;
    out.append('{');
  }

  private StringBuilder name(String name) {
    if (out.charAt(out.length() - 1) != '{') {
      out.append(',');
    }
    return out.append('"').append(name).append("\":");
  }

  Fields text(String name, String value) {
    name(name).append('"').append(value).append('"');
    return this;
  }

  Fields text(String name, Enum<?> value) {
    return text(name, value.name());
  }

  Fields number(String name, long value) {
    name(name).append(value);
    return this;
  }

  Fields flag(String name, boolean value) {
    name(name).append(value);
    return this;
  }

  /** An amount with 8 decimals, as text. */
  Fields e8(String name, long e8) {
    name(name).append('"');
    decimal(out, e8);
    out.append('"');
    return this;
  }

  /** JSON as it is. */
  Fields raw(String name, String json) {
    name(name).append(json);
    return this;
  }

  static void decimal(StringBuilder out, long e8) {
    if (e8 < 0) {
      out.append('-');
    }
    String rest = Long.toString(Math.abs(e8 % Fixed.ONE_E8));
    out.append(Math.abs(e8 / Fixed.ONE_E8)).append('.');
    out.repeat('0', DECIMALS - rest.length()).append(rest);
  }

  static String decimal(long e8) {
    StringBuilder out = new StringBuilder(24);
    decimal(out, e8);
    return out.toString();
  }

  /** The finished object. */
  String end() {
    return out.append('}').toString();
  }
}
