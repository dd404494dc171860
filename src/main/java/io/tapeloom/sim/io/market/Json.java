package io.tapeloom.sim.io.market;

import io.tapeloom.sim.Listing;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the exchange's JSON, byte by byte: names, prices and numbers are plain ASCII, so nothing
 * needs escaping. Commas are set by themselves. The object is used again after {@link #clear}.
 */
final class Json {
  private static final long[] TENS = tens();

  private byte[] bytes = new byte[512];
  private int length;
  private boolean comma;

  private static long[] tens() {
    long[] tens = new long[19];
    tens[0] = 1;
    for (int i = 1; i < tens.length; i++) {
      tens[i] = 10 * tens[i - 1];
    }
    return tens;
  }

  Json clear() {
    length = 0;
    comma = false;
    return this;
  }

  /** What was written. */
  byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Something that is JSON already, as the next element. */
  Json plain(byte[] json) {
    separate();
    room(json.length);
    System.arraycopy(json, 0, bytes, length, json.length);
    length += json.length;
    comma = true;
    return this;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  Json open() {
    return begin('{');
  }

  Json close() {
    return end('}');
  }

  Json openArray() {
    return begin('[');
  }

  Json closeArray() {
    return end(']');
  }

  private Json begin(char bracket) {
    separate();
    put(bracket);
    comma = false;
    return this;
  }

  private Json end(char bracket) {
    put(bracket);
    comma = true;
    return this;
  }

  /** The name of the next member. */
  Json name(String name) {
    separate();
    quoted(name);
    put(':');
    comma = false;
    return this;
  }

  Json text(String value) {
    separate();
    quoted(value);
    comma = true;
    return this;
  }

  Json number(long value) {
    separate();
    digits(value);
    comma = true;
    return this;
  }

  Json flag(boolean value) {
    return plain(value ? "true" : "false");
  }

  /** Something that is JSON already. */
  Json plain(String json) {
    separate();
    ascii(json);
    comma = true;
    return this;
  }

  /** A text of so many decimals, cut where there are more. */
  Json decimal(long e8, int decimals) {
    separate();
    put('"');
    fixed(e8, decimals);
    put('"');
    comma = true;
    return this;
  }

  Json text(String name, String value) {
    return name(name).text(value);
  }

  Json number(String name, long value) {
    return name(name).number(value);
  }

  Json flag(String name, boolean value) {
    return name(name).flag(value);
  }

  Json decimal(String name, long e8, int decimals) {
    return name(name).decimal(e8, decimals);
  }

  /** A price of that listing. */
  Json price(Listing listing, long ticks) {
    return decimal(ticks * listing.tickE8(), listing.priceDecimals());
  }

  Json price(String name, Listing listing, long ticks) {
    return name(name).price(listing, ticks);
  }

  /** A quantity of that listing. */
  Json qty(Listing listing, long steps) {
    if (Math.multiplyHigh(steps, listing.stepE8()) == 0 && steps * listing.stepE8() >= 0) {
      return decimal(steps * listing.stepE8(), listing.qtyDecimals());
    }
    return wide(BigDecimal.valueOf(steps), listing.stepE8(), listing.qtyDecimals());
  }

  Json qty(String name, Listing listing, long steps) {
    return name(name).qty(listing, steps);
  }

  /** An amount in ticks x steps of that listing. */
  Json amount(Listing listing, long amount) {
    int decimals = Math.min(8, listing.priceDecimals() + listing.qtyDecimals());
    if (Math.multiplyHigh(amount, listing.unitE8()) == 0 && amount * listing.unitE8() >= 0) {
      return decimal(amount * listing.unitE8(), decimals);
    }
    return wide(BigDecimal.valueOf(amount), listing.unitE8(), decimals);
  }

  Json amount(String name, Listing listing, long amount) {
    return name(name).amount(listing, amount);
  }

  private Json wide(BigDecimal count, long unitE8, int decimals) {
    return text(count.multiply(BigDecimal.valueOf(unitE8, 8)).setScale(decimals).toPlainString());
  }

  private void separate() {
    if (comma) {
      put(',');
    }
  }

  private void quoted(String text) {
    put('"');
    ascii(text);
    put('"');
  }

  private void ascii(String text) {
    int size = text.length();
    room(size);
    for (int i = 0; i < size; i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  private void put(char c) {
    room(1);
    bytes[length++] = (byte) c;
  }

  private void fixed(long e8, int decimals) {
    if (e8 < 0) {
      put('-');
    }
    long value = Math.abs(e8);
    digits(value / TENS[8]);
    if (decimals > 0) {
      put('.');
      padded(value % TENS[8] / TENS[8 - decimals], decimals);
    }
  }

  private void padded(long value, int width) {
    room(width);
    long rest = value;
    for (int i = length + width - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += width;
  }

  private void digits(long value) {
    if (value < 0) {
      put('-');
    }
    long rest = Math.abs(value);
    int width = 1;
    while (width < 19 && rest >= TENS[width]) {
      width++;
    }
    padded(rest, width);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
