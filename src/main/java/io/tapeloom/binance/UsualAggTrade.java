package io.tapeloom.binance;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The one layout in which the exchange sends aggTrade frames, read in a single pass because nearly
 * every frame is one. It accepts only what {@link Members} would accept with the same outcome; any
 * frame that differs in anything is left to it, unread.
 */
final class UsualAggTrade {
  /** A time beyond this is not in milliseconds. */
  private static final long MAX_TIME_MS = 99_999_999_999_999L;

  private static final byte[] STREAM = ascii("{\"stream\":\"");
  private static final byte[] DATA = ascii(",\"data\":");
  private static final byte[] EVENT = ascii("{\"e\":\"aggTrade\",\"E\":");
  private static final byte[] SYMBOL = ascii(",\"s\":\"");
  private static final byte[] AGG_ID = ascii("\",\"a\":");
  private static final byte[] PRICE = ascii(",\"p\":\"");
  private static final byte[] QTY = ascii(",\"q\":\"");
  private static final byte[] NORMAL_QTY = ascii(",\"nq\":\"");
  private static final byte[] FIRST = ascii(",\"f\":");
  private static final byte[] LAST = ascii(",\"l\":");
  private static final byte[] TIME = ascii(",\"T\":");
  private static final byte[] MAKER = ascii(",\"m\":");
  private static final byte[] BEST = ascii(",\"M\":");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final int MAX_DIGITS = 18;
  private static final long UNUSUAL = -1;
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private final Instrument[] instruments;
  private final byte[][] symbols;
  private byte[] bytes;
  private int at;
  private long sentMs;

  UsualAggTrade(Instrument[] instruments) {
    this.instruments = instruments;
    this.symbols = new byte[instruments.length][];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = ascii(instruments[i].symbol().name());
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** When the exchange sent the frame that was read last. */
  long sentMs() {
    return sentMs;
  }

  /** The trade of a usual frame; empty when anything about the frame is unusual. */
  Optional<AggTrade> read(byte[] zeroTerminated, int length) {
    bytes = zeroTerminated;
    at = 0;
    boolean combined = is(STREAM);
    if (combined && !(plainString() && is(DATA))) {
      return Optional.empty();
    }
    return is(EVENT) ? event(combined, length) : Optional.empty();
  }

  private Optional<AggTrade> event(boolean combined, int length) {
    long newestMs = whole();
    int symbol = is(SYMBOL) ? symbol() : -1;
    long aggId = is(AGG_ID) ? whole() : UNUSUAL;
    long priceE8 = is(PRICE) ? decimal() : UNUSUAL;
    long qtyE8 = is(QTY) ? decimal() : UNUSUAL;
    boolean known = !is(NORMAL_QTY) || plainString();
    long firstId = is(FIRST) ? whole() : UNUSUAL;
    long lastId = is(LAST) ? whole() : UNUSUAL;
    long timeMs = is(TIME) ? whole() : UNUSUAL;
    boolean maker = is(MAKER) && is(TRUE);
    boolean flags = (maker || is(FALSE)) && (!is(BEST) || is(TRUE) || is(FALSE));
    boolean inRange =
        (newestMs | symbol | aggId | firstId | timeMs) >= 0
            && priceE8 > 0
            && qtyE8 > 0
            && lastId >= firstId
            && newestMs <= MAX_TIME_MS
            && timeMs <= MAX_TIME_MS;
    if (!(inRange && known && flags && ends(combined, length))) {
      return Optional.empty();
    }
    sentMs = newestMs;
    return Optional.of(
        new AggTrade(instruments[symbol], aggId, priceE8, qtyE8, firstId, lastId, timeMs, maker));
  }

  private boolean ends(boolean combined, int length) {
    boolean closed = bytes[at] == '}' && (!combined || bytes[at + 1] == '}');
    return closed && at + (combined ? 2 : 1) == length;
  }

  /** Steps over these bytes if they stand here; the text's end, a zero, is never among them. */
  private boolean is(byte[] expected) {
    byte[] b = bytes;
    int from = at;
    for (int i = 0; i < expected.length; i++) {
      if (b[from + i] != expected[i]) {
        return false;
      }
    }
    at = from + expected.length;
    return true;
  }

  /** Steps behind the closing quote of a string without escapes whose opening one is behind us. */
  private boolean plainString() {
    byte[] b = bytes;
    int i = at;
    while (b[i] != '"' && b[i] != '\\' && b[i] >= ' ') {
      i++;
    }
    at = i + 1;
    return b[i] == '"';
  }

  private int symbol() {
    for (int i = 0; i < symbols.length; i++) {
      int from = at;
      if (is(symbols[i])) {
        if (bytes[at] == '"') {
          return i;
        }
        at = from;
      }
    }
    return -1;
  }

  private long whole() {
    byte[] b = bytes;
    int start = at;
    int i = start;
    long value = 0;
    int digit;
    while ((digit = b[i] - '0') >= 0 && digit <= 9) {
      value = value * 10 + digit;
      i++;
    }
    at = i;
    boolean plain = i > start && i - start <= MAX_DIGITS && (b[start] != '0' || i == start + 1);
    return plain ? value : UNUSUAL;
  }

  private long decimal() {
    byte[] b = bytes;
    int start = at;
    int i = start;
    long value = 0;
    int digit;
    while ((digit = b[i] - '0') >= 0 && digit <= 9) {
      value = value * 10 + digit;
      i++;
    }
    int whole = i - start;
    int decimals = 0;
    boolean dangling = false;
    if (b[i] == '.') {
      int point = i++;
      while ((digit = b[i] - '0') >= 0 && digit <= 9) {
        value = value * 10 + digit;
        i++;
      }
      decimals = i - point - 1;
      dangling = decimals == 0;
    }
    at = i + 1;
    boolean plain = b[i] == '"' && !dangling && whole > 0 && whole <= 10 && decimals <= 8;
    return plain ? value * POWERS[8 - decimals] : UNUSUAL;
  }
}
