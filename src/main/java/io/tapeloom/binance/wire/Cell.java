package io.tapeloom.binance.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.wire.Malformed.Reason;
import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Fixed;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Reads one value out of a payload, or says what is wrong with it. */
@FunctionalInterface
interface Cell {
  /** Digits before and after the point; no exchange figure is longer. */
  Pattern DECIMAL = Pattern.compile("-?\\d{1,32}(\\.\\d{1,32})?");

  /** Eighteen digits fit a long. */
  Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

  /** The value; the node is present and not null. */
  Object read(JsonNode node);

  /** A wrong type, naming what stands there. */
  static Malformed wrong(String expected, JsonNode node) {
    return new Malformed(Reason.WRONG_TYPE, "", "expected " + expected + ", got " + shown(node));
  }

  private static String shown(JsonNode node) {
    if (node.isContainerNode()) {
      return node.isArray() ? "a list" : "an object";
    }
    String text = node.toString();
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }

  /** Text as it is. */
  static String text(JsonNode node) {
    if (!node.isTextual()) {
      throw wrong("a text", node);
    }
    return node.textValue();
  }

  /** A whole number that fits a long. */
  static long whole(JsonNode node) {
    if (!node.isIntegralNumber()) {
      throw wrong("a whole number", node);
    }
    if (!node.canConvertToLong()) {
      throw new Malformed(Reason.OUT_OF_RANGE, "", "expected 64 bits, got a larger number");
    }
    return node.longValue();
  }

  /** A whole number inside quotes. */
  static long wholeText(JsonNode node) {
    String text = text(node);
    if (!WHOLE.matcher(text).matches()) {
      throw wrong("a whole number as text", node);
    }
    return Long.parseLong(text);
  }

  /** A whole number that fits an int. */
  static int narrow(long value) {
    if (value != (int) value) {
      throw new Malformed(Reason.OUT_OF_RANGE, "", "expected 32 bits, got " + value);
    }
    return (int) value;
  }

  /** True or false. */
  static boolean truth(JsonNode node) {
    if (!node.isBoolean()) {
      throw wrong("true or false", node);
    }
    return node.booleanValue();
  }

  /** True or false inside quotes. */
  static boolean truthText(JsonNode node) {
    String text = text(node);
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw wrong("true or false as text", node);
    }
    return Boolean.parseBoolean(text);
  }

  /** A decimal text of at most 8 places below 92 billion. */
  static Fixed fixed(JsonNode node) {
    String text = decimalText(node);
    try {
      return Fixed.ofE8(Decimals.parseE8(text));
    } catch (IllegalArgumentException e) {
      throw new Malformed(Reason.OUT_OF_RANGE, "", e.getMessage());
    }
  }

  /** A decimal text of any size. */
  static BigDecimal decimal(JsonNode node) {
    return new BigDecimal(decimalText(node));
  }

  private static String decimalText(JsonNode node) {
    String text = text(node);
    if (!DECIMAL.matcher(text).matches()) {
      throw wrong("a plain decimal as text", node);
    }
    return text;
  }

  /** A decimal that stands as a bare number. */
  static BigDecimal number(JsonNode node) {
    if (!node.isNumber()) {
      throw wrong("a number", node);
    }
    BigDecimal value = node.decimalValue();
    if (value.scale() > 32 || value.precision() - value.scale() > 32) {
      throw new Malformed(Reason.OUT_OF_RANGE, "", "expected 32 digits, got more");
    }
    return value;
  }
}
